"""What another system sends of a plan: a report at once, a draft to confirm it beside, and never a signed plan.

The sender's later word about the same item takes the earlier one's place, or withdraws it; both stay in the history.
Sent again, it changes nothing; an older one that comes late changes nothing either, and that is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.codec import to_json
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.moments import Moment
from accord.organisations.queries import directory
from accord.plans.actions import confirming
from accord.plans.actions.locks import hold_kept
from accord.plans.actions.reporting import keep_settled, settle, write
from accord.plans.actions.routing import responsible
from accord.plans.models import Reported, ReportKind, Settlement
from accord.plans.queries.subjects import subject
from accord.privileges.openings import read_rows
from accord.projections.fhir.incoming.said import Incoming, Standing

KINDS = {
    "Observation": ReportKind.OBSERVATION,
    "Flag": ReportKind.FLAG,
    "Consent": ReportKind.CONSENT,
    "ServiceRequest": ReportKind.ORDER,
    "QuestionnaireResponse": ReportKind.ANSWERS,
    "Bundle": ReportKind.DOCUMENT,
    "DocumentReference": ReportKind.POINTER,
}
SAME = """WHERE recorded_organisation = %s AND kind = %s AND (content -> 'sent' -> 'keys' ?| %s
    OR content -> 'sent' ->> 'sha256' = %s) ORDER BY recorded_at, id"""
GONE = (Settlement.WITHDRAWN, Settlement.REPLACED)
WITHDRAWAL = "is_withdrawal"
"""What marks the row of a withdrawal among what was sent."""
LONGEST_SOURCE = 200
DELETED = "Its sender deleted it"


class Outcome(StrEnum):
    """What came of an item."""

    REPORTED = "reported"
    KNOWN = "known"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came of an item, the report of it, and the draft that was made beside."""

    report_id: UUID
    outcome: Outcome
    draft_id: UUID | None = None


@transaction.atomic
def receive(
    *, person_id: UUID, item: Incoming, resource: Mapping[str, Any], by: Actor, now: datetime | None = None
) -> Received:
    """Take an item from another system. Raises `Conflict` for one that is older than what it sent before."""
    by.must(Permission.SEND_REPORT)
    now = now or timezone.now()
    hold_kept(person_id)
    sent = _sent(item, resource)
    earlier = _earlier(person_id, item, sent, by)
    latest = earlier[-1] if earlier else None
    if latest and sent["sha256"] == latest.content["sent"]["sha256"]:
        return Received(report_id=latest.id, outcome=Outcome.KNOWN, draft_id=latest.draft_id)
    if latest:
        _refuse_older(item, latest)
    if item.standing is not Standing.HOLDS:
        return _withdraw(item, earlier, sent, by, now)
    for row in earlier:
        _take_away(row, Settlement.REPLACED, f"By one that came on {Moment.of(now).day:%-d %B %Y}", by, now)
    row = _row(item, sent, person_id, by, now)
    write(row, person_id, by, now, EventKind.PLAN_REPORTED)
    if row.content["plan"]:
        at = responsible(person_id, otherwise=by.organisation_id)
        row.draft_id = confirming.draft(row, by, now, organisation_id=at)
    return Received(report_id=row.id, outcome=Outcome.REPORTED, draft_id=row.draft_id)


@transaction.atomic
def withdraw(*, report_id: UUID, person_id: UUID, by: Actor, words: str = DELETED, now: datetime | None = None) -> None:
    """Withdraw a report as a whole, for whoever sent it; `words` say why, and again it changes nothing."""
    by.must(Permission.SEND_REPORT)
    now = now or timezone.now()
    hold_kept(person_id)
    row = next(iter(read_rows(Reported, person_id, "WHERE id = %s", [report_id])), None)
    if row is None or row.recorded_organisation != by.organisation_code:
        raise Refused.one("report", "There is no such report of yours.")
    if not row.content["sent"].get(WITHDRAWAL) and row.settlement not in GONE:
        _end([row], {**row.content["sent"], "sha256": ""}, words, by, now)


