"""Registers of what waits: counted by place, or entry by entry for one place.

An entry is a task that a recorded decision gave rise to, or a plan that is current whose record showed too little as
it was signed. Whoever has neither is in none of them, and is counted nowhere.

It waits at the site where the person is now. Where a restricted person is, and of what is not shared, it waits with
whoever signed (as moves do: `actions.following`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from accord.domain.reaches import Reach
from accord.domain.waiting import DAYS, Waited, Waiting
from accord.people.queries.whereabouts import STAYING_AT, where_now
from accord.plans.models import TaskKind
from accord.privileges.claims import reaching

KINDS = {
    TaskKind.REVIEW_DUE: Waiting.REVIEWS,
    TaskKind.ENDORSEMENT_DUE: Waiting.ENDORSEMENTS,
    TaskKind.CONFIRM_MOVE: Waiting.MOVES,
}
TASKS = """
    SELECT t.kind, t.person_id, t.organisation_id, t.due_at, NULL::varchar[] AS rules,
           CASE WHEN t.kind = 'review_due' THEN t.due_at ELSE t.raised_at END AS since
    FROM plans_task t
    WHERE t.done_at IS NULL AND t.kind = ANY(%(kinds)s) AND (t.kind <> 'review_due' OR t.due_at < %(now)s)
"""
RECORDS = """
    SELECT 'records', c.person_id, c.organisation_id, NULL::timestamptz, c.gaps, c.signed_at
    FROM plans_current c WHERE %(records)s AND c.gaps <> '{}'
"""
NEAR = " AND (%s.person_id = ANY(ARRAY(SELECT person_id FROM near)) OR %s.organisation_id = ANY(%%(sites)s::uuid[]))"
"""Narrows to those who may wait at some sites, by indexes, before it is worked out where each of them does."""
PLACED = """
    SELECT w.*, COALESCE(CASE WHEN d.person_id IS NULL THEN h.site_id END, w.organisation_id) AS site_id
    FROM waiting w LEFT JOIN here h ON h.person_id = w.person_id
    LEFT JOIN plans_standing d ON d.person_id = w.person_id AND NOT d.is_shared
"""
"""By an index of those few whose plan is not shared. Whoever has a plan or a task has a standing: signing writes it."""
COUNTED = """
    SELECT kind, site_id, CASE WHEN since > %(week)s THEN 'week' WHEN since > %(month)s THEN 'month' ELSE 'longer' END,
           count(*), count(*) FILTER (WHERE due_at < %(now)s)
    FROM placed WHERE %(everywhere)s OR site_id = ANY(%(sites)s::uuid[]) GROUP BY 1, 2, 3
"""
LISTED = """
    SELECT person_id, since, due_at, cardinality(rules) FROM placed WHERE site_id = ANY(%(sites)s::uuid[])
    ORDER BY COALESCE(due_at, since), person_id, since LIMIT %(most)s OFFSET %(after)s
"""
BY_RULE = """
    SELECT rule, count(*) FROM placed CROSS JOIN unnest(rules) rule
    WHERE %(everywhere)s OR site_id = ANY(%(sites)s::uuid[]) GROUP BY 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How much of one register waits at one site for so long; `overdue` of it should have been done by now."""

    register: Waiting
    site_id: UUID
    waited: Waited
    number: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a register: about whom, and how long it has waited; never what a plan says."""

    person_id: UUID
    since: datetime
    due_at: datetime | None
    gaps: int
    """Of how many expectations the record shows too little; 0 in the other registers."""


def count(
    *, now: datetime, site_ids: Collection[UUID] | None, registers: Collection[Waiting] = tuple(Waiting)
) -> list[Count]:
    """Return what waits in these registers at some sites, or everywhere; nobody is named."""
    values = _values(registers, now, site_ids)
    with reaching(Reach.PLANS), connection.cursor() as cursor:
        cursor.execute(_statement(site_ids, COUNTED), values)
        rows = cursor.fetchall()
    return [
        Count(register=_register(kind), site_id=site_id, waited=Waited(waited), number=number, overdue=overdue)
        for kind, site_id, waited, number, overdue in rows
    ]


def entries(register: Waiting, *, now: datetime, site_id: UUID, after: int, most: int) -> tuple[Entry, ...]:
    """Return what waits in a register at one site, for whoever answers for it and may be shown plans.

    The longest waiting comes first; at most so many, after so many others.
    """
    values = _values([register], now, [site_id]) | {"after": after, "most": most}
    with connection.cursor() as cursor:
        cursor.execute(_statement([site_id], LISTED), values)
        rows = cursor.fetchall()
    return tuple(Entry(person_id=who, since=since, due_at=due, gaps=gaps or 0) for who, since, due, gaps in rows)


def count_by_rule(*, site_ids: Collection[UUID] | None, now: datetime) -> Mapping[str, int]:
    """Return of how many records to complete each rule is open, at some sites or everywhere."""
    with reaching(Reach.PLANS), connection.cursor() as cursor:
        cursor.execute(_statement(site_ids, BY_RULE), _values([Waiting.RECORDS], now, site_ids))
        return dict(cursor.fetchall())


def _statement(site_ids: Collection[UUID] | None, last: str) -> str:
    if site_ids is None:
        waiting = f"WITH waiting AS ({TASKS} UNION ALL {RECORDS}), here AS ({where_now()})"
    else:
        tasks, records = TASKS + NEAR % ("t", "t"), RECORDS + NEAR % ("c", "c")
        near, here = f"near AS MATERIALIZED ({STAYING_AT})", where_now("s.person_id IN (SELECT person_id FROM waiting)")
        waiting = f"WITH {near}, waiting AS ({tasks} UNION ALL {records}), here AS ({here})"
    return f"/* plans: registers */ {waiting}, placed AS ({PLACED}) {last}"


def _values(registers: Collection[Waiting], now: datetime, site_ids: Collection[UUID] | None) -> dict[str, Any]:
    week, month = (now - timedelta(days=days) for days in DAYS.values())
    return {
        "kinds": [kind.value for kind, register in KINDS.items() if register in registers],
        "records": Waiting.RECORDS in registers,
        "now": now,
        "week": week,
        "month": month,
        "everywhere": site_ids is None,
        "sites": list(site_ids or ()),
    }


def _register(kind: str) -> Waiting:
    return Waiting.RECORDS if kind == Waiting.RECORDS else KINDS[TaskKind(kind)]
