"""What is asked of whoever asks, and of whoever decides."""

from __future__ import annotations

from accord.domain.reidentification import MOST, Column, Reason
from accord.web.fields import ChoiceField, Item, LongTextField
from accord.web.forms import Form

LONGEST_WORDS = 2_000


class AskForm(Form):
    """Which pseudonyms, and why."""

    column = ChoiceField(
        "What are the pseudonyms of?",
        items=Column.pairs(),
        required_words="Select what the pseudonyms are of",
    )
    pseudonyms = LongTextField(
        "Pseudonyms",
        hint=f"As the dataset has them, one a line, {MOST} at most.",
        required_words="Enter the pseudonyms",
        most=2_000,
    )
    reason = ChoiceField("Why must somebody be found?", items=Reason.pairs(), required_words="Select why")
    words = LongTextField(
        "What is it about?",
        hint="Whoever decides reads this. Name nobody in it.",
        required_words="Say what it is about",
        most=LONGEST_WORDS,
    )


class DecisionForm(Form):
    """Whether the request is approved, and why."""

    approved = ChoiceField(
        "May whoever asked be told?",
        items=[
            Item(True, "Yes, approve", hint="They are shown who it is, once, within seven days."),
            Item(False, "No, refuse"),
        ],
        required_words="Select yes or no",
    )
    words = LongTextField(
        "What did you consider?",
        hint="Whoever asked reads this.",
        required_words="Say what you considered",
        most=LONGEST_WORDS,
    )
