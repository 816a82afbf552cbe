"""What is asked before a record opens, and of a caseload or a referral."""

from __future__ import annotations

from datetime import datetime, time
from enum import StrEnum
from typing import Any

from django.utils import timezone

from accord.access.actions.relationships import NewRelationship
from accord.domain.authority import Actor
from accord.domain.look_reviews import LONGEST_WORDS
from accord.domain.organisations import SiteType
from accord.domain.relationships import BEFOREHAND, AccessBasis, LookReason
from accord.organisations.queries import places
from accord.web.fields import ChoiceField, DateField, Item, LongTextField, Reveal, TextField
from accord.web.forms import Form

NOT_FOUND = "No organisation here has this code, or a name with these words. Check it, or give less of the name"
SEVERAL = "Several organisations have these words in their name. Give the ODS code, or the whole name"

WHICH = "What is the reason, or the number of the incident?"


class ReasonForm(Form):
    """One question: why."""

    reason = ChoiceField(
        "Why are you opening this record?",
        items=[(each, each.words) for each in BEFOREHAND],
        required_words="Select why you are opening this record",
        reveals=[Reveal([LookReason.OTHER, LookReason.INCIDENT], ["words"])],
    )
    words = TextField(WHICH, required_words="Say which", most=LONGEST_WORDS)


class ExplainForm(ReasonForm):
    """The same question, asked afterwards: the wrong record can have been opened, too."""

    reason = ChoiceField(
        "Why did you open this record?",
        items=LookReason.pairs(),
        required_words="Select why you opened this record",
        reveals=[Reveal([LookReason.OTHER, LookReason.INCIDENT], ["words"])],
    )
    words = TextField(WHICH, required_words="Say which", most=LONGEST_WORDS)


class With(StrEnum):
    """With whom a relationship is recorded."""

    ME = "me"
    US = "us"
    OTHERS = "others"


class RelationshipForm(Form):
    """With whom, what for, and until when."""

    with_whom = ChoiceField(
        "Who looks after this person?",
        required_words="Select who looks after this person",
        items=(
            Item(With.ME, "I do: put them on my caseload"),
            Item(With.US, "My organisation does: put them on its caseload"),
            Item(With.OTHERS, "They are being referred to another organisation"),
        ),
        reveals=[Reveal(With.OTHERS, ["where"])],
    )
    where = TextField("Which organisation?", hint="An ODS code, or words of the name", required_words="Enter which")
    words = LongTextField("What for?", required=False, rows=2, hint="For example, support with a decision")
    until = DateField("Until when?", required=False, hint="Leave empty for six months. For example, 27 3 2027")

    def clean(self) -> dict[str, Any] | None:
        """Find the organisation that was typed."""
        typed = self.cleaned_data.get("where") if self.cleaned_data.get("with_whom") is With.OTHERS else ""
        self.found = places.named(typed or "", on=timezone.localdate(), kinds=SiteType)
        if typed and len(self.found) != 1:
            self.add_error("where", SEVERAL if self.found else NOT_FOUND)
        return super().clean()

    def relationship(self, actor: Actor) -> NewRelationship:
        """Return what was asked for; ask only once the form is sound."""
        given, refers = self.cleaned_data, self.cleaned_data["with_whom"] is With.OTHERS
        until = given["until"]
        return NewRelationship(
            kind=AccessBasis.REFERRAL if refers else AccessBasis.CASELOAD,
            organisation_id=self.found[0].id if refers else actor.organisation_id,
            staff_role_id=actor.staff_role_id if given["with_whom"] is With.ME else None,
            words=given["words"],
            until=timezone.make_aware(datetime.combine(until, time.max)) if until else None,
        )
