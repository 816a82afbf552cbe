"""The rules about where a document is had: its address, its format, whether it stays the same, how it is fetched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from accord.projections.fhir.elements import Made
from accord.projections.fhir.pointers import RETRIEVAL, STABILITY
from accord.projections.fhir.systems import NRL
from accord.sharing.fhir.outcomes import Issue
from accord.sharing.pointers.codes import FORMAT_OF_CONTENT, FORMATS, MECHANISMS, STABILITIES
from accord.sharing.pointers.parts import codings
from accord.sharing.pointers.spine import Spine, broken

SCHEMES = frozenset({"https", "http", "ssp"})
TAKEN = "'application/pdf', 'text/html' or 'application/fhir+json'"
ONE_STABILITY = "Invalid content extension: Extension must have one content stability extension"
ONE_MECHANISM = "Invalid content retrieval extension: Extension must have one content retrieval extension"


def content_rules(made: Made) -> Iterator[Issue]:
    """Yield each rule that the content of a pointer does not keep."""
    for number, content in enumerate(made["content"]):
        at = f"content[{number}]"
        yield from _attachment(content, at)
        yield from _format(content, at)
        yield from _extensions(content, at)


def _attachment(content: Made, at: str) -> Iterator[Issue]:
    held = content.get("attachment") or {}
    address, kind = str(held.get("url", "")), held.get("contentType")
    if not address:
        yield broken(Spine.INVALID_RESOURCE, "The attachment must have a url", f"{at}.attachment.url")
    elif urlsplit(address).scheme not in SCHEMES:
        words = "The url must begin with https://, http:// or ssp://"
        yield broken(Spine.INVALID_RESOURCE, words, f"{at}.attachment.url")
    if kind not in FORMAT_OF_CONTENT:
        words = f"Invalid contentType: {kind}. Must be {TAKEN}"
        yield broken(Spine.INVALID_RESOURCE, words, f"{at}.attachment.contentType")


def _format(content: Made, at: str) -> Iterator[Issue]:
    held = content.get("format") or {}
    code, kind = held.get("code"), (content.get("attachment") or {}).get("contentType")
    if code not in FORMATS or held.get("system") != f"{NRL}-NRLFormatCode":
        words = f"Invalid content format: {code} format must be a coding of {NRL}-NRLFormatCode"
        yield broken(Spine.INVALID_CODE_VALUE, words, f"{at}.format")
        return
    if str(held.get("display", "")).lower() != FORMATS[code].lower():
        words = f"Invalid display for format code '{code}'. Expected '{FORMATS[code]}'"
        yield broken(Spine.INVALID_RESOURCE, words, f"{at}.format.display")
    if code not in FORMAT_OF_CONTENT.get(str(kind), FORMATS):
        wanted = FORMAT_OF_CONTENT[str(kind)][0]
        words = f"Invalid content format code: {code} format code must be '{wanted}' for {FORMATS[wanted]} attachments."
        yield broken(Spine.INVALID_CODE_VALUE, words, f"{at}.format.code")


def _extensions(content: Made, at: str) -> Iterator[Issue]:
    held = list(enumerate(content.get("extension") or []))
    stabilities = [(number, each) for number, each in held if each.get("url") == STABILITY]
    mechanisms = [(number, each) for number, each in held if each.get("url") == RETRIEVAL]
    if len(stabilities) != 1:
        yield broken(Spine.INVALID_RESOURCE, ONE_STABILITY, f"{at}.extension")
    elif len(mechanisms) > 1:
        yield broken(Spine.INVALID_RESOURCE, ONE_MECHANISM, f"{at}.extension")
    else:
        yield from _stability(*stabilities[0], at)
        yield from _mechanism(mechanisms, at)


def _stability(number: int, extension: Made, at: str) -> Iterator[Issue]:
    where = f"{at}.extension[{number}].valueCodeableConcept.coding"
    found = codings(extension.get("valueCodeableConcept"))
    held = found[0] if len(found) == 1 else {}
    if held.get("system") != f"{NRL}-NRLContentStability" or held.get("code") not in STABILITIES:
        words = f"Invalid content stability: must be one coding of {NRL}-NRLContentStability, static or dynamic"
        yield broken(Spine.INVALID_CODE_VALUE, words, where)
    elif str(held.get("display", "")).lower() != held["code"]:
        words = "Extension display must be the same as code either 'Static' or 'Dynamic'"
        yield broken(Spine.INVALID_RESOURCE, f"Invalid content extension display. {words}", f"{where}[0].display")


def _mechanism(found: Sequence[tuple[int, Made]], at: str) -> Iterator[Issue]:
    for number, extension in found:
        where = f"{at}.extension[{number}].valueCodeableConcept.coding"
        held = next(iter(codings(extension.get("valueCodeableConcept"))), {})
        if held.get("code") not in MECHANISMS:
            words = f"Invalid retrieval mechanism: must be one of {', '.join(MECHANISMS)}"
            yield broken(Spine.INVALID_CODE_VALUE, words, where)
