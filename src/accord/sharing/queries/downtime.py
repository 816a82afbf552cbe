"""Downtime packs: how they are made for an organisation, which there are, and what has not come back."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from accord.domain.errors import Refused
from accord.sharing.downtime import files, packs
from accord.sharing.downtime.envelopes import Envelope
from accord.sharing.downtime.logs import Why
from accord.sharing.models import DowntimeOpening, DowntimePack, DowntimeSetting

LISTED = 20
LINES = """
    /* sharing: downtime packs of an organisation, and what became of each */
    SELECT p.id, p.organisation_id, p.code, p.envelope, p.made_at, p.expires_at, p.people, p.asked_name,
      p.content IS NOT NULL,
      (SELECT jsonb_agg(t.taken_name ORDER BY t.at DESC) FROM sharing_downtimetaking t WHERE t.pack_id = p.id)::text,
      (SELECT count(*) FROM sharing_downtimeopening o WHERE o.pack_id = p.id),
      EXISTS (SELECT FROM sharing_downtimereturn r WHERE r.pack_id = p.id),
      NOT EXISTS (SELECT FROM sharing_downtimepack n
                  WHERE n.organisation_id = p.organisation_id AND n.made_at > p.made_at)
    FROM sharing_downtimepack p WHERE p.organisation_id = %s
"""
NEWEST_FIRST = "ORDER BY p.made_at DESC, p.id"
IS_LATEST = f"""p.id IN (SELECT id FROM sharing_downtimepack WHERE organisation_id = %s
    ORDER BY made_at DESC, id LIMIT {LISTED})"""  # noqa: S608  (a number of ours)
IS_WAITED_FOR = """EXISTS (SELECT FROM sharing_downtimetaking t WHERE t.pack_id = p.id)
    AND NOT EXISTS (SELECT FROM sharing_downtimereturn r WHERE r.pack_id = p.id)"""
NO_SUCH = "there is no such pack of yours."
GONE = "it is out of date, and newer ones took its place."


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """How packs are made for an organisation."""

    organisation_id: UUID
    is_on: bool
    every_hours: int
    valid_hours: int
    envelope: Envelope
    set_at: datetime
    set_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """A pack that was made, and what became of it."""

    pack_id: UUID
    organisation_id: UUID
    code: str
    envelope: str
    made_at: datetime
    expires_at: datetime
    people: int
    asked_name: str
    takings: tuple[str, ...]
    """Who took it away, the last first."""
    opened: int
    is_returned: bool
    has_content: bool
    is_newest: bool

    def is_out_of_date(self, now: datetime) -> bool:
        """Whether it is to be deleted wherever it lies: it expired, or a newer one is there."""
        return not self.is_newest or self.expires_at <= now

    def is_asked_for(self, now: datetime) -> bool:
        """Whether its openings are asked for: it was taken away, is out of date, and nothing came back."""
        return bool(self.takings) and not self.is_returned and self.is_out_of_date(now)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningLine:
    """An opening that was given back."""

    opened_at: datetime
    who: str
    job: str
    why: Why
    person_id: UUID | None


def schedule(organisation_id: UUID) -> Schedule | None:
    """Return how packs are made for an organisation, if they ever were."""
    row = DowntimeSetting.objects.filter(pk=organisation_id).first()
    return _schedule(row) if row else None


def due(now: datetime) -> list[UUID]:
    """Return the organisations for which a pack is to be made now."""
    on = [_schedule(row) for row in DowntimeSetting.objects.filter(is_on=True)]
    newest = DowntimePack.objects.filter(organisation_id__in=[each.organisation_id for each in on])
    made = dict(newest.order_by("made_at").values_list("organisation_id", "made_at"))
    return [each.organisation_id for each in on if _is_due(each, made.get(each.organisation_id), now)]


def of_organisation(organisation_id: UUID) -> Sequence[PackLine]:
    """Return the latest packs of an organisation, and each before them whose openings are asked for still."""
    latest = _lines(organisation_id, IS_LATEST, [organisation_id])
    waiting = _lines(organisation_id, IS_WAITED_FOR)
    known = {each.pack_id for each in latest}
    return [*latest, *(each for each in waiting if each.pack_id not in known)]


def one(pack_id: UUID, organisation_id: UUID) -> PackLine:
    """Return one pack of an organisation. Raises Refused where there is no such one."""
    found = _lines(organisation_id, "p.id = %s", [pack_id])
    if not found:
        raise Refused.one("pack", NO_SUCH)
    return found[0]


def openings_of(pack_id: UUID) -> Sequence[OpeningLine]:
    """Return the openings of a pack that were given back, in the order in which they were."""
    rows = DowntimeOpening.objects.filter(pack_id=pack_id).order_by("opened_at", "id")
    return [
        OpeningLine(opened_at=row.opened_at, who=row.who, job=row.job, why=Why(row.why), person_id=row.person_id)
        for row in rows
    ]


def file_of(pack_id: UUID) -> tuple[str, str]:
    """Return the name and the text of a pack's file. Raises Refused where its content is kept no more."""
    content = DowntimePack.objects.filter(pk=pack_id).values_list("content", flat=True).first()
    if content is None:
        raise Refused.one("pack", GONE, "Take the newest.")
    pack = packs.from_json(json.loads(bytes(content)))
    return files.name_of(pack), files.write(pack)


def return_key(code: str) -> bytes:
    """Return the key with which the openings of a pack are sealed; it lies in the pack, and is in no table."""
    own = hmac.digest(settings.SECRET_KEY.encode(), b"accord.downtime", hashlib.sha256)
    return hmac.digest(own, code.encode(), hashlib.sha256)


def _is_due(each: Schedule, last: datetime | None, now: datetime) -> bool:
    return last is None or last + timedelta(hours=each.every_hours) <= now


def _schedule(row: DowntimeSetting) -> Schedule:
    return Schedule(
        organisation_id=row.organisation_id,
        is_on=row.is_on,
        every_hours=row.every_hours,
        valid_hours=row.valid_hours,
        envelope=Envelope(
            public=bytes(row.public),
            salt=bytes(row.salt),
            nonce=bytes(row.nonce),
            private=bytes(row.private),
            iterations=row.iterations,
        ),
        set_at=row.set_at,
        set_name=row.set_name,
    )


def _lines(organisation_id: UUID, which: str, values: Iterable[UUID] = ()) -> list[PackLine]:
    with connection.cursor() as cursor:
        cursor.execute(f"{LINES} AND ({which}) {NEWEST_FIRST}", [organisation_id, *values])
        return [_line(row) for row in cursor.fetchall()]


def _line(row: tuple[Any, ...]) -> PackLine:
    pack_id, organisation_id, code, envelope, made_at, expires_at, people, asked_name, has_content, *became = row
    takings, opened, is_returned, is_newest = became
    return PackLine(
        pack_id=pack_id,
        organisation_id=organisation_id,
        code=code,
        envelope=envelope,
        made_at=made_at,
        expires_at=expires_at,
        people=people,
        asked_name=asked_name,
        takings=tuple(json.loads(takings or "[]")),
        opened=opened,
        is_returned=is_returned,
        has_content=has_content,
        is_newest=is_newest,
    )
