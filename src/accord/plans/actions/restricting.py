"""What the person asks to be kept to some readers, as a draft takes it: checked, named, and lifted by no outsider."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from accord.domain.authority import Actor
from accord.domain.errors import FieldError, Refused
from accord.domain.people import Identity
from accord.domain.plan.restrictions import ReadingOrganisation
from accord.domain.plan.wishes import Scope, SharingWishes, check_restricted
from accord.organisations.queries import directory
from accord.plans.queries import records, restrictions
from accord.plans.queries.drafts import DraftView
from accord.plans.queries.records import Records

ASKED = tuple(each.name for each in fields(SharingWishes) if each.name.startswith("restricted_"))
"""The fields in which a person asks for it."""


def settle(
    value: SharingWishes | None, draft: DraftView, held: SharingWishes, person: Identity, by: Actor
) -> SharingWishes | None:
    """Return wishes about sharing as they are to be saved over what is `held`.

    Somebody from whom a part is kept leaves what the person asked as it stands, whatever is sent: only whoever reads a
    part lifts its restriction, or lets others read it.
    """
    known = records.of(draft.person_id)
    if not restrictions.may_change(draft, known, person, by):
        return _asking(value or SharingWishes(), _asked_last(held, known, draft.scope))
    if value is None:
        return None
    check_restricted(value)
    if not value.restricted_parts:
        return _asking(value, SharingWishes())
    named = _named(value.restricted_organisations, person)
    asked_at = held.restricted_at if held.restricted_parts and held.restricted_at else by.organisation_code
    return replace(value, restricted_organisations=named, restricted_at=asked_at)


def _asked_last(held: SharingWishes, known: Records, scope: Scope) -> SharingWishes:
    """Return what the person asked last: in the draft, else in the latest version of its scope, current or not."""
    if held.restricted_parts:
        return held
    return next((each.wishes for each in known.sharing if each.scope is scope), held)


def _asking(wishes: SharingWishes, other: SharingWishes) -> SharingWishes:
    """Return wishes with what others ask of restricted parts."""
    asked: dict[str, Any] = {name: getattr(other, name) for name in ASKED}
    return replace(wishes, **asked)


def _named(given: tuple[ReadingOrganisation, ...], person: Identity) -> tuple[ReadingOrganisation, ...]:
    """Return organisations with their names from the directory. Raises `Refused` naming each that is not there."""
    codes = [each.code.strip().upper() for each in given]
    known = directory.by_codes(codes)
    errors = [
        FieldError(
            field=f"restricted_organisations[{number}].code",
            wrong=f"No organisation here has the code {code}.",
            accepted="Check the ODS code, or leave it out.",
        )
        for number, code in enumerate(codes)
        if code not in known
    ]
    if errors:
        raise Refused(errors)
    return tuple(ReadingOrganisation(code=code, name=known[code].name) for code in dict.fromkeys(codes))
