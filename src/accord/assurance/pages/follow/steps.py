"""Each step that has a page of its own: its address, what it asks, and the action that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from accord.assurance.actions import following, safeguarding
from accord.assurance.actions.steps import At
from accord.assurance.pages.follow import forms
from accord.assurance.queries.held_signals import Case
from accord.domain.authority import Actor
from accord.domain.follow_ups import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """The page of one step."""

    step: Step
    part: str
    title: str
    button: str
    guidance: str
    done: str
    form: type[forms.StepForm]
    perform: Callable[..., None]

    def take(self, at: At, given: Mapping[str, Any], by: Actor) -> None:
        """Take the step as the form says."""
        self.perform(at=at, by=by, **given)


def _review(*, at: At, by: Actor, decision_id: str, words: str, **case: Any) -> None:
    case["inappropriate_reason"] = case["inappropriate_reason"] or ""
    following.review_case(at=at, decision_id=decision_id or "", case=Case(**case), words=words, by=by)


PAGES = (
    StepPage(
        step=Step.ANSWERED,
        part="answer",
        title="Answer for your organisation",
        button="Send the answer",
        guidance="Look at the records first. Your answer is read by whoever follows the signal, and by the other"
        " organisation that is asked.",
        done="Your answer is recorded.",
        form=forms.AnswerForm,
        perform=following.answer,
    ),
    StepPage(
        step=Step.MARKED_SAFEGUARDING,
        part="safeguarding",
        title="Mark it as safeguarding",
        button="Mark it as safeguarding",
        guidance="Somebody may be at risk now. Everybody entitled sees the signal from the moment you mark it."
        " This does not take the place of your own safeguarding procedure.",
        done="It is marked. Everybody entitled sees it now.",
        form=forms.SafeguardingForm,
        perform=safeguarding.mark_safeguarding,
    ),
    StepPage(
        step=Step.TAKEN_UP,
        part="take-up",
        title="Take it up",
        button="Take it up",
        guidance="You begin to look at this signal. Everybody who sees it reads that you do.",
        done="You have taken it up.",
        form=forms.StepForm,
        perform=following.take_up,
    ),
    StepPage(
        step=Step.EXPLAINED,
        part="explain",
        title="Explain it",
        button="Record the explanation",
        guidance="A signal that is explained is no fault of anybody’s, and no failure of the question either: how often"
        " each kind is explained is counted.",
        done="The explanation is recorded.",
        form=forms.ExplainForm,
        perform=following.explain,
    ),
    StepPage(
        step=Step.CONFIRMED,
        part="confirm",
        title="Confirm a concern",
        button="Confirm the concern",
        guidance="Each case is reviewed next. Somebody else than you closes it in the end.",
        done="The concern is confirmed. Review the cases next.",
        form=forms.ConfirmForm,
        perform=following.confirm,
    ),
    StepPage(
        step=Step.CASE_REVIEWED,
        part="case-review",
        title="Review a case",
        button="Record the review",
        guidance="One decision at a time: what its record shows, and what it does not. Those who care for the person"
        " look at the decision itself again.",
        done="The review of the case is recorded.",
        form=forms.CaseForm,
        perform=_review,
    ),
    StepPage(
        step=Step.ACTION_AGREED,
        part="action",
        title="Agree an action",
        button="Record the action",
        guidance="One action: what is done, who does it, and until when.",
        done="The action is recorded.",
        form=forms.ActionForm,
        perform=following.agree,
    ),
    StepPage(
        step=Step.LEARNING_SHARED,
        part="learning",
        title="Share what was learnt",
        button="Share it",
        guidance="Everybody who sees this signal reads it.",
        done="What was learnt is shared.",
        form=forms.LearningForm,
        perform=following.share,
    ),
    StepPage(
        step=Step.CLOSED,
        part="close",
        title="Close it",
        button="Close it",
        guidance="Nothing more is to be done. It can be looked at again.",
        done="It is closed.",
        form=forms.CloseForm,
        perform=following.close,
    ),
    StepPage(
        step=Step.REOPENED,
        part="reopen",
        title="Look at it again",
        button="Look at it again",
        guidance="It goes back to being looked at. Everything that was recorded stays.",
        done="It is being looked at again.",
        form=forms.ReopenForm,
        perform=following.reopen,
    ),
)
BY_PART = {page.part: page for page in PAGES}
BY_STEP = {page.step: page for page in PAGES}
