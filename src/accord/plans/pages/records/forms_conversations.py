"""The form for one conversation, dated and for itself."""

from __future__ import annotations

from typing import Any

from accord.domain.plan.people_involved import Agreement, Conversation, ConversationWith, Mode, Topic
from accord.plans.pages.parts.bases import PartForm, ask, ask_line, ask_yes_no
from accord.web.fields import (
    ChoiceField,
    ConfirmField,
    DateTimeField,
    MultiChoiceField,
    Reveal,
    SelectField,
    WholeNumberField,
)

OTHERS = [member for member in ConversationWith if member is not ConversationWith.PERSON]


class ConversationForm(PartForm):
    """A conversation, or an offer of one that was declined. Only when and with whom are needed."""

    part_type = Conversation
    guidance = "Write it down when it happens, whether or not anything was decided."
    at = DateTimeField("When was it?", past=True, hint="For example, 27 3 2026. Give the time if you know it.")
    with_whom = SelectField("With whom?", items=ConversationWith.pairs())
    with_name = ask_line("Their name", "Not needed for the person themselves")
    with_relationship = ask_line("Relationship to the person")
    offer_declined = ConfirmField(
        "Was a conversation offered and declined?",
        words="It was offered, and they preferred not to have it",
        required=False,
    )
    topics = MultiChoiceField("What was it about?", items=Topic.pairs(), required=False)
    mode = ChoiceField("How was it held?", items=Mode.pairs(), required=False)
    where = ask_line("Where?")
    minutes = WholeNumberField("How long, in minutes?", least=0, greatest=1440, required=False)
    others_present = ask_line("Who else was there?")
    language = ask_line("In which language, if not English?")
    interpreter = ask_line("Interpreter", "Name or service, if one was used")
    adjustments = ask_line("Reasonable adjustments", "For example: easy read, hearing loop, more time")
    said = ask("What was said?")
    understood = ask("What did the person understand?", rows=3)
    wanted = ask("What did the person want?", rows=3)
    information_given = ask_line("What information was given to keep, and in what form?")
    told_they_advise = ask_yes_no(
        "If this was with somebody else: were they told that they advise and do not decide?",
        "Unless they are an attorney or deputy with authority",
    )
    agreement = ChoiceField(
        "What came of it?",
        hint="“Not discussed” never means that anybody disagreed.",
        items=Agreement.pairs(),
        required=False,
        reveals=[Reveal(Agreement.DISAGREED, ["disagreement_words", "second_opinion_offered"])],
    )
    disagreement_words = ask("What did they disagree with?", rows=3)
    second_opinion_offered = ask_yes_no("Was a second opinion offered?")
    held_by = ask_line("Who held the conversation?", "Name and role, if not you")

    def clean(self) -> dict[str, Any] | None:
        """Ask for a name where the conversation was not with the person."""
        other = self.cleaned_data.get("with_whom") in OTHERS
        if other and not self.cleaned_data.get("with_name") and not self.cleaned_data.get("with_relationship"):
            self.add_error("with_name", "Enter their name, or who they are to the person")
        return super().clean()
