"""Builders of those who follow a signal or answer one, and of the steps that they take."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from tests.builders import who
from tests.builders.signals import LATE

from accord.assurance.actions import following
from accord.assurance.actions.steps import At
from accord.assurance.queries import signals
from accord.assurance.queries.held_signals import Case, Held
from accord.domain.authority import Actor, Role
from accord.domain.choices import Answer
from accord.domain.signal_answers import AnswerSays, CaseOutcome, Explanation
from accord.organisations.actions import load_csv
from accord.organisations.queries import staff

HEAD = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
STAFF = """s-fen,Lee Fen,,,Q9902,assurance_lead,other,2022-07-01,
s-marsh,Ira Marsh,,,Q9902,assurance_lead,other,2022-07-01,
s-view,Uma Sight,,,Q9902,reviewer,other,2022-07-01,
s-officer,Dr Con Duty,gmc,7000011,R9901,responsible_officer,consultant,2020-01-01,
"""


def load(folder: Path) -> None:
    """Add them to the small region."""
    path = folder / "followers.csv"
    path.write_text(HEAD + STAFF)
    load_csv(organisations=None, relationships=None, staff=path, rejects=folder / "followers-rejects.csv", by=None)


def lead() -> Actor:
    """Return the lead of the area in which the home lies."""
    return named("Q9902", "Lee Fen")


def second_lead() -> Actor:
    """Return the other one."""
    return named("Q9902", "Ira Marsh")


def reviewer() -> Actor:
    """Return a reviewer, who sees every area."""
    return who.actor("Q9902", Role.REVIEWER)


def manager() -> Actor:
    """Return the home's manager."""
    return who.actor("VL901", Role.PROVIDER_MANAGER)


def officer() -> Actor:
    """Return the responsible officer of the trust whose clinician signed."""
    return who.actor("R9901", Role.RESPONSIBLE_OFFICER)


def named(code: str, name: str) -> Actor:
    """Return somebody at an organisation by their name."""
    return next(each for each in staff.at_organisation(code) if each.name == name)


def seen(signal_id: UUID, by: Actor | None = None, now: datetime = LATE) -> Held:
    """Return a signal as somebody may see it."""
    held = signals.one(by or lead(), signal_id, now)
    assert held, "it may not be seen"
    return held


def at(signal_id: UUID) -> At:
    """Return a signal as it stands now."""
    held = signals.one(who_sees(), signal_id, timezone.now())
    assert held
    return At(signal_id=signal_id, after=held.course.turn)


def who_sees() -> Actor:
    """Return somebody who sees every signal that nobody waits for any more."""
    return reviewer()


def answer(signal_id: UUID, by: Actor, now: datetime, says: AnswerSays = AnswerSays.EXPLAINED) -> None:
    """Answer a signal before anybody took it up."""
    following.answer(at=At(signal_id=signal_id, after=0), says=says, words="A round of reviews.", by=by, now=now)


def confirmed(signal_id: UUID, by: Actor | None = None, now: datetime = LATE) -> None:
    """Let a lead take a signal up and confirm a concern."""
    by = by or lead()
    following.take_up(at=At(signal_id=signal_id, after=0), by=by, now=now)
    following.confirm(at=at(signal_id), words="Three reasons are the same.", by=by, now=now)


def explained(signal_id: UUID, reason: Explanation = Explanation.ADMISSION_WAVE, now: datetime = LATE) -> None:
    """Let a lead take a signal up and explain it."""
    following.take_up(at=At(signal_id=signal_id, after=0), by=lead(), now=now)
    following.explain(at=at(signal_id), reason=reason, words="", by=lead(), now=now)


def reviewed(signal_id: UUID, decision_id: str, now: datetime = LATE, **changed: Any) -> None:
    """Let a lead record the review of one case."""
    usual: dict[str, Any] = {
        "individual": Answer.NO,
        "with_person": Answer.UNKNOWN,
        "outcome": CaseOutcome.INAPPROPRIATE,
        "inappropriate_reason": "not_individual",
    }
    following.review_case(
        at=at(signal_id),
        decision_id=decision_id,
        case=Case(**(usual | changed)),
        words="The reason names no circumstances of the person.",
        by=lead(),
        now=now,
    )


def agreed(signal_id: UUID, owner: str = "VL901", days: int = 14, now: datetime = LATE) -> int:
    """Let a lead agree an action, and return its number."""
    due = timezone.localdate(now) + timedelta(days=days)
    words = "Each decision is looked at again with the person."
    following.agree(at=at(signal_id), words=words, owner_code=owner, due=due, by=lead(), now=now)
    return seen(signal_id, now=now).actions[-1].number
