"""What is asked of a plan from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.domain.errors import Refused
from accord.domain.plan.clinical import CprRecommendation
from accord.plans.pages.parts.bases import PartForm, ask, ask_line
from accord.web.fields import ChoiceField, DateField, Item, LongTextField

PASTE = "Paste the form as it was sent"
LARGEST = 2_000_000
"""Characters of a form that is pasted in; one that is sent by a system is some tens of thousands."""


class PaperForm(PartForm):
    """A paper form that was seen here. What it says about CPR, or its words, are enough."""

    guidance = (
        "Write down what the form says, not what you think of it. It is shown at once as reported, not confirmed here:"
        " it does not change the plan that is current here."
    )
    cpr = ChoiceField(
        "What does it say about CPR?",
        required_words="Select what the form says about CPR",
        items=[
            Item(CprRecommendation.NOT_FOR_CPR, CprRecommendation.NOT_FOR_CPR.words),
            Item(CprRecommendation.FOR_CPR, CprRecommendation.FOR_CPR.words),
            Item(CprRecommendation.MODIFIED_CPR, CprRecommendation.MODIFIED_CPR.words),
            Item(CprRecommendation.NONE, "It says nothing about CPR, or it cannot be read"),
        ],
    )
    words = ask("What does it say, in its own words?", rows=4)
    decided_on = DateField("Date on the form", past=True, required=False)
    decided_by = ask_line("Who signed it?", "Name and role, as far as they can be read")
    location = ask_line("Where is the form?", "For example: in the yellow folder on the fridge")

    def clean(self) -> dict[str, Any] | None:
        """Ask for the words of a form that says nothing about CPR."""
        if self.cleaned_data.get("cpr") is CprRecommendation.NONE and not self.cleaned_data.get("words"):
            self.add_error("words", "Say what the form says, in its own words")
        return super().clean()


class RespectForm(PartForm):
    """A ReSPECT form as another system sends it."""

    guidance = (
        "It is read as reported, not confirmed here. What contradicts itself, and what finds no place here, is named;"
        " nothing is refused for it."
    )
    document = LongTextField("The JSON (openEHR FLAT), as it was sent", rows=12, most=LARGEST, required_words=PASTE)

    def add_refused(self, refused: Refused, names: Mapping[str, str] | None = None) -> None:
        """Show whatever was wrong at the one field, with the path at which it stands."""
        for error in refused.errors:
            self.add_error("document", str(error))


class DismissForm(PartForm):
    """Why a report is set aside."""

    guidance = "It no longer shows as reported. What was sent is kept, with your reason."
    why = LongTextField(
        "Why is it set aside?",
        hint="For example: the form is another person’s, or it was cancelled",
        required_words="Say why it is set aside",
        rows=3,
    )
