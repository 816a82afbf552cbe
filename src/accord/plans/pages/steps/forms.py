"""The forms of the steps: each asks only what its action needs."""

from __future__ import annotations

from datetime import datetime

from accord.domain.lifecycle import CancelReason, InappropriateReason
from accord.domain.moments import Moment
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.wishes import ConsentToShare
from accord.domain.statements import Says, Speaker, Withdrawal
from accord.plans.actions.consents import CAN_BE_SAID
from accord.plans.pages.parts.bases import PartForm, ask, ask_line
from accord.web.fields import ChoiceField, DateField, DateTimeField, DayAndTime, Item, LongTextField, Reveal


class ReviewForm(PartForm):
    """A review: it still stands, or it is to be changed. Cancelling has a page of its own."""

    guidance = "A review is made with the person, or with those who speak for them. Record that conversation too."
    outcome = ChoiceField(
        "What came of the review?",
        items=[
            Item(ReviewOutcome.CONFIRMED, ReviewOutcome.CONFIRMED.words),
            Item(ReviewOutcome.CHANGED, "To be changed: it stands until a new plan is signed"),
        ],
    )
    due = DateField("When should it be looked at next?", required=False, future=True)
    indefinite_why = ask_line("If no further review is needed, why?")
    words = ask("What was considered?", rows=3)


class EndorseForm(PartForm):
    """An endorsement by the senior responsible clinician."""

    guidance = (
        "You agree with this plan as the senior responsible clinician. If you do not, write a new plan or cancel it."
    )
    words = ask("Anything to add", rows=3)


class SuspendForm(PartForm):
    """A suspension from one time until another."""

    guidance = "While it is suspended, everybody who looks reads: suspended, attempt CPR."
    from_at = DateTimeField("From when?", time_required=True)
    until = DateTimeField(
        "Until when?", time_required=True, required=False, hint="Leave empty if that is not known yet."
    )
    why = LongTextField("What is it for?", hint="For example: an operation under general anaesthetic", rows=3)


class ReinstateForm(PartForm):
    """The end of a suspension."""

    guidance = "The recommendation is current again at once, and somebody is asked to look at it again."
    words = ask("Anything to add", rows=3)


class CancelForm(PartForm):
    """A cancellation, with its reason."""

    guidance = "It is cancelled at once for all who can see it. It stays in the history; it cannot be brought back."
    reason = ChoiceField(
        "Why is it cancelled?",
        items=CancelReason.pairs(),
        reveals=[Reveal(CancelReason.FOUND_INAPPROPRIATE, ["inappropriate"])],
    )
    inappropriate = ChoiceField("What made it inappropriate?", items=InappropriateReason.pairs(), required=False)
    words = ask("In your own words", rows=3)


class SharingForm(PartForm):
    """What the person now says of sharing a plan that is signed."""

    guidance = (
        "It holds at once. If they object, nobody but the organisation that signed it sees it, and others are told that"
        " it is not shared at the person’s request."
    )
    consent = ChoiceField(
        "What does the person say now?", items=[Item(ConsentToShare.WITHDRAWN, "They do not want it shared any more")]
    )
    words = ask("In their own words, if you can", rows=3)


class SharingByClinicianForm(SharingForm):
    """The same, asked of those who may record that somebody agrees."""

    consent = ChoiceField(
        "What does the person say now?",
        items=[
            Item(ConsentToShare.WITHDRAWN, "They do not want it shared any more"),
            *(Item(each, each.words) for each in CAN_BE_SAID if each is not ConsentToShare.WITHDRAWN),
        ],
    )


class StatementForm(PartForm):
    """What the person now says. Two answers are enough."""

    guidance = "It shows on the emergency screen at once, above the recommendation, until a clinician has answered it."
    says = ChoiceField("What does the person now say?", items=Says.pairs())
    heard_from = ChoiceField("How do you know?", items=Speaker.pairs())
    words = ask("In their own words, if you can", rows=3)


class AnswerForm(PartForm):
    """A clinician's answer to what the person now says."""

    guidance = (
        "Talk with the person first. What follows from it (a new plan, a review, cancelling) has a page of its own."
    )
    words = LongTextField("What did you do?", rows=3)


class WithdrawalForm(AnswerForm):
    """A clinician's answer to a withdrawal of an advance decision: it must say what was found."""

    guidance = (
        "Talk with the person first. An advance decision can be withdrawn by word of mouth, at any time. Until this is "
        "answered, the withdrawal stands."
    )
    withdrawal = ChoiceField("Have they withdrawn their advance decision?", items=Withdrawal.pairs())


class TaskForm(PartForm):
    """A task that was looked at."""

    words = LongTextField("What did you look at, and what did you do?", rows=3)


def read_time(given: DayAndTime | None) -> datetime | None:
    """Return the time that was given, or None."""
    return Moment.of(given.at() or given.day).time if given else None
