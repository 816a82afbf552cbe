"""Opening a person's record for another system: on a basis that is recorded, and never without a trace."""

from __future__ import annotations

from uuid import UUID

from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.access.queries import relationships
from accord.domain.people import Identity
from accord.people.queries import identities
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker

NO_BASIS = (
    "Nothing that is recorded here connects this organisation with the person: not where they are registered or stay,"
    " no caseload, referral or live incident. This says nothing about whether there is a plan."
)


def id_of(text: str) -> UUID | None:
    """Return an id, or None for what cannot be one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def opened(asker: Asker, person_id: UUID, what: str) -> Identity | None:
    """Return a person, having noted that the system looks; None where nobody has this id.

    Raises Refusal where nothing that is recorded connects the system's organisation with them: a system gives no
    reason, so nothing can be asked after.
    """
    person = identities.of(person_id)
    if person is None:
        return None
    basis = relationships.basis_of(person, asker.actor)
    if basis is None:
        raise Refusal.one(403, "forbidden", NO_BASIS)
    open_record(asker.request, person, what, Purpose.CARE, basis=basis)
    return person
