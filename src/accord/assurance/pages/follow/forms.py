"""What is asked at each step about a signal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accord.assurance.actions.following import decisions_of, owners
from accord.assurance.queries.held_signals import Held
from accord.assurance.signals.kinds import SignalKind
from accord.domain.authority import Actor
from accord.domain.choices import Answer
from accord.domain.follow_ups import State
from accord.domain.lifecycle import InappropriateReason
from accord.domain.signal_answers import LONGEST_WORDS, AnswerSays, CaseOutcome, Explanation
from accord.web.choices import Item, Reveal, make_items
from accord.web.fields import ChoiceField, DateField, LongTextField, SelectField, TextField
from accord.web.forms import Form

NAMES_NOBODY = "Name nobody, and give no date of birth or number. Others read this."


def words_field(label: str, required_words: str = "", hint: str = NAMES_NOBODY) -> LongTextField:
    """Return a field for words that name nobody."""
    return LongTextField(
        label, required=bool(required_words), required_words=required_words, hint=hint, most=LONGEST_WORDS
    )


class StepForm(Form):
    """A form about one signal; `names` are those of organisations, by code."""

    def __init__(self, *args: Any, held: Held, by: Actor, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare(held, by, names)

    def prepare(self, held: Held, by: Actor, names: Mapping[str, str]) -> None:
        """Fill in what can be chosen about this signal."""


class AnswerForm(StepForm):
    """What an organisation that is asked answers."""

    says = ChoiceField("What do you say?", items=AnswerSays.pairs(), required_words="Select what you say")
    words = words_field("What did you find in the records?", "Say what you found")


class SafeguardingForm(StepForm):
    """Why somebody may be at risk."""

    words = words_field("What is the risk?", "Say what the risk is")


class ExplainForm(StepForm):
    """What explains a signal."""

    reason = ChoiceField("What explains it?", items=Explanation.pairs(), required_words="Select what explains it")
    words = words_field("In your own words")


class ConfirmForm(StepForm):
    """What the concern is."""

    words = words_field("What is the concern?", "Say what the concern is")


class CaseForm(StepForm):
    """What the review of one case showed."""

    decision_id = SelectField("Which decision?", required_words="Select which decision")
    words = words_field("What does the record show?", "Say what the record shows")
    individual = ChoiceField(
        "Was it made on the person’s own circumstances?",
        items=Answer.pairs(),
        inline=True,
        required_words="Select yes, no or not recorded",
    )
    with_person = ChoiceField(
        "Did the person, or those close to them, take part?",
        items=Answer.pairs(),
        inline=True,
        required_words="Select yes, no or not recorded",
    )
    outcome = ChoiceField(
        "What did the review come to?",
        items=CaseOutcome.pairs(),
        reveals=[Reveal(CaseOutcome.INAPPROPRIATE, ["inappropriate_reason"])],
        required_words="Select what the review came to",
    )
    inappropriate_reason = ChoiceField(
        "What made it inappropriate?",
        items=InappropriateReason.pairs(),
        required_words="Select what made it inappropriate",
    )

    def prepare(self, held: Held, by: Actor, names: Mapping[str, str]) -> None:
        """Offer the decisions of the signal, those not reviewed yet first."""
        known = decisions_of(held)
        field = self.fields["decision_id"]
        assert isinstance(field, SelectField)
        field.required = bool(known)
        done = held.course.reviewed
        first, last = ([each for each in known if (each in done) is again] for again in (False, True))
        again = [Item(each, f"{each} (reviewed before)") for each in last]
        field.items = make_items([*(Item(each, each) for each in first), *again])
        if not known:
            field.help_text = "This signal names no single decision. Leave it empty."


class ActionForm(StepForm):
    """An action: what, by whom, until when."""

    words = words_field("What is done?", "Say what is done")
    owner_code = ChoiceField("Which organisation does it?", required_words="Select which organisation does it")
    due = DateField("Until when?", hint="The last day on which it is in time")

    def prepare(self, held: Held, by: Actor, names: Mapping[str, str]) -> None:
        """Offer the organisations that the signal is about, and the one that follows it."""
        field = self.fields["owner_code"]
        assert isinstance(field, ChoiceField)
        field.items = make_items([Item(code, say_place(code, names)) for code in sorted(owners(held, by))])


class EvidenceForm(StepForm):
    """What shows that an action is done."""

    evidence = words_field(
        "What shows that it is done?",
        "Say what shows that it is done",
        "Minutes, a date, where a file is kept. Nothing about a patient.",
    )


class LearningForm(StepForm):
    """What was learnt."""

    words = words_field("What was learnt, that others can use?", "Say what was learnt")


class CloseForm(StepForm):
    """Anything to add at the end."""

    words = words_field("Anything to add")


class ReopenForm(StepForm):
    """Why a signal is looked at again."""

    words = words_field("Why is it looked at again?", "Say why it is looked at again")


class SiteForm(Form):
    """Which site, and what the risk is."""

    site_code = TextField(
        "Code of the site", hint="Its ODS code, such as VL901", width=10, required_words="Enter the code of the site"
    )
    words = words_field("What is the risk, and how do you know of it?", "Say what the risk is, and how you know of it")


class FilterForm(Form):
    """Which signals are shown."""

    state = SelectField("How far it has come", items=State.pairs(), required=False)
    kind = SelectField("What it asks about", items=SignalKind.pairs(), required=False)


def say_place(code: str, names: Mapping[str, str]) -> str:
    """Say an organisation by name and code; the code alone where it is not in the directory."""
    return f"{names[code]} ({code})" if code in names else code
