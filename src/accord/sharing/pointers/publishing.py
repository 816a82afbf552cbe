"""Making another locator's pointers what they should be: one person at a time, from what stands now.

Nothing of an event is sent: what should be there is worked out anew, and compared with what was put there. So it does
not matter in which order, or how often, somebody is looked at; what was cut off is put again under its own id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accord.domain.events import EventKind, PayloadValue
from accord.domain.people import Identity
from accord.events.actions import record
from accord.people.queries import identities
from accord.plans.queries import pointed
from accord.plans.queries.pointed import Pointed
from accord.projections.fhir.checking import check
from accord.projections.fhir.elements import Made
from accord.projections.fhir.pointers import PlanPointed, document_reference
from accord.sharing.deliveries import publications
from accord.sharing.deliveries.paces import Pace
from accord.sharing.fhir.resources.documents import address_of
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.models import Publication, PublishedPointer
from accord.sharing.partners.callers import NotTaken
from accord.sharing.pointers.locators import Locator

AT_ONCE = 50
_log = structlog.stdlib.get_logger("accord.publishing")


@dataclass
class Publisher:
    """Publishes to one locator, round after round."""

    locator: Locator
    pace: Pace = field(default_factory=Pace)
    failures: int = 0
    resumes_at: datetime | None = None
    """Until then nothing is sent, since the locator took nothing at all."""

    def round(self) -> bool:
        """Look at those who are due; return whether there was anybody. Where nothing is taken at all, all wait."""
        now = timezone.now()
        rows = publications.due(AT_ONCE, now) if self.resumes_at is None or self.resumes_at <= now else []
        for row in rows:
            if not self._look(row):
                return False
        return bool(rows)

    def _look(self, row: Publication) -> bool:
        """Look at one person, and keep what came of it; return whether the next one may be looked at now."""
        now = timezone.now()
        try:
            self.publish(row.person_id)
        except NotTaken as failed:
            publications.note_failure(row, str(failed), self.pace, now, is_counted=not failed.at_all)
            self.failures = self.failures + 1 if failed.at_all else 0
            self.resumes_at = now + self.pace.wait(self.failures) if failed.at_all else None
            return not failed.at_all
        except Exception as failed:
            _log.exception("pointers could not be published", exc_info=failed)
            publications.note_failure(row, f"not made ({type(failed).__name__})", self.pace, now)
            return True
        self.failures, self.resumes_at = 0, None
        publications.note_done(row)
        return True

    def publish(self, person_id: UUID) -> None:
        """Put what should be there and is not, then take back what should not be there and is, or may be."""
        rows = PublishedPointer.objects.filter(person_id=person_id).order_by("begun_at", "id")
        held, wanted = {row.id: row for row in rows}, {row.id: (row, made) for row, made in self._wanted(person_id)}
        failed, kept = None, set(wanted)
        there = {row.id for row in held.values() if row.published_at}
        for row, made in (each for key, each in wanted.items() if key not in there):
            before = _replaced(row, [each for key, each in held.items() if key not in wanted])
            try:
                _begin(row)
                self.locator.put(_replacing(made, before))
            except NotTaken as refused:
                failed, kept = refused, kept | {each.id for each in before}
                continue
            _keep(row, before)
            held = {key: each for key, each in held.items() if each not in before}
        for gone in (each for key, each in held.items() if key not in kept):
            self.locator.delete(gone.id, gone.organisation_code)
            _forget(gone)
        if failed is not None:
            raise failed

    def _wanted(self, person_id: UUID) -> Sequence[tuple[PublishedPointer, Made]]:
        """Return the pointers that should be there: none of somebody who died, or whose record is restricted."""
        person = identities.of(person_id)
        if person is None or not _may_be_pointed_to(person):
            return []
        plans = (
            each for each in pointed.of(person_id) if each.organisation_code in self.locator.settings.organisations
        )
        return [_pointer(each, person) for each in plans]


def _may_be_pointed_to(person: Identity) -> bool:
    return person.is_verified and not (person.restricted or person.has_died or person.merged_into)


def _pointer(plan: Pointed, person: Identity) -> tuple[PublishedPointer, Made]:
    number = person.nhs_number or ""
    row = PublishedPointer(
        id=f"{plan.organisation_code}-{uuid5(plan.version_id, number)}",
        person_id=person.person_id,
        version_id=plan.version_id,
        scope=plan.scope.value,
        organisation_code=plan.organisation_code,
        nhs_number=number,
    )
    held = PlanPointed(
        version_id=plan.version_id,
        scope=plan.scope,
        organisation_code=plan.organisation_code,
        signed_at=plan.signed_at,
        address=address_of(f"{settings.ACCORD_ADDRESS}{BASE}", plan.version_id),
    )
    made = document_reference(held, person, number=row.id, leads_to_us=False)
    if wrong := check(made, kind="DocumentReference"):
        raise AssertionError(f"a pointer that FHIR does not allow: {wrong[0].at} {wrong[0].words}")
    return row, made


def _replaced(row: PublishedPointer, others: Iterable[PublishedPointer]) -> list[PublishedPointer]:
    """Return the pointers whose place another takes: of the same plan's line, for the same organisation and number."""
    same = (row.scope, row.organisation_code, row.nhs_number)
    return [each for each in others if (each.scope, each.organisation_code, each.nhs_number) == same]


def _replacing(made: Made, before: Sequence[PublishedPointer]) -> Made:
    targets = ({"type": "DocumentReference", "identifier": {"value": each.id}} for each in before)
    relations = [{"code": "replaces", "target": target} for target in targets]
    return {**made, "relatesTo": relations} if relations else made


def _begin(row: PublishedPointer) -> None:
    PublishedPointer.objects.bulk_create([row], ignore_conflicts=True)


@transaction.atomic
def _keep(row: PublishedPointer, before: Sequence[PublishedPointer]) -> None:
    PublishedPointer.objects.filter(pk=row.id).update(published_at=timezone.now())
    PublishedPointer.objects.filter(pk__in=[each.id for each in before]).delete()
    payload: dict[str, PayloadValue] = {"pointer_id": row.id, "version_id": str(row.version_id)}
    record(kind=EventKind.POINTER_PUBLISHED, person_id=row.person_id, by=None, payload=payload)


@transaction.atomic
def _forget(row: PublishedPointer) -> None:
    PublishedPointer.objects.filter(pk=row.id).delete()
    payload: dict[str, PayloadValue] = {"pointer_id": row.id, "version_id": str(row.version_id)}
    record(kind=EventKind.POINTER_WITHDRAWN, person_id=row.person_id, by=None, payload=payload)
