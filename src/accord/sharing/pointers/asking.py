"""What is asked of the locator, read: a pointer that is sent, and the parameters of a search."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.people.acceptance import accepted_here
from accord.projections.fhir.checking import check
from accord.projections.fhir.elements import Made
from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION, SNOMED
from accord.sharing.fhir.outcomes import Issue, Refusal
from accord.sharing.fhir.requests import FORM, MIME
from accord.sharing.pointers.codes import CATEGORIES, OF_R4, TYPES
from accord.sharing.pointers.rules import broken_rules
from accord.sharing.pointers.spine import Spine, broken, named, of_rules, refusal

JSON = frozenset({MIME, "application/json"})
SUBJECT, CUSTODIAN, TYPE, CATEGORY, SUMMARY = (
    "subject:identifier", "custodian:identifier", "type", "category", "_summary",
)  # fmt: skip
TAKEN = (SUBJECT, CUSTODIAN, TYPE, CATEGORY, SUMMARY)
NEEDS_NUMBER = "A valid NHS number is required to search for document references"
POINTER_ID = re.compile(r"[A-Z0-9]{1,12}-[A-Za-z0-9.-]{1,51}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Whose pointers are sought, and which."""

    number: str
    types: Sequence[str]
    categories: Sequence[str]
    custodian: str
    is_count_alone: bool


def pointer_of(request: HttpRequest, *, given_id: str = "") -> Made:
    """Return the pointer that was sent, under the id that it is given, if any; raises Refusal for a broken rule."""
    made = _resource(request)
    if given_id:
        made = {**made, "id": given_id}
    if wrong := broken_rules(made, accepted_here()):
        raise of_rules(wrong)
    if not POINTER_ID.fullmatch(made["id"]):
        raise of_rules([broken(Spine.INVALID_IDENTIFIER_VALUE, "The id must begin with an ODS code and -", "id")])
    return made


def sought(request: HttpRequest) -> Sought:
    """Return what a posted search asks for; raises Refusal for what is not known."""
    given = dict(_parameters(request))
    if unknown := sorted(given.keys() - set(TAKEN)):
        words = f"Invalid query parameter. Accepted: {', '.join(TAKEN)}"
        raise refusal(400, "invalid", Spine.INVALID_PARAMETER, words, unknown[0][:60])
    summary = given.get(SUMMARY, "false")
    if summary not in ("count", "false"):
        raise refusal(400, "invalid", Spine.INVALID_PARAMETER, "Must be count", SUMMARY)
    custodian = _token(given.get(CUSTODIAN, ""), ODS_ORGANISATION, CUSTODIAN)
    return Sought(
        number=_number(given.get(SUBJECT, "")),
        types=_codes(given.get(TYPE, ""), TYPES, TYPE),
        categories=_codes(given.get(CATEGORY, ""), CATEGORIES, CATEGORY),
        custodian=custodian,
        is_count_alone=summary == "count",
    )


def _resource(request: HttpRequest) -> Made:
    if str(request.content_type).lower() not in JSON:
        raise refusal(415, "not-supported", Spine.MISSING_OR_INVALID_HEADER, f"Content-Type is {MIME} here")
    made = _json(request)
    if problems := check(_as_r4(made), kind="DocumentReference"):
        details = named(Spine.MESSAGE_NOT_WELL_FORMED, Spine.MESSAGE_NOT_WELL_FORMED)
        words = "Request body could not be parsed"
        issues = (
            Issue(code="invalid", words=f"{words} ({each.words})", at=each.at, details=details) for each in problems
        )
        raise Refusal(400, tuple(issues))
    return made


def _json(request: HttpRequest) -> Made:
    try:
        made: Any = json.loads(request.body, parse_constant=_no_number)
    except (ValueError, RecursionError) as wrong:
        raise refusal(400, "invalid", Spine.MESSAGE_NOT_WELL_FORMED, "Request body could not be parsed") from wrong
    if not isinstance(made, dict):
        raise refusal(400, "invalid", Spine.MESSAGE_NOT_WELL_FORMED, "Request body could not be parsed")
    return made


def _as_r4(made: Made) -> Made:
    """Return a pointer as R4's own definition takes it: NRL has relations that R4 does not know, as rules say."""
    held = made.get("relatesTo")
    if not isinstance(held, list) or not all(isinstance(each, dict) for each in held):
        return made
    known = [{**each, "code": each["code"] if each.get("code") in OF_R4 else "appends"} for each in held]
    return {**made, "relatesTo": known}


def _parameters(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Yield what was posted, as a form or as an object of texts; nothing may stand twice, or in the address."""
    if request.GET:
        words = "A search is posted: nothing of it stands in the address"
        raise refusal(400, "security", Spine.INVALID_PARAMETER, words, next(iter(request.GET))[:60])
    given: list[tuple[str, Any]]
    if str(request.content_type).lower() == FORM:
        given = [(name, value) for name, values in request.POST.lists() for value in values]
    else:
        given = [(str(name), value) for name, value in _json(request).items()]
    for name, value in given:
        if not isinstance(value, str) or sum(name == other for other, _ in given) > 1:
            raise refusal(400, "invalid", Spine.INVALID_PARAMETER, "Must be one text", name[:60])
        yield name, value


def _number(said: str) -> str:
    system, _, value = said.rpartition("|")
    try:
        found = nhs_numbers.parse(value, accepted_here()).digits if system == NHS_NUMBER else ""
    except Refused:
        found = ""
    if not found:
        raise refusal(400, "invalid", Spine.INVALID_NHS_NUMBER, NEEDS_NUMBER, SUBJECT)
    return found


def _token(said: str, system: str, name: str) -> str:
    given, _, value = said.rpartition("|")
    if said and (given != system or not value):
        raise refusal(400, "invalid", Spine.INVALID_IDENTIFIER_SYSTEM, f"Must be {system}| and a value", name)
    return value


def _codes(said: str, known: Collection[str], name: str) -> list[str]:
    """Return the codes of a list with commas, each with its system."""
    codes = []
    for each in said.split(",") if said else ():
        system, _, code = each.strip().rpartition("|")
        if system != SNOMED or code not in known:
            accepted = ", ".join(f"{SNOMED}|{each}" for each in sorted(known))
            words = f"Invalid {name} (The provided {name} is none of those that pointers have: {accepted})"
            raise refusal(400, "code-invalid", Spine.INVALID_CODE_SYSTEM, words, name)
        codes.append(code)
    return codes


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")
