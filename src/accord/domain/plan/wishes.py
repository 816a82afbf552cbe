"""The person's own voice in the plan: what matters, where, and who may know.

Items: reference/data-items.md 1.1 (ReSPECT section 3), 2.1 and 2.2 (preferred places), 1.6 (advance statement).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from accord.domain.choices import Answer, Choice
from accord.domain.errors import FieldError, Refused
from accord.domain.moments import Moment
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import RESTRICTABLE, Readers, ReadingOrganisation, Restriction


class Scope(Choice):
    """How long and where a plan holds (design/clinical-decisions.md, Currency)."""

    ENDURING = "enduring", "The enduring plan, in all settings"
    EPISODE = "episode", "This admission only"


class Source(Choice):
    """Where the decision comes from (data-items 1.3: record source)."""

    NEW = "new", "A new plan, made here"
    EXISTING_PAPER = "existing_paper", "An existing paper decision, recorded here"
    CONFIRMED_REPORT = "confirmed_report", "A plan reported from elsewhere, confirmed here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Which layer this plan is, where it holds, until when, and where any paper is."""

    scope: Scope = Scope.ENDURING
    valid_where_words: str = ""
    source: Source | None = None
    paper_location: str = ""
    paper_decided_on: date | None = None
    paper_decided_by: str = ""
    ends_at: Moment | None = None
    ends_why: str = ""


class Place(Choice):
    """A place of care or death, with the honest answers (data-items 2.2 and 2.3)."""

    OWN_HOME = "own_home", "Own home"
    CARE_HOME = "care_home", "Care home"
    NURSING_HOME = "nursing_home", "Nursing home"
    HOSPICE = "hospice", "Hospice"
    HOSPITAL = "hospital", "Hospital"
    COMMUNITY_HOSPITAL = "community_hospital", "Community hospital"
    OTHER_PRIVATE_HOME = "other_private_home", "The home of family or a friend"
    USUAL_RESIDENCE = "usual_residence", "Wherever they usually live"
    OTHER = "other", "Somewhere else"
    NO_PREFERENCE = "no_preference", "No preference"
    UNDECIDED = "undecided", "Undecided"
    DECLINED = "declined", "Preferred not to talk about it"
    UNABLE = "unable", "Unable to say"
    NOT_APPROPRIATE = "not_appropriate", "Not appropriate to discuss now"
    NOT_DISCUSSED = "not_discussed", "Not discussed yet"


HONEST_ANSWERS = frozenset(
    {Place.NO_PREFERENCE, Place.UNDECIDED, Place.DECLINED, Place.UNABLE, Place.NOT_APPROPRIATE, Place.NOT_DISCUSSED}
)


class CprWish(Choice):
    """What the person has said about CPR (dataset `person_wish`)."""

    WANTS_CPR = "wants_cpr", "Wants CPR to be attempted"
    DOES_NOT_WANT_CPR = "does_not_want_cpr", "Does not want CPR"
    UNDECIDED = "undecided", "Undecided"
    NOT_KNOWN = "not_known", "Not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatMatters:
    """What the person values and fears, in their own words, and where they would want to be."""

    values: str = ""
    fears: str = ""
    important_people: str = ""
    faith_and_culture: str = ""
    daily_life: str = ""
    cpr_wish: CprWish = CprWish.NOT_KNOWN
    place_of_care: Place | None = None
    place_of_care_words: str = ""
    place_of_death: Place | None = None
    place_of_death_second: Place | None = None
    place_of_death_words: str = ""
    advance_statement: Answer = Answer.UNKNOWN
    advance_statement_words: str = ""
    advance_statement_location: str = ""
    organ_donation: str = ""
    said_by: str = ""
    written_on: date | None = None


class ConsentToShare(Choice):
    """Whether this plan may be shared (SCCI1580 item 1)."""

    GIVEN = "given", "The person has agreed that it may be shared"
    BEST_INTERESTS = "best_interests", "Shared in the person's best interests"
    BY_ATTORNEY = "by_attorney", "Agreed by an attorney"
    REFUSED = "refused", "The person has objected to sharing"
    WITHDRAWN = "withdrawn", "The person agreed before, and has withdrawn it"
    NOT_RECORDED = "not_recorded", "Not recorded"


