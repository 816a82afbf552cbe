"""Pointers as they are held: read against a trace, one person at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.access.queries import relationships
from accord.domain.authority import Actor
from accord.domain.relationships import AccessBasis
from accord.people.queries import identities, mergers
from accord.privileges.openings import read_rows
from accord.projections.fhir.elements import Made
from accord.sharing.models import Pointer
from accord.sharing.pointers.parts import first_code

OWN = "pointer_own"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPointer:
    """A pointer, with its document as it is sent."""

    id: str
    person_id: UUID
    custodian: str
    type_code: str
    created_at: datetime
    document: Made

    @property
    def category(self) -> str:
        """The code of its category."""
        return first_code(self.document["category"][0])

    @property
    def is_current(self) -> bool:
        """Whether its custodian says that it stands."""
        return bool(self.document.get("status") == "current")


def of_person(person_id: UUID) -> Sequence[HeldPointer]:
    """Return what is registered about somebody, the latest first; the look was noted before.

    What was registered under a record that was merged into theirs is about them too.
    """
    rows = [row for each in (person_id, *mergers.merged_into(person_id)) for row in read_rows(Pointer, each)]
    return [_held(row) for row in sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)]


def of_id(pointer_id: str) -> HeldPointer | None:
    """Return a pointer by its id; the look was noted before, or is as one of the software's."""
    person_id = person_of(pointer_id)
    if person_id is None:
        return None
    return next((_held(row) for row in read_rows(Pointer, person_id, "WHERE id = %s", [pointer_id])), None)


def person_of(pointer_id: str) -> UUID | None:
    """Return whom a pointer is about, which is no content; None where there is no such pointer."""
    return Pointer.objects.filter(pk=pointer_id).values_list("person_id", flat=True).first()


def matching(
    held: Iterable[HeldPointer], *, types: Iterable[str], categories: Iterable[str] = (), custodian: str = ""
) -> list[HeldPointer]:
    """Return the pointers of these types, of these categories where any are named, and of one custodian if named."""
    wanted, within = frozenset(types), frozenset(categories)
    return [
        each
        for each in held
        if each.type_code in wanted
        and (not within or each.category in within)
        and (not custodian or each.custodian == custodian)
    ]


def note_own(person_id: UUID, by: Actor) -> None:
    """Note that an organisation deals with a pointer of its own: with the person, if only through what it holds."""
    person = identities.of(person_id)
    basis = (person and relationships.basis_of(person, by)) or AccessBasis.POINTER
    reads.note(by=by, person_id=person_id, purpose=Purpose.CARE, what=OWN, basis=basis.value)


def _held(row: Pointer) -> HeldPointer:
    return HeldPointer(
        id=row.id,
        person_id=row.person_id,
        custodian=row.custodian,
        type_code=row.type_code,
        created_at=row.created_at,
        document=row.document,
    )