def _sent(item: Incoming, resource: Mapping[str, Any]) -> dict[str, Any]:
    text = json.dumps(resource, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return {
        "keys": list(item.keys),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "dated": str(item.dated) if item.dated else "",
        "resource": dict(resource),
    }


def _earlier(person_id: UUID, item: Incoming, sent: Mapping[str, Any], by: Actor) -> list[Reported]:
    values = [by.organisation_code, KINDS[item.kind].value, sent["keys"], sent["sha256"]]
    return read_rows(Reported, person_id, SAME, values)


def _refuse_older(item: Incoming, latest: Reported) -> None:
    known = latest.content["sent"]["dated"]
    if item.dated and known and Moment.read(known).is_after(item.dated):
        raise Conflict("This is older than what was sent of the same item before. Nothing was changed.")


def _row(item: Incoming, sent: Mapping[str, Any], person_id: UUID, by: Actor, now: datetime) -> Reported:
    parts, unread = confirming.readable(item.parts)
    content = {
        "plan": parts,
        "form": dict(item.form),
        "words": "\n".join(item.lines),
        "says": item.says,
        "decided_at": str(item.decided_at) if item.decided_at else "",
        "decided_by": item.decided_by,
        "location": item.location,
        "refuses": [each.value for each in item.refuses],
        "sent": dict(sent),
    }
    return Reported(
        kind=KINDS[item.kind].value,
        source=_name_of(by)[:LONGEST_SOURCE],
        content=content,
        contradictions=[*item.contradictions, *_out_of_time(item, subject(person_id).birth_date, now)],
        unplaced=to_json((*item.unplaced, *unread)),
    )


def _out_of_time(item: Incoming, birth_date: date | None, now: datetime) -> list[str]:
    if item.decided_at and item.decided_at.is_after(Moment.of(now)):
        return [f"It says that this was decided on {item.decided_at.day:%-d %B %Y}, which is still to come."]
    if item.decided_at and birth_date and item.decided_at.day < birth_date:
        return ["It says that this was decided before the person was born."]
    return []


def _name_of(by: Actor) -> str:
    return directory.named_by_id(by.organisation_id).name


def _withdraw(
    item: Incoming, earlier: Sequence[Reported], sent: Mapping[str, Any], by: Actor, now: datetime
) -> Received:
    if not earlier:
        words = f"is {item.status}, and nothing of this identifier was reported here before. Nothing was saved."
        raise Refused.one(f"{item.kind}.status", words, "Send what holds, or name what you sent by its identifier.")
    latest = earlier[-1]
    if latest.content["sent"].get(WITHDRAWAL):
        return Received(report_id=latest.id, outcome=Outcome.KNOWN)
    _end(earlier, sent, f"Its sender says that it is {item.status}", by, now)
    return Received(report_id=latest.id, outcome=Outcome.WITHDRAWN)


def _end(rows: Sequence[Reported], sent: Mapping[str, Any], words: str, by: Actor, now: datetime) -> None:
    """Settle what stood, and keep the withdrawal: in view where somebody confirmed what it withdraws, or is about to.

    Whoever reads the plan that rests on it has to know.
    """
    latest = rows[-1]
    is_confirmed = latest.settlement == Settlement.CONFIRMED
    is_worked_on = max(_take_away(row, Settlement.WITHDRAWN, words, by, now) for row in rows)  # each, not the first
    since = "a plan that was signed here confirmed it" if is_confirmed else "a draft is being written from it"
    content = {
        "plan": {},
        "says": f"that what it reported before no longer holds for it: {since}",
        "words": f"It was reported on {Moment.of(latest.recorded_at).day:%-d %B %Y}. {words.rstrip('.')}.",
        "sent": {**sent, WITHDRAWAL: True},
    }
    row = Reported(kind=latest.kind, source=latest.source, content=content)
    if is_confirmed or is_worked_on:
        write(row, latest.person_id, by, now, EventKind.PLAN_REPORTED)
    else:
        keep_settled(row, latest.person_id, Settlement.WITHDRAWN, by, now)


def _take_away(row: Reported, settlement: Settlement, words: str, by: Actor, now: datetime) -> bool:
    """Settle a report that nobody has settled, and return whether somebody works on a draft that confirms it."""
    if row.settled_at is not None:
        return False
    settle(row, settlement, words, by, now)
    return confirming.put_away_untouched(row, by, now)
