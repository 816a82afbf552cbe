"""What is asked of whoever makes a publication ready, and of whoever releases it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from accord.assurance.publications.leaving import MAY_LEAVE, Chosen
from accord.assurance.publications.periods import months_before, whole_months
from accord.assurance.runs import sayings
from accord.domain.choices import Choice
from accord.soundness.measures.breakdowns import BREAKDOWNS
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Kind
from accord.web.choices import Item, Reveal, make_items
from accord.web.fields import ChoiceField, LongTextField, MultiChoiceField, SelectField
from accord.web.forms import Form

LONGEST_WORDS = 2_000


def _measures() -> Iterator[Item]:
    """Yield the measures of the dictionary; a median of several sites cannot be made of theirs, and stays out."""
    for measure in MEASURES:
        if measure.kind is not Kind.QUANTILE and "." not in measure.id:
            yield Item(measure.id, measure.name, hint=measure.says)


def _breakdowns() -> Iterator[Item]:
    words = {each.name: each.words for each in reversed(BREAKDOWNS)}
    for name in MAY_LEAVE:
        yield Item(name, words[name])


class ChooseForm(Form):
    """Which measures, by what, and of which months."""

    first = SelectField("First month", items=[], required_words="Select the first month")
    last = SelectField(
        "Last month", items=[], required_words="Select the last month", hint="Whole months that are over"
    )
    measures = MultiChoiceField(
        "Measures", items=list(_measures()), required_words="Select at least one measure", hint="8 at most"
    )
    breakdowns = MultiChoiceField(
        "Broken down by",
        items=list(_breakdowns()),
        required=False,
        hint="The more breakdowns there are, the more figures have to be held back. Sites and signers never leave.",
    )

    def __init__(self, data: Any = None, *, as_of: date) -> None:
        super().__init__(data)
        self.as_of = as_of
        months = make_items([(value, sayings.month(value)) for value in months_before(as_of)])
        for name in ("first", "last"):
            cast("SelectField", self.fields[name]).items = months

    def chosen(self) -> Chosen:
        """Return what was chosen. Raises Refused where the months are no period."""
        given = self.cleaned_data
        period = whole_months(given["first"], given["last"], as_of=self.as_of)
        return Chosen(measures=tuple(given["measures"]), breakdowns=tuple(given["breakdowns"] or ()), period=period)


class Answer(Choice):
    """What a second person decides."""

    RELEASE = "release", "Release exactly these files"
    DECLINE = "decline", "Do not release them"


class DecideForm(Form):
    """Whether the files leave; where they do not, why."""

    answer = ChoiceField(
        "What do you decide?",
        items=Answer.pairs(),
        required_words="Select what you decide",
        reveals=[Reveal(Answer.DECLINE, ["words"])],
    )
    words = LongTextField(
        "Why do they not leave?",
        hint="Whoever made them ready reads this.",
        required_words="Say why they do not leave",
        most=LONGEST_WORDS,
    )
