"""Telling the plans room what is held elsewhere, in the transaction in which it changes: plans alone, that stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.events import Happening
from accord.organisations.queries import directory
from accord.plans.actions import elsewhere
from accord.projections.emergency.sheets import Elsewhere
from accord.sharing.pointers import held
from accord.sharing.pointers.codes import CARE_PLAN, CONTACT_DETAILS, TYPES
from accord.sharing.pointers.held import HeldPointer


def show_of_both(happening: Happening) -> None:
    """Show on the record that stays what was registered under both."""
    if happening.person_id is not None and held.of_person(happening.person_id):
        show(happening.person_id, None, timezone.now())


def show(person_id: UUID, by: Actor | None, now: datetime) -> None:
    """Show what is registered about somebody now; what is registered and is no plan is found by a search alone."""
    pointers = [each for each in held.of_person(person_id) if each.is_current and each.category == CARE_PLAN]
    named = directory.by_codes({each.custodian for each in pointers})
    shown = [_shown(each, named[each.custodian].name if each.custodian in named else "") for each in pointers]
    elsewhere.tell(person_id=person_id, held=shown, by=by, now=now)


def _shown(pointer: HeldPointer, name: str) -> Elsewhere:
    return Elsewhere(
        kind=TYPES[pointer.type_code].display,
        holder=f"{name} ({pointer.custodian})" if name else pointer.custodian,
        since=timezone.localdate(pointer.created_at),
        contact=next(_contacts(pointer), ""),
    )


def _contacts(pointer: HeldPointer) -> Iterator[str]:
    """Yield where it says whom to call for the document."""
    for content in pointer.document["content"]:
        if content["format"]["code"] == CONTACT_DETAILS:
            yield content["attachment"]["url"]
