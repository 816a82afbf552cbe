"""The rules that a pointer keeps, in the order in which NRL asks them (reference/interop.md 3.3).

The value set of practice settings is not held here: any coding of SNOMED CT with a display is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.domain.nhs_numbers import Acceptance
from accord.projections.fhir.elements import Made
from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION, SNOMED, SPINE_ASID
from accord.sharing.fhir.outcomes import Issue
from accord.sharing.pointers.codes import CATEGORIES, RELATIONS, TYPES
from accord.sharing.pointers.content_rules import content_rules
from accord.sharing.pointers.parts import codings, first_code, identified, replaced_by, type_of
from accord.sharing.pointers.spine import Spine, broken

REQUIRED = ("custodian", "id", "type", "status", "subject", "category", "author", "content", "context")
LONGEST_CODE = 12
ASID = re.compile("[0-9]{12}")
Rule = Callable[[Made], Iterator[Issue]]


def broken_rules(made: Made, accept: Acceptance) -> Sequence[Issue]:
    """Return every rule that a pointer does not keep; where something required is missing, that alone."""
    missing = [
        broken(Spine.INVALID_RESOURCE, f"The required field '{name}' is missing", name)
        for name in REQUIRED
        if not made.get(name)
    ]
    missing = missing or list(_identifiers(made))
    return missing or [*_subject(made, accept), *(issue for rule in RULES for issue in rule(made))]


def _identifiers(made: Made) -> Iterator[Issue]:
    for name, words in (("custodian", "Custodian"), ("subject", "Subject")):
        if not made[name].get("identifier"):
            yield broken(Spine.INVALID_RESOURCE, f"{words} must have an identifier", f"{name}.identifier")


def _subject(made: Made, accept: Acceptance) -> Iterator[Issue]:
    system, value = identified(made, "subject")
    if system != NHS_NUMBER:
        words = f"Provided subject identifier system is not the NHS number system (expected '{NHS_NUMBER}')"
        yield broken(Spine.INVALID_IDENTIFIER_SYSTEM, words, "subject.identifier.system")
        return
    try:
        nhs_numbers.parse(value, accept)
    except Refused:
        yield broken(Spine.INVALID_NHS_NUMBER, "Invalid NHS number", "subject.identifier.value")


def _custodian(made: Made) -> Iterator[Issue]:
    if identified(made, "custodian")[0] != ODS_ORGANISATION:
        words = f"Provided custodian identifier system is not the ODS system (expected: '{ODS_ORGANISATION}')"
        yield broken(Spine.INVALID_IDENTIFIER_SYSTEM, words, "custodian.identifier.system")


def _relations(made: Made) -> Iterator[Issue]:
    for at, code, target in replaced_by(made):
        if code not in RELATIONS:
            yield broken(Spine.INVALID_CODE_VALUE, f"Invalid relatesTo code: {code[:40]}", f"relatesTo[{at}].code")
        elif code == "replaces" and not target:
            words, where = "relatesTo code 'replaces' must have a target identifier", "target.identifier.value"
            yield broken(Spine.INVALID_IDENTIFIER_VALUE, words, f"relatesTo[{at}].{where}")


def _asid(made: Made) -> Iterator[Issue]:
    """Ask for the one system behind an address that is reached through the Spine's proxy."""
    related = made["context"].get("related") or []
    held = [(at, each) for at, each in enumerate(related) if identified({"it": each}, "it")[0] == SPINE_ASID]
    by_proxy = any(str((each.get("attachment") or {}).get("url")).startswith("ssp://") for each in made["content"])
    if len(held) > 1:
        words = "Multiple ASID identifiers provided. Only a single valid ASID identifier can be provided"
        yield broken(Spine.INVALID_RESOURCE, f"{words} in the context.related.", "context.related")
    elif held and not ASID.fullmatch(identified({"it": held[0][1]}, "it")[1]):
        words = (
            "Invalid ASID value. A single ASID consisting of 12 digits can be provided in the context.related field."
        )
        yield broken(Spine.INVALID_IDENTIFIER_VALUE, words, f"context.related[{held[0][0]}].identifier.value")
    elif by_proxy and not held:
        missing = "Missing ASID identifier." if related else "Missing context.related."
        words = "must contain a single valid ASID identifier when content contains an SSP URL"
        yield broken(Spine.INVALID_RESOURCE, f"{missing} context.related {words}", "context.related")


