"""What a FHIR request asks for besides its resource: the format, a summary, how many, and which version it knows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.http.request import QueryDict

from accord.sharing.fhir.outcomes import Refusal

MIME = "application/fhir+json"
FORM = "application/x-www-form-urlencoded"
A_PAGE, LARGEST_PAGE = 20, 100
_OURS = frozenset({MIME, "application/json", "application/*", "*/*", "text/json"})
_FORMATS = frozenset({"json", *_OURS}) - {"application/*", "*/*"}
ABOUT_THE_ANSWER = ("_format", "_summary", "_count", "_page", "_pretty")
"""Parameters that say how to answer, and not what is searched for. Every search takes them."""
CHANGES_TAKE = frozenset({"_format", "_pretty"})
IN_BODY = "is posted in the body here, and never stands in the address."
SUMMARIES = ("count", "false")
PRETTY = ("true", "false")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request, read: what is searched for, and how it is to be answered."""

    given: tuple[tuple[str, str], ...]
    is_count_alone: bool = False
    size: int = A_PAGE
    page: int = 1
    is_pretty: bool = False
    in_address: bool = True
    is_native: bool = False
    """Whether what is asked for is wanted as itself, and not as FHIR."""


def read(request: HttpRequest, *, native: str = "") -> Asked:
    """Read a request, which may accept `native` alone; raises Refusal where what it asks for cannot be answered."""
    given = list(_pairs(request))
    about = {name: value for name, value in given if name in ABOUT_THE_ANSWER}
    is_native = bool(native) and "_format" not in about and request.headers.get("Accept", "").strip() == native
    if not is_native:
        check_format(request, about.get("_format"))
    summary = about.get("_summary", "false")
    if summary not in SUMMARIES:
        raise Refusal.one(400, "not-supported", f"is one of {', '.join(SUMMARIES)} here.", "_summary")
    if about.get("_pretty", "false") not in PRETTY:
        raise Refusal.one(400, "invalid", f"is one of {', '.join(PRETTY)}.", "_pretty")
    return Asked(
        given=tuple((name, value) for name, value in given if name not in ABOUT_THE_ANSWER),
        is_count_alone=summary == "count",
        size=min(_number(about, "_count", A_PAGE, least=0), LARGEST_PAGE),
        page=_number(about, "_page", 1, least=1),
        is_pretty=about.get("_pretty") == "true",
        in_address=request.method != "POST",
        is_native=is_native,
    )


def check_change(request: HttpRequest) -> None:
    """Refuse a change whose address says more than how to answer: a condition that is passed over changes too much."""
    if more := next((name for name in request.GET if name not in CHANGES_TAKE), None):
        words = "is not taken here. A condition stands in If-None-Exist or If-Match."
        raise Refusal.one(400, "not-supported", words, more[:60])
    check_format(request, request.GET.get("_format"))


def check_posted(request: HttpRequest) -> None:
    """Refuse what is posted with anything in its address but how to answer: an NHS number never stands in one."""
    if more := next((name for name in request.GET if name not in ABOUT_THE_ANSWER), None):
        raise Refusal.one(400, "security", IN_BODY, more[:60])
    check_format(request, request.GET.get("_format"))


def check_format(request: HttpRequest, said: str | None) -> None:
    """Refuse a request that would not take JSON of FHIR 4.0."""
    if said is not None:
        if said.partition(";")[0].strip() not in _FORMATS:
            raise Refusal.one(406, "not-supported", f"is {MIME} here.", "_format")
        return
    accepted = [part.strip() for part in request.headers.get("Accept", "*/*").split(",")]
    if not any(_takes(each) for each in accepted if each):
        raise Refusal.one(406, "not-supported", f"Only {MIME} is sent here; accept it.", "Accept")


def _takes(accepted: str) -> bool:
    kind, *rest = (part.strip().lower() for part in accepted.split(";"))
    if kind not in _OURS or "q=0" in rest or "q=0.0" in rest:
        return False
    version = next((each.partition("=")[2] for each in rest if each.startswith("fhirversion=")), "4.0")
    return version == "4.0"


def _pairs(request: HttpRequest) -> Iterator[tuple[str, str]]:
    if request.method == "POST":
        check_posted(request)
        kind = (request.content_type or "").lower()
        if kind != FORM and request.body:
            raise Refusal.one(415, "not-supported", f"A search is posted as {FORM}.", "Content-Type")
        yield from _listed(request.POST)
    yield from _listed(request.GET)


def _listed(held: QueryDict) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in held.lists() for value in values)


def _number(about: dict[str, str], name: str, otherwise: int, *, least: int) -> int:
    said = about.get(name)
    if said is None:
        return otherwise
    if not re.fullmatch(r"[0-9]{1,6}", said) or int(said) < least:
        raise Refusal.one(400, "invalid", f"is a whole number from {least}.", name)
    return int(said)
