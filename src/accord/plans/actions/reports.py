"""Plans known from elsewhere: a paper form seen here, a ReSPECT form another system sent.

Each is shown at once as reported, not confirmed here, with what contradicts itself and what found no place; nothing is
refused because it contradicts itself. A draft to confirm it is extra, and never overwrites what somebody is writing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.codec import to_json
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.json_documents import Unplaced
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Cpr, CprRecommendation
from accord.domain.plan.wishes import Setting, Source
from accord.domain.respect_flat.reading import read_respect_text
from accord.domain.respect_flat.reported_plans import SOURCE, Contradiction, ReportedPlan
from accord.domain.text_hygiene import clean
from accord.plans.actions import confirming
from accord.plans.actions.checks import dates_wrong, refuse_strange_text
from accord.plans.actions.locks import hold_kept, hold_person
from accord.plans.actions.reporting import settle, write
from accord.plans.models import Reported, ReportKind, Settlement
from accord.plans.queries.subjects import subject
from accord.privileges.openings import read_rows

LONGEST_SOURCE = 200
ANOTHER_SYSTEM = "another system"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSeen:
    """A paper form that was seen here: what it says about CPR, who decided and when, and where the paper is."""

    words: str
    cpr: CprRecommendation = CprRecommendation.NONE
    decided_on: date | None = None
    decided_by: str = ""
    location: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RespectRead:
    """What came of reading a form: the report, the draft to confirm it, contradictions, and what found no place."""

    report_id: UUID
    draft_id: UUID | None
    contradictions: tuple[Contradiction, ...]
    unplaced: tuple[Unplaced, ...]


@transaction.atomic
def report_paper(*, person_id: UUID, paper: PaperSeen, by: Actor, now: datetime | None = None) -> UUID:
    """Record that a paper form was seen here; care staff may. It is on the emergency screen at once."""
    by.must(Permission.REPORT_PAPER)
    now = now or timezone.now()
    refuse_strange_text(paper, "paper")
    wrong = dates_wrong(paper, "paper", now, subject(person_id).birth_date)
    if wrong:
        raise Refused(wrong)
    if not paper.words.strip() and paper.cpr is CprRecommendation.NONE:
        raise Refused.one("paper.words", "is empty.", "Say what the form says, in its own words.")
    setting = Setting(
        source=Source.EXISTING_PAPER,
        paper_location=paper.location,
        paper_decided_on=paper.decided_on,
        paper_decided_by=paper.decided_by,
    )
    decided = Moment.of(paper.decided_on) if paper.decided_on else None
    plan = {"setting": to_json(setting), "cpr": to_json(Cpr(recommendation=paper.cpr, decided_at=decided))}
    content = {"plan": plan, "words": paper.words, "location": paper.location, "decided_by": paper.decided_by}
    row = Reported(kind=ReportKind.PAPER.value, source="a paper form seen here", content=content)
    write(row, person_id, by, now, EventKind.PAPER_SEEN)
    return row.id


@transaction.atomic
def import_respect(
    *, person_id: UUID, document: Path | bytes | str, by: Actor, now: datetime | None = None
) -> RespectRead:
    """Read a ReSPECT form in openEHR FLAT JSON as a report, and make a draft to confirm it where `by` may sign.

    No draft is made over one that somebody is writing. The same file again gives the report that it already made.
    """
    by.must(Permission.REPORT_PAPER)
    now = now or timezone.now()
    content = document.read_bytes() if isinstance(document, Path) else document
    read = read_respect_text(content, birth_date=subject(person_id).birth_date)
    parts, unread = confirming.readable(read.draft_parts())
    unplaced = (*read.unplaced, *unread)
    hashed = hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
    hold_kept(person_id)
    same = "WHERE content ->> 'sha256' = %s AND settled_at IS NULL"
    row = next(iter(read_rows(Reported, person_id, same, [hashed])), None)
    if row is None:
        row = _respect_row(read, parts, unplaced, hashed)
        write(row, person_id, by, now, EventKind.PLAN_REPORTED)
        row.draft_id = confirming.draft(row, by, now) if by.may(Permission.SIGN_PLAN) else None
    return RespectRead(report_id=row.id, draft_id=row.draft_id, contradictions=read.contradictions, unplaced=unplaced)


@transaction.atomic
def draft(*, report_id: UUID, by: Actor, now: datetime | None = None) -> UUID:
    """Open a draft to confirm a report, filled with what the report says. Raises `Conflict` over an open draft."""
    by.must(Permission.SIGN_PLAN)
    row = _hold(report_id)
    made = confirming.draft(row, by, now or timezone.now())
    if made is None:
        raise Conflict("A draft is being written for this person. Finish or discard it first.")
    return made


@transaction.atomic
def dismiss(*, report_id: UUID, why: str, by: Actor, now: datetime | None = None) -> None:
    """Set a report aside, saying why: it was of another person, say, or had been cancelled."""
    by.must(Permission.SIGN_PLAN)
    now = now or timezone.now()
    why = clean(why, "why").strip()
    if not why:
        raise Refused.one("why", "is empty.", "Say why this report is set aside.")
    settle(_hold(report_id), Settlement.DISMISSED, why, by, now)


def _respect_row(read: ReportedPlan, parts: Mapping[str, Any], unplaced: tuple[Unplaced, ...], hashed: str) -> Reported:
    origin = read.parts.get(SOURCE, {})
    named = [str(origin[name]) for name in ("composer", "facility") if origin.get(name)]
    content = {"plan": parts, "form": to_json(read.parts), "context": dict(read.context), "sha256": hashed}
    return Reported(
        kind=ReportKind.RESPECT_FLAT.value,
        source=(", ".join(named) or ANOTHER_SYSTEM)[:LONGEST_SOURCE],
        content=content,
        contradictions=[each.words for each in read.contradictions],
        unplaced=to_json(unplaced),
    )


def _hold(report_id: UUID) -> Reported:
    person_id = Reported.objects.filter(pk=report_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise Refused.one("report", "There is no such report.")
    hold_person(person_id)
    (row,) = read_rows(Reported, person_id, "WHERE id = %s", [report_id])
    if row.settled_at is not None:
        raise Conflict("This report has been settled already.")
    return row