def _one_coding(concept: Made, at: str, words: str) -> Iterator[Issue]:
    """Ask for exactly one coding, of SNOMED CT."""
    held = codings(concept)
    if len(held) != 1:
        said = f"Invalid {words.lower()} coding length: {len(held)} {words} Coding must only contain a single value"
        yield broken(Spine.INVALID_RESOURCE, said, f"{at}.coding")
    elif held[0].get("system") != SNOMED:
        said = f"Invalid {words.lower()} system: {held[0].get('system')} {words} system must be '{SNOMED}'"
        yield broken(Spine.INVALID_CODE_SYSTEM, said, f"{at}.coding[0].system")


def _type(made: Made) -> Iterator[Issue]:
    wrong = list(_one_coding(made["type"], "type", "Type"))
    yield from wrong
    if wrong:
        return
    held = codings(made["type"])[0]
    found = TYPES.get(str(held.get("code")))
    if found is None:
        words = f"Invalid type code: {held.get('code')} Type must be a member of the England-NRLRecordType value set"
        yield broken(Spine.INVALID_CODE_VALUE, words, "type.coding[0].code")
    elif held.get("display") != found.display:
        words = f"type code '{found.code}' must have a display value of '{found.display}'"
        yield broken(Spine.INVALID_RESOURCE, words, "type.coding[0].display")


def _category(made: Made) -> Iterator[Issue]:
    if len(made["category"]) != 1:
        words = f"Invalid category length: {len(made['category'])} Category must only contain a single value"
        yield broken(Spine.INVALID_RESOURCE, words, "category")
        return
    wrong = list(_one_coding(made["category"][0], "category[0]", "Category"))
    yield from wrong
    if wrong:
        return
    held = codings(made["category"][0])[0]
    display = CATEGORIES.get(str(held.get("code")))
    if display is None:
        words = f"Invalid category code: {held.get('code')} Category must be a member of England-NRLRecordCategory"
        yield broken(Spine.INVALID_CODE_VALUE, words, "category[0].coding[0].code")
    elif held.get("display") != display:
        words = f"category code '{held.get('code')}' must have a display value of '{display}'"
        yield broken(Spine.INVALID_RESOURCE, words, "category[0].coding[0].display")


def _type_in_category(made: Made) -> Iterator[Issue]:
    found = TYPES.get(type_of(made))
    given = first_code(made["category"][0])
    if found and given in CATEGORIES and given != found.category:
        words = f"The Category code of the provided document '{SNOMED}|{given}' must match the allowed category for"
        more = f"pointer type '{SNOMED}|{found.code}' with a category value of '{SNOMED}|{found.category}'"
        yield broken(Spine.INVALID_CODE_VALUE, f"{words} {more}", "category.coding[0].code")


def _author(made: Made) -> Iterator[Issue]:
    if len(made["author"]) != 1:
        words = f"Invalid author length: {len(made['author'])} Author must only contain a single value"
        yield broken(Spine.INVALID_RESOURCE, words, "author")
        return
    system, value = identified({"it": made["author"][0]}, "it")
    if system != ODS_ORGANISATION:
        words = f"Invalid author system: '{system}' Author system must be '{ODS_ORGANISATION}'"
        yield broken(Spine.INVALID_IDENTIFIER_SYSTEM, words, "author[0].identifier.system")
    elif not (value.isascii() and value.isalnum()) or len(value) > LONGEST_CODE:
        words = "Author value must be alphanumeric and less than 13 characters"
        yield broken(Spine.INVALID_IDENTIFIER_VALUE, f"Invalid author value. {words}", "author[0].identifier.value")


def _setting(made: Made) -> Iterator[Issue]:
    setting, at = made["context"].get("practiceSetting"), "context.practiceSetting"
    if not codings(setting):
        yield broken(Spine.INVALID_RESOURCE, "Invalid practice setting: must contain a Coding", f"{at}.coding")
        return
    wrong = list(_one_coding(setting, at, "Practice Setting"))
    yield from wrong
    held = codings(setting)[0]
    if not wrong and not (held.get("code") and held.get("display")):
        yield broken(Spine.INVALID_RESOURCE, "Practice Setting must have a code and its display", f"{at}.coding[0]")


RULES: Sequence[Rule] = (
    _custodian,
    _relations,
    _asid,
    _type,
    _category,
    _type_in_category,
    _author,
    content_rules,
    _setting,
)
