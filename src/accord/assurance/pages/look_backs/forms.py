"""What is asked of whoever opens a look-back, and of whoever closes it."""

from __future__ import annotations

from accord.domain.look_backs import Asked, Coverage, Decided, Why
from accord.web.fields import ChoiceField, DateField, LongTextField, TextField
from accord.web.forms import Form

LONGEST_WORDS = 2_000


class OpenForm(Form):
    """Which decisions, why, and by when."""

    coverage = ChoiceField(
        "Over which decisions?",
        items=Coverage.pairs(),
        required_words="Select over which decisions",
    )
    place_code = TextField(
        "ODS code of the site, or of the organisation whose staff signed",
        required=False,
        most=12,
        hint="Leave it empty for every site of the area.",
    )
    decided = ChoiceField(
        "Of which kind?",
        items=Decided.pairs(),
        hint="Decisions for CPR, and people without a decision, are never looked back over.",
        required_words="Select a kind of decision",
    )
    decided_from = DateField("Signed from", past=True)
    decided_until = DateField("Signed until", hint="This day is part of it. What is signed later never enters.")
    why = ChoiceField("Why?", items=Why.pairs(), required_words="Select why")
    words = LongTextField(
        "What led to it?",
        hint="Kept with the look-back, and read by area leads. Name no patient in it.",
        required_words="Say what led to it",
        most=LONGEST_WORDS,
    )
    due_on = DateField("To be reviewed by", future=True)

    def asked(self) -> Asked:
        """Return what the form asks for."""
        given = self.cleaned_data
        return Asked(
            coverage=Coverage(given["coverage"]),
            place_code=given["place_code"].strip().upper(),
            decided=Decided(given["decided"]),
            decided_from=given["decided_from"],
            decided_until=given["decided_until"],
            why=Why(given["why"]),
            words=given["words"],
            due_on=given["due_on"],
        )


class CloseForm(Form):
    """What was learned."""

    words = LongTextField(
        "What was learned, and what follows?",
        hint="Kept with the summary. Name no patient in it.",
        required_words="Say what was learned",
        most=LONGEST_WORDS,
    )
