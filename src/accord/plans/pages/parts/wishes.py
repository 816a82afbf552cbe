"""Forms for the person's own voice: where the plan applies, what matters, who may know."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accord.domain.errors import Refused
from accord.domain.plan.restrictions import RESTRICTABLE, Readers
from accord.domain.plan.wishes import (
    ConsentToShare,
    CprWish,
    Place,
    Setting,
    SharingWishes,
    Source,
    WhatMatters,
    WithheldFromPerson,
    check_restricted,
    check_withheld,
)
from accord.plans.pages.parts.bases import PartForm, ask, ask_line, ask_yes_no
from accord.web.fields import ChoiceField, DateField, DateTimeField, Item, MultiChoiceField, Reveal, SelectField


class SettingForm(PartForm):
    """Where this plan applies, and where it comes from. Its scope was chosen when the draft was opened."""

    part_type = Setting
    valid_where_words = ask_line(
        "Is there anything to add about where it applies?", "For example: also holds at the day centre and in transport"
    )
    source = ChoiceField(
        "Where does this plan come from?",
        items=Source.pairs(),
        required=False,
        reveals=[Reveal(Source.EXISTING_PAPER, ["paper_location", "paper_decided_on", "paper_decided_by"])],
    )
    paper_location = ask_line("Where is the paper form?", "For example: in the yellow folder by the bed")
    paper_decided_on = DateField("Date on the paper form", required=False, past=True)
    paper_decided_by = ask_line("Who signed the paper form?", "Name and role, as written on it")
    ends_at = DateTimeField(
        "Does this plan end on a date that you set?",
        hint="Leave this empty unless the plan should end. A review date goes under “Review”: it never ends a plan.",
        required=False,
    )
    ends_why = ask_line("If it ends on that date, why?")


PLACES = [Item(place, place.words, divider="or" if place is Place.NO_PREFERENCE else "") for place in Place]


class WhatMattersForm(PartForm):
    """What matters to the person, in their own words."""

    part_type = WhatMatters
    guidance = "Use the person’s own words where you can. Any of these can be left for later."
    values = ask("What do they most value?", "What makes a good day, who and what they live for")
    fears = ask("What do they most fear or wish to avoid?")
    important_people = ask("Who is important to them?", rows=3)
    daily_life = ask(
        "What should people caring for them know?", "Routines, comforts, how they like things done", rows=3
    )
    faith_and_culture = ask("Faith, culture and beliefs", rows=3)
    cpr_wish = ChoiceField("What have they said about CPR?", items=CprWish.pairs(), required=False)
    place_of_care = SelectField("Where would they prefer to be cared for?", items=PLACES, required=False)
    place_of_care_words = ask_line("Name of the place, or anything to add about care")
    place_of_death = SelectField("Where would they prefer to die?", items=PLACES, required=False)
    place_of_death_second = SelectField("If that were not possible, where next?", items=PLACES, required=False)
    place_of_death_words = ask_line("Name of the place, or anything to add about dying there")
    advance_statement = ask_yes_no(
        "Is there a written advance statement?",
        "A statement of wishes is not binding, and must be considered. An advance decision to refuse treatment (ADRT) "
        "goes under “Legal documents”.",
        reveals=[Reveal("yes", ["advance_statement_words", "advance_statement_location"])],
    )
    advance_statement_words = ask("What does it say?", rows=3)
    advance_statement_location = ask_line("Where is it kept?")
    organ_donation = ask_line("Organ and tissue donation")
    said_by = ask_line("Who told you this?", "The person, or who spoke for them")
    written_on = DateField("Date this was said", required=False, past=True)


class ConsentForm(PartForm):
    """Who may know of the plan. Two different reasons to withhold from the person, never merged."""

    part_type = SharingWishes
    consent = ChoiceField(
        "May this plan be shared with the services that care for them?",
        items=ConsentToShare.pairs(),
        required=False,
    )
    consent_words = ask_line("Anything to add about sharing")
    withheld = ChoiceField(
        "Is any of this plan withheld from the person?",
        hint="These are two different reasons, and each needs its own words.",
        items=WithheldFromPerson.pairs(),
        required=False,
        reveals=[
            Reveal(
                [WithheldFromPerson.HARM_OF_INVOLVEMENT, WithheldFromPerson.SERIOUS_HARM_TEST],
                ["withheld_why", "withheld_until"],
            )
        ],
    )
    withheld_why = ask("What harm, and how is that known?", rows=3)
    withheld_until = DateField("Until when, before it is looked at again?", required=False, future=True)

    def clean(self) -> dict[str, Any] | None:
        """Ask why and until when something is kept from the person: after that day they may see all of it."""
        given = self.cleaned_data
        sharing = SharingWishes(
            withheld=given.get("withheld"),
            withheld_why=given.get("withheld_why") or "",
            withheld_until=given.get("withheld_until"),
        )
        try:
            check_withheld(sharing, timezone.localdate())
        except Refused as refused:
            self.add_refused(Refused([each for each in refused.errors if each.field not in self.errors]))
        return super().clean()


class SharingForm(ConsentForm):
    """Who may know of the plan, and which parts the person asks to be read by some only."""

    restricted_parts = MultiChoiceField(
        "Does the person want any part kept to some readers?",
        hint="Leave this empty unless they ask for it. What is decided about CPR and treatment, what is refused, legal "
        "documents and people to call are never kept from those who may see the plan.",
        items=[(part, part.words) for part in RESTRICTABLE],
        required=False,
    )
    restricted_to = ChoiceField("Who may read these parts?", items=Readers.pairs(), required=False)
    restricted_words = ask_line("In the person’s words, if they gave a reason", "Shown only to those who may read them")

    def clean(self) -> dict[str, Any] | None:
        """Ask who may read what is kept to some."""
        given = self.cleaned_data
        parts = frozenset(given.get("restricted_parts") or ())
        try:
            check_restricted(SharingWishes(restricted_parts=parts, restricted_to=given.get("restricted_to")))
        except Refused as refused:
            self.add_refused(Refused([each for each in refused.errors if each.field not in self.errors]))
        return super().clean()
