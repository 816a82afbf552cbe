"""Forms for how a plan is kept: who is told, where copies are, when it is reviewed."""

from __future__ import annotations

from typing import Any

from accord.domain.plan.keeping import Distribution, Recipient, Review, ReviewRule
from accord.plans.pages.parts.bases import PartForm, ask_line
from accord.web.fields import ChoiceField, DateField, MultiChoiceField, Reveal


class DistributionForm(PartForm):
    """Who is to be told, and where copies are."""

    part_type = Distribution
    guidance = (
        "People whom the person does not want told are named under “Who may know”; they are left out of every notice."
    )
    tell = MultiChoiceField("Who should know of this plan?", items=Recipient.pairs(), required=False)
    tell_others = ask_line("Anybody else, by role")
    location_at_home = ask_line(
        "Where at home can a crew find a printout?", "For example: message in a bottle, in the fridge"
    )


class ReviewForm(PartForm):
    """When the plan should be looked at again."""

    part_type = Review
    guidance = "A review that is overdue is chased. It never ends the plan."
    rule = ChoiceField(
        "When should this plan be reviewed?",
        items=ReviewRule.pairs(),
        required=False,
        reveals=[Reveal(ReviewRule.DATED, ["due"]), Reveal(ReviewRule.INDEFINITE, ["indefinite_why"])],
    )
    due = DateField("Review by", required=False, future=True)
    indefinite_why = ask_line("Why does it need no review date?")
    triggers = ask_line(
        "What else should lead to a review?", "For example: a move, an admission, a change of health, on request"
    )
    responsible = ask_line("Who is responsible for the review?", "Name and role")

    def clean(self) -> dict[str, Any] | None:
        """Ask for the date where the plan is to be reviewed by one: without it, nothing could be chased."""
        answers = self.cleaned_data
        if answers.get("rule") is ReviewRule.DATED and not answers.get("due") and "due" not in self.errors:
            self.add_error("due", "Give the date by which it should be reviewed, or choose another answer")
        return super().clean()
