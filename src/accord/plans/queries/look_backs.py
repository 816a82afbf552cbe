"""Look-backs: the decisions that one is over, where each is answered for now, and how far it has come.

Everybody's decisions at once are read by the software alone, against the ticket of nobody in particular.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from accord.domain.authority import Permission
from accord.domain.look_backs import REVIEWED, Became
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.reaches import Reach
from accord.organisations.queries import directory, staff
from accord.people.queries import whereabouts
from accord.plans.models import TaskKind
from accord.privileges import openings
from accord.privileges.claims import reaching

EVERYBODY = UUID(int=0)
"""Whom the trace of such a reading names: nobody in particular."""
CHUNK = 1_000
SIGNED_BETWEEN = "SELECT * FROM accord_read_signed_between(%s, %s, %s, %s)"
PROGRESS = """
    /* plans: a look-back, by the site where each decision was when it was asked */
    SELECT (t.detail ->> 'site')::uuid, t.came_of, t.found, count(*), count(*) FILTER (WHERE t.done_by = v.signed_by),
           count(*) FILTER (WHERE t.due_at < %s)
    FROM plans_task t JOIN plans_version v ON v.person_id = t.person_id AND v.id = t.version_id
    WHERE t.kind = %s AND t.subject_id = %s GROUP BY 1, 2, 3
"""
TIMES = """
    /* plans: how long the reviews of a look-back took */
    SELECT min(done_at), max(done_at), percentile_cont(0.5) WITHIN GROUP (ORDER BY done_at - raised_at)
    FROM plans_task WHERE kind = %s AND subject_id = %s AND came_of = ANY(%s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From which moment until before which, and what was recommended."""

    begins: datetime
    ends: datetime
    recommended: tuple[CprRecommendation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision that is still in force: where it counts, which is where the person is, and who is asked."""

    version_id: UUID
    person_id: UUID
    signed_for: UUID
    site_id: UUID
    asked_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How many decisions at one site came to the same; `became` is None where nobody has looked yet."""

    site_id: UUID
    became: Became | None
    found: str
    number: int
    by_signer: int
    """How many of them were looked at by whoever had signed."""
    past_due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When the first and the last review was recorded, and how long half of them took at most."""

    first: datetime | None
    last: datetime | None
    half: timedelta | None


def decisions(period: Period, on: date) -> list[Decision]:
    """Return the decisions of these kinds that were signed in a period and are in force."""
    found: list[Decision] = []
    with reaching(Reach.EVERYBODY):
        reviewers = staff.organisations_where(Permission.REVIEW_PLAN, on)
        rows = _signed_between(period)
        for start in range(0, len(rows), CHUNK):
            found += _placed(rows[start : start + CHUNK], reviewers)
    return found


def progress(look_back_id: UUID, now: datetime) -> list[Part]:
    """Return how far a look-back has come, by site; nobody is named."""
    with reaching(Reach.PLANS), connection.cursor() as cursor:
        cursor.execute(PROGRESS, [now, TaskKind.LOOK_BACK.value, look_back_id])
        rows = cursor.fetchall()
    return [
        Part(
            site_id=site_id,
            became=Became(came_of) if came_of else None,
            found=found,
            number=number,
            by_signer=by_signer,
            past_due=0 if came_of else late,
        )
        for site_id, came_of, found, number, by_signer, late in rows
    ]


def times(look_back_id: UUID) -> Times:
    """Return how long the reviews of a look-back took."""
    reviewed = [each.value for each in REVIEWED]
    with reaching(Reach.PLANS), connection.cursor() as cursor:
        cursor.execute(TIMES, [TaskKind.LOOK_BACK.value, look_back_id, reviewed])
        first, last, half = cursor.fetchone()
    return Times(first=first, last=last, half=half)


Row = tuple[UUID, UUID, UUID, bool]


def _signed_between(period: Period) -> list[Row]:
    openings.open_read(EVERYBODY, purpose="administration", what="look_back")
    recommended = [each.value for each in period.recommended]
    with transaction.atomic(), connection.cursor() as cursor:
        values: list[Any] = [openings.ticket(EVERYBODY), period.begins, period.ends, recommended]
        cursor.execute(SIGNED_BETWEEN, values)
        rows: list[Row] = cursor.fetchall()
    return rows


def _placed(rows: Sequence[Row], reviewers: Collection[UUID]) -> Iterator[Decision]:
    """Yield where each decision counts, and who is asked: where somebody is who may review, the nearest first.

    Of a person who is restricted, or whose plan is not shared, whoever signed is asked: nobody answers for what they
    may not read.
    """
    shared = [person_id for _, person_id, _, is_shared in rows if is_shared]
    here, practices = whereabouts.now_of(shared), whereabouts.practices_of(shared)
    known = {code: site.id for code, site in directory.by_codes(practices.values()).items()}
    for version_id, person_id, signed_for, _ in rows:
        site_id = here.get(person_id, signed_for)
        near = (site_id, known.get(practices.get(person_id, "")))
        asked = next((each for each in near if each in reviewers), signed_for)
        yield Decision(
            version_id=version_id,
            person_id=person_id,
            signed_for=signed_for,
            site_id=site_id,
            asked_id=asked or signed_for,
        )
