"""Whose looks to show, and what came of a review."""

from __future__ import annotations

from accord.domain.look_reviews import LONGEST_WORDS, ReviewOutcome
from accord.web.fields import ChoiceField, LongTextField, NhsNumberField
from accord.web.forms import Form


class LooksForm(Form):
    """By the NHS number of the person."""

    nhs_number = NhsNumberField()


class ReviewForm(Form):
    """The outcome, with words where it asks something of somebody."""

    outcome = ChoiceField(
        "What came of your review?", items=ReviewOutcome.pairs(), required_words="Select what came of it"
    )
    words = LongTextField(
        "In your own words",
        required=False,
        rows=3,
        most=LONGEST_WORDS,
        hint="What you asked, of whom, and the answer. Needed unless there was a reason to look.",
    )
