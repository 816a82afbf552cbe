"""The person's own voice: what matters to them, where they would want to be, and who may know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from accord.domain.choices import Answer
from accord.domain.people import ContactRole
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Readers
from accord.domain.plan.wishes import (
    ConsentToShare,
    CprWish,
    NamedPerson,
    Place,
    SharingWishes,
    WhatMatters,
    WithheldFromPerson,
)
from accord.synth.dice import Dice, Weights
from accord.synth.faults import Fault
from accord.synth.grammars import grammar
from accord.synth.outlines import Outline
from accord.synth.people import Person
from accord.synth.sizes import Living

ONE_IN = 31
"""Of so many plans with consent, one keeps a part to some readers."""
KEPT_FROM_THEM = timedelta(days=90)
_FAITHS = {
    "H": "faith_hindu_sikh",
    "J": "faith_muslim",
    "K": "faith_muslim",
    "arab": "faith_muslim",
    "R": "faith_jewish_other",
    "S": "faith_jewish_other",
}
_HOME_PLACES: Weights[Place] = Weights.of(
    {
        Place.OWN_HOME: 46,
        Place.HOSPICE: 17,
        Place.HOSPITAL: 6,
        Place.OTHER_PRIVATE_HOME: 3,
        Place.UNDECIDED: 10,
        Place.DECLINED: 5,
        Place.NO_PREFERENCE: 4,
        Place.NOT_DISCUSSED: 9,
    }
)
_RESIDENT_PLACES: Weights[Place] = Weights.of(
    {
        Place.USUAL_RESIDENCE: 48,
        Place.CARE_HOME: 18,
        Place.UNABLE: 12,
        Place.HOSPITAL: 3,
        Place.UNDECIDED: 6,
        Place.NOT_APPROPRIATE: 2,
        Place.NOT_DISCUSSED: 11,
    }
)
_SECOND: Weights[Place | None] = Weights.of({None: 70, Place.HOSPICE: 20, Place.HOSPITAL: 6, Place.CARE_HOME: 4})
_WISHES: dict[Basis, CprWish] = {
    Basis.CAPACITOUS_REFUSAL: CprWish.DOES_NOT_WANT_CPR,
    Basis.ADRT: CprWish.DOES_NOT_WANT_CPR,
}
_UNSAID: Weights[CprWish] = Weights.of(
    {CprWish.DOES_NOT_WANT_CPR: 48, CprWish.UNDECIDED: 17, CprWish.NOT_KNOWN: 31, CprWish.WANTS_CPR: 4}
)
_CONSENTS: Weights[ConsentToShare] = Weights.of(
    {
        ConsentToShare.GIVEN: 95,
        ConsentToShare.REFUSED: 1.2,
        ConsentToShare.WITHDRAWN: 0.4,
        ConsentToShare.NOT_RECORDED: 3.4,
    }
)


def draw_what_matters(person: Person, dice: Dice, *, lacks: bool, wish: CprWish) -> WhatMatters:
    """Return what matters to somebody, in words that read like theirs."""
    words, traits = grammar("voices"), person.traits
    known = {"first": person.first}
    faith = _FAITHS.get(traits.ethnicity, "faith_christian")
    place = dice.weigh(_RESIDENT_PLACES if traits.living in (Living.NURSING, Living.RESIDENTIAL) else _HOME_PLACES)
    statement = dice.chance(0.14)
    return WhatMatters(
        values=words.say("values", dice, known),
        fears=words.say("fears", dice, known) if dice.chance(0.85) else "",
        important_people=words.say("people", dice, known) if dice.chance(0.6) else "",
        faith_and_culture=words.say(faith, dice, known) if dice.chance(0.55) else "",
        daily_life=words.say("daily", dice, known) if dice.chance(0.5) else "",
        cpr_wish=wish,
        place_of_care=place if dice.chance(0.8) else Place.NOT_DISCUSSED,
        place_of_death=place,
        place_of_death_second=dice.weigh(_SECOND),
        advance_statement=Answer.YES if statement else Answer.NO if dice.chance(0.7) else Answer.UNKNOWN,
        advance_statement_words=words.say("statement", dice, known) if statement else "",
        advance_statement_location="With this plan" if statement else "",
        organ_donation=words.say("organ", dice, known) if dice.chance(0.25) else "",
        said_by=_speaker(person, lacks=lacks),
    )


def what_matters(outline: Outline) -> WhatMatters | None:
    """Return what matters for a plan; some plans have none."""
    if outline.has(Fault.NO_VALUES) and outline.recommendation is not CprRecommendation.NONE:
        return None
    return draw_what_matters(outline.person, outline.dice, lacks=outline.lacks, wish=_wish(outline))


def sharing(outline: Outline) -> SharingWishes | None:
    """Return who may know of a plan."""
    if outline.has(Fault.NO_CONSENT):
        return None
    dice, contacts = outline.dice, outline.person.record.contacts
    consent = ConsentToShare.BEST_INTERESTS if outline.lacks else dice.weigh(_CONSENTS)
    close = [each for each in contacts if ContactRole.PAID_CARER not in each.roles]
    kept_out = dice.chance(0.025) and len(close) > 1
    wishes = SharingWishes(
        consent=consent,
        consent_words="Does not want this plan seen outside the practice." if consent is ConsentToShare.REFUSED else "",
        not_to_be_told=(NamedPerson(name=close[-1].name, relationship=close[-1].relationship),) if kept_out else (),
        to_be_consulted=tuple(
            NamedPerson(name=each.name, relationship=each.relationship, telephone=each.phone)
            for each in (close[:1] if dice.chance(0.55) else ())
        ),
    )
    if not dice.chance(0.004):
        return _restricted(wishes, outline)
    return replace(
        wishes,
        withheld=WithheldFromPerson.HARM_OF_INVOLVEMENT,
        withheld_why="Talking about dying led to self-harm in the spring; the mental health team advises waiting.",
        withheld_until=outline.signed_at.date() + KEPT_FROM_THEM,
    )


def _restricted(wishes: SharingWishes, outline: Outline) -> SharingWishes:
    """Return wishes in which now and then a part is kept to some readers.

    Days decide, and no dice: everything else of the region stays as it was drawn.
    """
    born = outline.person.record.birth_date
    days = outline.signed_at.toordinal() + (born.toordinal() if born else 0)
    if days % ONE_IN or wishes.consent is not ConsentToShare.GIVEN:
        return wishes
    return replace(
        wishes,
        restricted_parts=frozenset({PartName.WHAT_MATTERS}),
        restricted_to=tuple(Readers)[days // ONE_IN % len(Readers)],
        restricted_words="What I fear is for my doctor, and not for everybody at the home.",
        restricted_at=outline.signer.roles[0].organisation,
    )


def _wish(outline: Outline) -> CprWish:
    if outline.basis in _WISHES:
        return _WISHES[outline.basis]
    if outline.recommendation is CprRecommendation.FOR_CPR:
        return CprWish.WANTS_CPR if outline.dice.chance(0.85) else CprWish.UNDECIDED
    if outline.disagreed and not outline.lacks:
        return CprWish.WANTS_CPR
    return CprWish.NOT_KNOWN if outline.lacks and outline.dice.chance(0.7) else outline.dice.weigh(_UNSAID)


def _speaker(person: Person, *, lacks: bool) -> str:
    if person.traits.learning_disability:
        return "Said by the person, with pictures"
    return "Said by those who know the person best" if lacks else "Said by the person"