class WithheldFromPerson(Choice):
    """Two different reasons to keep something from the person, never merged (design/clinical-decisions.md)."""

    NO = "no", "No: the person may see all of it"
    HARM_OF_INVOLVEMENT = "harm_of_involvement", "Being involved would be likely to harm them (Tracey)"
    SERIOUS_HARM_TEST = "serious_harm_test", "Reading the record meets the serious-harm test for access to records"


LONGEST_WITHHELD = timedelta(days=366)
"""Nothing is kept from the person for longer before somebody says again that it must be. A limit of our own."""
SAY_WHAT_HARM = "Say what harm, and how that is known."
SAY_WHO_READS = "Select who may read these parts."
SAY_UNTIL_WHEN = "Give the day until which it is kept from the person, within a year."


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """Somebody whom the person names."""

    name: str
    relationship: str = ""
    telephone: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingWishes:
    """Who may know of this plan, who is not to be told, and whom the person names to be consulted."""

    consent: ConsentToShare = ConsentToShare.NOT_RECORDED
    consent_words: str = ""
    not_to_be_told: tuple[NamedPerson, ...] = ()
    to_be_consulted: tuple[NamedPerson, ...] = ()
    withheld: WithheldFromPerson | None = None
    withheld_why: str = ""
    withheld_until: date | None = None
    restricted_parts: frozenset[PartName] = frozenset()
    restricted_to: Readers | None = None
    restricted_organisations: tuple[ReadingOrganisation, ...] = ()
    restricted_words: str = ""
    restricted_at: str = ""
    """The ODS code of the organisation where the person asked for it; it stays with what they asked."""

    @property
    def restriction(self) -> Restriction | None:
        """Which parts the person asks to be kept to some readers, if any; where nobody said to whom, to the fewest."""
        if not self.restricted_parts:
            return None
        return Restriction(
            parts=self.restricted_parts,
            to=self.restricted_to or Readers.ASKED_AT,
            organisations=frozenset(each.code for each in self.restricted_organisations),
            asked_at=self.restricted_at,
        )

    @property
    def is_withheld(self) -> bool:
        """Whether somebody said that it is kept from the person; where nobody has, it is not."""
        return self.withheld not in (None, WithheldFromPerson.NO)

    def withheld_on(self, day: date) -> WithheldFromPerson:
        """Return on what ground the plan is kept from the person on a day: only with a reason, and until its end date.

        It comes back to them by itself on that date: no job has to run, and nobody has to remember.
        """
        is_kept = self.withheld_why.strip() and self.withheld_until is not None and day < self.withheld_until
        return self.withheld if self.withheld and is_kept else WithheldFromPerson.NO


def check_withheld(sharing: SharingWishes, today: date) -> None:
    """Refuse to keep something from the person without a reason and an end date, or for longer than a year at once."""
    if not sharing.is_withheld:
        return
    errors = []
    if not sharing.withheld_why.strip():
        errors.append(FieldError(field="withheld_why", wrong="is empty.", accepted=SAY_WHAT_HARM))
    if sharing.withheld_until is None:
        errors.append(FieldError(field="withheld_until", wrong="is empty.", accepted=SAY_UNTIL_WHEN))
    elif not today < sharing.withheld_until <= today + LONGEST_WITHHELD:
        errors.append(FieldError(field="withheld_until", wrong="is not in the next year.", accepted=SAY_UNTIL_WHEN))
    if errors:
        raise Refused(errors)


def check_restricted(sharing: SharingWishes) -> None:
    """Refuse to keep parts to some without saying to whom, or to keep what an emergency, or a refusal, needs seen."""
    errors = []
    if sharing.restricted_parts and sharing.restricted_to is None:
        errors.append(FieldError(field="restricted_to", wrong="is empty.", accepted=SAY_WHO_READS))
    needed = [part.words for part in PartName if part in sharing.restricted_parts and part not in RESTRICTABLE]
    if needed:
        wrong = f"“{', '.join(needed)}” is read by everybody who may see the plan."
        accepted = f"Choose from: {', '.join(part.words for part in RESTRICTABLE)}."
        errors.append(FieldError(field="restricted_parts", wrong=wrong, accepted=accepted))
    if errors:
        raise Refused(errors)
