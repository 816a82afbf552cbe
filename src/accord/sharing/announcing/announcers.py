"""Announcing, one change after the other: whom it may be told of is asked as it is sent, and nothing else is told."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from django.conf import settings
from django.utils import timezone

from accord.domain.people import Identity
from accord.people.queries import identities
from accord.plans.queries import sharing
from accord.sharing.announcing.announcement_settings import AnnouncementSettings
from accord.sharing.announcing.cloud_events import MIME, Announced, cloud_event
from accord.sharing.deliveries import announcements
from accord.sharing.deliveries.paces import Pace
from accord.sharing.fhir.resources.documents import address_of
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.models import Announcement
from accord.sharing.partners.callers import AT_ALL, Caller, NotTaken

AT_ONCE = 50
TAKEN = range(200, 300)
_log = structlog.stdlib.get_logger("accord.announcing")


@dataclass
class Announcer:
    """Announces to one service, round after round."""

    service: AnnouncementSettings
    pace: Pace = field(default_factory=Pace)
    failures: int = 0
    resumes_at: datetime | None = None
    """Until then nothing is sent, since the service took nothing at all."""
    caller: Caller = field(init=False)

    def __post_init__(self) -> None:
        """Ask as the client that the settings name."""
        said = self.service
        self.caller = Caller(said.token_address, said.client_id, said.key, said.key_id)

    def round(self) -> bool:
        """Announce what is due; return whether there was anything. Where nothing is taken at all, all of it waits."""
        now = timezone.now()
        rows = announcements.due(AT_ONCE, now) if self.resumes_at is None or self.resumes_at <= now else []
        for row in rows:
            if not self._announce(row):
                return False
        return bool(rows)

    def _announce(self, row: Announcement) -> bool:
        """Announce one change, and keep what came of it; return whether the next one may go now."""
        now = timezone.now()
        try:
            self._send(row)
        except NotTaken as failed:
            self.failures = self.failures + 1 if failed.at_all else 0
            self.resumes_at = now + self.pace.wait(self.failures) if failed.at_all else None
            announcements.note_failure(row, str(failed), self.pace, now, resumes_at=self.resumes_at)
            return not failed.at_all
        except Exception as failed:
            _log.exception("a change could not be announced", announcement=str(row.cloud_id), exc_info=failed)
            announcements.note_failure(row, f"not made ({type(failed).__name__})", self.pace, now)
            return True
        self.failures, self.resumes_at = 0, None
        return True

    def _send(self, row: Announcement) -> None:
        announced = self._announced(row)
        if announced is None:
            announcements.note_kept_back(row)
            return
        if not announcements.is_waiting(row):
            return  # another worker, which has the turn by now, announced it
        answer = self.caller.ask(
            "POST",
            f"{self.service.address}/events",
            data=json.dumps(cloud_event(announced)).encode(),
            headers={"Content-Type": MIME, "Accept": "application/json"},
        )
        if answer.status_code not in TAKEN:
            raise NotTaken(f"answered {answer.status_code}", at_all=answer.status_code in AT_ALL)
        announcements.note_sent(row)

    def _announced(self, row: Announcement) -> Announced | None:
        """Return what is said of a change; nothing of somebody who may not be told of everywhere."""
        person = identities.of(row.person_id)
        if person is None or not _may_be_announced(person, row):
            return None
        return Announced(
            id=row.cloud_id,
            source=self.service.source,
            nhs_number=person.nhs_number or "",
            at=row.happened_at,
            address=address_of(f"{settings.ACCORD_ADDRESS}{BASE}", row.version_id),
            practice_code=_practice(person, row.happened_at),
        )


def _may_be_announced(person: Identity, row: Announcement) -> bool:
    """Return whether everybody may hear: a verified number, an open record, and no objection to sharing this plan."""
    if not person.is_verified or not person.nhs_number or person.restricted or person.merged_into:
        return False
    return sharing.of(person.person_id).may_be_told(person, row.version_id, "")


def _practice(person: Identity, at: datetime) -> str:
    practice = person.practice
    return "" if practice is None or practice.has_ended(timezone.localdate(at)) else practice.code
