"""What is asked of whoever looks at a move that could not be placed."""

from __future__ import annotations

from accord.sharing.moves.settling import MOST_WORDS
from accord.web.fields import LongTextField, NhsNumberField
from accord.web.forms import Form


class WhoseForm(Form):
    """Ask whose it is, by NHS number: whoever answers has asked the hospital, or knows."""

    nhs_number = NhsNumberField(hint="Of the person whom you have found it to be")


class PutAwayForm(Form):
    """Ask why nothing is to be done."""

    words = LongTextField(
        "What did you find out?", most=MOST_WORDS, rows=3, hint="For example: not a patient of anybody who has a plan"
    )
