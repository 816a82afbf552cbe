"""Making an export: the current plans of an organisation's own people, as its system may read each of them.

Whose plans: of those who stay or are registered there, or are on its caseload as a whole, the ones who have a current
plan. Nobody is in it for having none. Each record is opened as when it is read one by one: on its own basis, with a
trace of its own, and without what is kept from that organisation.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accord.access.queries import relationships, systems
from accord.domain.authority import Actor
from accord.domain.events import EventKind
from accord.domain.people import Identity
from accord.events.actions import record
from accord.organisations.queries.remits import remit_of
from accord.people.queries import belonging, identities
from accord.plans.queries import currents
from accord.privileges import openings
from accord.privileges.claims import acting_as, acting_as_software
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.exports import keeping
from accord.sharing.fhir.outcomes import Issue, outcome
from accord.sharing.fhir.resources.everything import resources_of, shared_with
from accord.sharing.models import Export

WHAT, PURPOSE = "fhir_export", "care"
LARGEST = 4_000_000
"""Bytes after which a file is closed and another of its kind is begun: what is held at once stays small."""
NO_ANSWER = (
    "Only people with a current plan that this organisation may see are in this export. Who is not in it may have a"
    " plan: absence is no answer about CPR."
)


@dataclass(slots=True)
class Files:
    """The files of an export as they are written."""

    row: Export
    number: int = 0
    lines: dict[str, list[bytes]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def add(self, made: Made) -> None:
        """Write a resource."""
        kind, line = made["resourceType"], json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
        self.lines.setdefault(kind, []).append(line)
        self.sizes[kind] = self.sizes.get(kind, 0) + len(line)
        if self.sizes[kind] >= LARGEST:
            self.close(kind)

    def close(self, kind: str) -> None:
        """Close the file of a kind."""
        keeping.keep(self.row, self.number, kind, self.lines.pop(kind))
        self.number, self.sizes[kind] = self.number + 1, 0

    def close_all(self) -> None:
        """Close every file."""
        for kind in sorted(self.lines):
            self.close(kind)


def make(*, export_id: UUID, now: datetime) -> bool:
    """Make an export that waits; return whether it was made here and now."""
    row = keeping.claim(export_id, now)
    if row is None:
        return False
    actor = systems.actor_of(row.system_id)
    if actor is None:
        Export.objects.filter(pk=row.pk).update(failed_at=now)
        return False
    people, files = _own(actor), Files(row)
    with acting_as(actor):
        shown = sum(_write(files, person, actor, now) for person in people)
    _say_what_is_kept(files, len(people) - shown)
    files.close_all()
    _finish(row, shown, len(people) - shown, actor, now)
    return True


def _own(actor: Actor) -> list[Identity]:
    """Return the organisation's own people who have a current plan, in no order that says anything of them."""
    with acting_as_software():
        remit = remit_of(actor.organisation_id, actor.organisation_code)
        own = belonging.at_sites(remit.ids, remit.codes) | relationships.looked_after_by(remit.ids)
        return sorted(identities.many(currents.having(own)).values(), key=lambda each: str(each.person_id))


def _write(files: Files, person: Identity, actor: Actor, now: datetime) -> bool:
    """Write what the organisation may read of a person; return whether there was anything."""
    basis = relationships.basis_of(person, actor)
    if person.restricted or person.merged_into or basis is None:
        return False
    openings.open_read(person.person_id, purpose=PURPOSE, what=WHAT, basis=basis.value)
    shared = shared_with(person, actor, now)
    if not shared.plans:
        return False
    for made in resources_of(person, shared, files.row.kinds):
        files.add(made)
    return True


def _say_what_is_kept(files: Files, kept: int) -> None:
    words = [NO_ANSWER, *([f"Of {kept:,} of its people the plan is not in it: it is kept back."] if kept else [])]
    for each in words:
        files.add(outcome([Issue(severity="information", code="informational", words=each)]))


@transaction.atomic
def _finish(row: Export, people: int, kept: int, by: Actor, now: datetime) -> None:
    Export.objects.filter(pk=row.pk).update(finished_at=now, people=people, kept_back=kept)
    payload = keeping.payload(row) | {"people": people}
    record(kind=EventKind.EXPORT_MADE, person_id=None, by=by, payload=payload)
