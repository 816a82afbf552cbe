"""What is asked of a move, and of each plan after one."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils import timezone

from accord.domain.lifecycle import CancelReason, InappropriateReason
from accord.domain.organisations import OrganisationReference
from accord.organisations.queries import places
from accord.plans.actions.moves import MoveAnswer
from accord.plans.pages.parts.bases import PartForm, ask
from accord.web.choices import Item, make_items
from accord.web.fields import ChoiceField, DateTimeField, Reveal, TextField

NOT_FOUND = "No place here has this code, or a name with these words. Check it, or give less of the name"
SELECT_HAPPENED = "Select what happened"
SEVERAL = "Select which of these places it is"


class Happened(StrEnum):
    """What a person's move was."""

    ADMITTED = "admitted"
    TRANSFERRED = "transferred"
    DISCHARGED = "discharged"
    MOVED_HOME = "moved_home"
    CARED_FOR_AT_HOME = "cared_for_at_home"


TO_A_PLACE = tuple(each for each in Happened if each is not Happened.DISCHARGED)
ELSEWHERE = (
    Item(Happened.MOVED_HOME, "They live somewhere else now", "A care home, for example"),
    Item(Happened.CARED_FOR_AT_HOME, "A service now cares for them at home"),
)
WHEN_ADMITTED = (
    Item(Happened.DISCHARGED, "Discharged from hospital", "They are back where they live"),
    Item(Happened.TRANSFERRED, "Transferred to another hospital or hospice"),
    Item(Happened.MOVED_HOME, "Left hospital, and live somewhere else now", "A care home, for example"),
    Item(Happened.CARED_FOR_AT_HOME, "Left hospital, and a service now cares for them at home"),
)
WHEN_NOT_ADMITTED = (Item(Happened.ADMITTED, "Admitted to hospital or hospice"), *ELSEWHERE)


class MoveForm(PartForm):
    """What happened, where to, and when. Where several places answer to a name, it asks which is meant."""

    guidance = "A move ends no enduring plan: afterwards somebody is asked whether each recommendation still stands."
    happened = ChoiceField("What happened?", items=WHEN_NOT_ADMITTED, required_words=SELECT_HAPPENED)
    where = TextField("Where to?", hint="An ODS code, or words of the name", required=False)
    site = ChoiceField("Which place is it?", required=False)
    at = DateTimeField(
        "When was it?",
        past=True,
        hint="For example, 27 3 2026. Give the time if you know it.",
        required_words="Enter when it was",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed_place = str(self.data.get(self.add_prefix("where"), "")).strip() if self.is_bound else ""
        self.found = tuple(places.named(self.typed_place, on=timezone.localdate()))
        site = self.fields["site"]
        assert isinstance(site, ChoiceField)  # declared above
        site.items = make_items([Item(str(each.id), _said(each)) for each in self.found])
        if all(self._is_called(each) for each in self.found[:1]) and len(self.found) < 2:
            del self.fields["site"]

    def clean(self) -> dict[str, Any] | None:
        """Refuse a place that is not known, and ask which is meant where it is not plain."""
        given = self.cleaned_data
        if given.get("happened") in TO_A_PLACE and "where" not in self.errors:
            if not given.get("where"):
                self.add_error("where", "Enter where to: an ODS code, or words of the name")
            elif not self.found:
                self.add_error("where", NOT_FOUND)
            elif "site" in self.fields and "site" not in self.errors and not given.get("site"):
                self.add_error("site", SEVERAL)
        return super().clean()

    @property
    def place(self) -> OrganisationReference:
        """The place that is meant; ask only once the form is sound, and not for a discharge."""
        chosen = self.cleaned_data.get("site")
        return next(each for each in self.found if chosen in (None, str(each.id)))

    def _is_called(self, place: OrganisationReference) -> bool:
        """Whether this is what was typed, as a whole; a place found by a part of its name is asked about first."""
        return " ".join(self.typed_place.split()).casefold() in (place.name.casefold(), place.code.casefold())


class MoveWhileAdmittedForm(MoveForm):
    """The same, for somebody who is in hospital."""

    happened = ChoiceField("What happened?", items=WHEN_ADMITTED, required_words=SELECT_HAPPENED)
    where = TextField("Where to?", hint="An ODS code, or words of the name. Not needed for a discharge", required=False)


class MoveAnswerForm(PartForm):
    """What becomes of one plan after a move."""

    guidance = "Until you answer, nothing changes: the plan is current. It is a good moment to talk with the person."
    answer = ChoiceField(
        "Does it still stand?",
        required_words="Select what becomes of the plan",
        items=MoveAnswer.pairs(),
        reveals=[Reveal(MoveAnswer.SUSPEND, ["until"]), Reveal(MoveAnswer.CANCEL, ["reason"])],
    )
    until = DateTimeField(
        "Suspended until when?", time_required=True, required=False, hint="Leave empty if that is not known yet."
    )
    reason = ChoiceField(
        "Why is it cancelled?",
        required_words="Select why it is cancelled",
        items=CancelReason.pairs(),
        reveals=[Reveal(CancelReason.FOUND_INAPPROPRIATE, ["inappropriate"])],
    )
    inappropriate = ChoiceField(
        "What made it inappropriate?",
        required_words="Select what made it inappropriate",
        items=InappropriateReason.pairs(),
    )
    words = ask("In your own words", "What you looked at. For a suspension, say what it is for.", rows=3)

    def clean(self) -> dict[str, Any] | None:
        """Ask what a suspension, or another reason to cancel, is."""
        given = self.cleaned_data
        if not given.get("words") and given.get("answer") is MoveAnswer.SUSPEND:
            self.add_error("words", "Say what the suspension is for, such as an operation")
        if not given.get("words") and given.get("reason") is CancelReason.OTHER:
            self.add_error("words", "Say why the plan is cancelled")
        return super().clean()


def _said(place: OrganisationReference) -> str:
    return f"{place.name} ({place.code}), {place.site_type.words.lower()}"
