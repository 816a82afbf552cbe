"""Note each read of a person. Every page that shows one calls this before it shows anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from uuid import UUID

from accord.domain.authority import Actor
from accord.privileges import openings
from accord.privileges.claims import acting, acting_as


class Purpose(StrEnum):
    """Why a person's record is read."""

    CARE = "care"
    EMERGENCY = "emergency"
    ADMINISTRATION = "administration"


def note(*, by: Actor, person_id: UUID, purpose: Purpose, what: str, basis: str = "") -> None:
    """Append who looked at whom, what and why. `what` is the kind of page (`emergency`, `plan`), never content."""
    with _as(by):
        openings.open_read(person_id, purpose=purpose.value, what=what, basis=basis)


def note_outside(*, by: Actor, person_id: UUID, purpose: Purpose, what: str) -> UUID | None:
    """Append the same of a look outside a relationship, and tell the privacy officer once a day a person.

    Returns the alert, in which the reason can be given. None where it could not be raised: the look itself is kept as
    outside a relationship, and nothing that fails here may stand before an emergency. The rooms above hear of an alert
    from the outbox alone, since the database raises it.
    """
    with _as(by):
        return openings.open_outside(person_id, purpose=purpose.value, what=what)


def alert_asked(*, by: Actor, person_id: UUID, purpose: Purpose, what: str) -> UUID:
    """Tell the privacy officer of a record that opens because a reason was given first, and return the alert."""
    with _as(by):
        return openings.alert_asked(person_id, purpose=purpose.value, what=what)


def note_all(*, by: Actor, person_ids: Iterable[UUID], purpose: Purpose, what: str, basis: str = "") -> None:
    """Append a row for each of several people whom one page shows, such as a list of work."""
    with _as(by):
        openings.note_reads(person_ids, purpose=purpose.value, what=what, basis=basis)


@contextmanager
def _as(by: Actor) -> Iterator[None]:
    """Act as `by`, who acts already wherever somebody is signed in: the trace names who is acting, and nobody else."""
    if acting().actor == by:
        yield
        return
    with acting_as(by):
        yield
