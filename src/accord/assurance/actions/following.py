"""What people do about a signal: answer it, take it up, explain it, or confirm a concern and follow it to its end."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accord.assurance.actions.steps import At, Said, hold, take, take_at
from accord.assurance.models import AgreedAction, CaseReview
from accord.assurance.queries.held_signals import Case, Held
from accord.domain.authority import Actor
from accord.domain.errors import NotPermitted, Refused
from accord.domain.follow_ups import Step
from accord.domain.lifecycle import InappropriateReason
from accord.domain.signal_answers import AnswerSays, CaseOutcome, Explanation, check_words, may_finish


def answer(*, at: At, says: AnswerSays, words: str, by: Actor, now: datetime | None = None) -> None:
    """Answer for an organisation that is asked."""
    said = Said(reason=says.value, words=check_words(words, needed="Say what you found."))
    take_at(at, Step.ANSWERED, said, by=by, now=now)


def take_up(*, at: At, by: Actor, now: datetime | None = None) -> None:
    """Begin to look at a signal."""
    take_at(at, Step.TAKEN_UP, Said(), by=by, now=now)


def explain(*, at: At, reason: Explanation, words: str, by: Actor, now: datetime | None = None) -> None:
    """Say what explains a signal."""
    needed = "Say what explains it." if reason is Explanation.OTHER else ""
    said = Said(reason=reason.value, words=check_words(words, needed=needed))
    take_at(at, Step.EXPLAINED, said, by=by, now=now)


def confirm(*, at: At, words: str, by: Actor, now: datetime | None = None) -> None:
    """Confirm that there is a concern: each case is now reviewed."""
    said = Said(words=check_words(words, needed="Say what the concern is."))
    take_at(at, Step.CONFIRMED, said, by=by, now=now)


@transaction.atomic
def review_case(*, at: At, decision_id: str, case: Case, words: str, by: Actor, now: datetime | None = None) -> None:
    """Record what the review of one case showed."""
    now = now or timezone.now()
    held = hold(at, Step.CASE_REVIEWED, by, now)
    _check_decision(held, decision_id)
    reason = _reason(case)
    said = Said(decision_id=decision_id, words=check_words(words, needed="Say what the record shows."))
    row = take(held, Step.CASE_REVIEWED, said, by=by, now=now)
    CaseReview.objects.create(
        step=row,
        individual=case.individual.value,
        with_person=case.with_person.value,
        outcome=case.outcome.value,
        inappropriate_reason=reason,
    )


@transaction.atomic
def agree(*, at: At, words: str, owner_code: str, due: date, by: Actor, now: datetime | None = None) -> None:
    """Agree an action: what is done, by which organisation, until when."""
    now = now or timezone.now()
    held = hold(at, Step.ACTION_AGREED, by, now)
    if owner_code not in owners(held, by):
        raise Refused.one("owner_code", "is none of the organisations that this is about.")
    if due < timezone.localdate(now):
        raise Refused.one("due", "is in the past.", "Give a day on which it can still be done.")
    said = Said(words=check_words(words, needed="Say what is done."))
    row = take(held, Step.ACTION_AGREED, said, by=by, now=now)
    AgreedAction.objects.create(step=row, owner_code=owner_code, due=due)


@transaction.atomic
def finish(*, at: At, of: int, evidence: str, by: Actor, now: datetime | None = None) -> None:
    """Record that an action is done, and what shows it: its owner, or whoever follows the signal."""
    now = now or timezone.now()
    held = hold(at, Step.ACTION_DONE, by, now)
    owner = next((each.owner_code for each in held.actions if each.number == of), "")
    if not may_finish(owner, by):
        raise NotPermitted("This action is another organisation's.")
    said = Said(words=check_words(evidence, needed="Say what shows that it is done.", field="evidence"), of=of)
    take(held, Step.ACTION_DONE, said, by=by, now=now)


def share(*, at: At, words: str, by: Actor, now: datetime | None = None) -> None:
    """Share what was learnt."""
    said = Said(words=check_words(words, needed="Say what was learnt."))
    take_at(at, Step.LEARNING_SHARED, said, by=by, now=now)


def close(*, at: At, words: str, by: Actor, now: datetime | None = None) -> None:
    """Close a signal. Nobody closes a concern that they confirmed themselves."""
    take_at(at, Step.CLOSED, Said(words=check_words(words)), by=by, now=now)


def reopen(*, at: At, words: str, by: Actor, now: datetime | None = None) -> None:
    """Look at a signal again."""
    said = Said(words=check_words(words, needed="Say why it is looked at again."))
    take_at(at, Step.REOPENED, said, by=by, now=now)


def owners(held: Held, by: Actor) -> frozenset[str]:
    """Return the organisations that may own an action: those asked, and the one that follows the signal."""
    return held.asked | {by.organisation_code}


def decisions_of(held: Held) -> tuple[str, ...]:
    """Return the pseudonyms of every decision that any run saw, in order, each once."""
    return tuple(dict.fromkeys(each for seen in reversed(held.sightings) for each in seen.decision_ids))


def _check_decision(held: Held, decision_id: str) -> None:
    known = decisions_of(held)
    if decision_id not in known and (known or decision_id):
        raise Refused.one("decision_id", "is none of the decisions of this signal.")


def _reason(case: Case) -> str:
    if case.outcome is not CaseOutcome.INAPPROPRIATE:
        return ""
    if case.inappropriate_reason not in set(InappropriateReason):
        raise Refused.one("inappropriate_reason", "is empty.", "Select what made it inappropriate.")
    return case.inappropriate_reason
