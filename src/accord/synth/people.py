"""People, as the index of people holds them: who, where, since when, what they need, and by what number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from accord.domain import nhs_numbers
from accord.domain.choices import Answer
from accord.domain.people import (
    Address,
    Characteristics,
    Death,
    DeathStatus,
    Identity,
    Needs,
    NewPerson,
    PersonName,
    Practice,
    Stay,
    StayKind,
    Telecom,
    Verification,
)
from accord.synth import codes, contacts, names, places
from accord.synth.dice import Dice, Weights
from accord.synth.organisations import Organisation
from accord.synth.sizes import Living
from accord.synth.traits import Traits

STRIDE = 514_229
"""A prime that shares no factor with the count of test numbers: neighbours in the region have distant numbers."""
_UNVERIFIED = Weights.of(
    {Verification.TRACE_REQUIRED: 4, Verification.TRACE_NO_MATCH: 2, Verification.PRESENT_NOT_TRACED: 4}
)
_ADJUSTMENTS = ("Needs more time", "Someone they know with them")
_KINDS = {Living.HOME_CARE: StayKind.HOME_CARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStay:
    """A time at a site. The directory's own ids take the place of these as the region is loaded."""

    stay_id: UUID
    site: Organisation = field(repr=False)
    kind: StayKind
    start: datetime
    end: datetime | None = None

    def known(self, at: datetime) -> Stay:
        """Return the stay as somebody saw it at a time: not ended, if it ended later."""
        return Stay(
            id=self.stay_id,
            site_id=self.stay_id,
            site_code=self.site.code,
            site_name=self.site.name,
            kind=self.kind,
            start=self.start,
            end=self.end if self.end and self.end <= at else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One generated person, ready for the index of people."""

    person_id: UUID
    traits: Traits
    record: NewPerson
    superseded_number: str | None = None
    stays: tuple[SiteStay, ...] = ()

    @property
    def first(self) -> str:
        """The first name, as others speak of them."""
        return self.record.name.given[0] if self.record.name else ""

    @property
    def admission(self) -> SiteStay | None:
        """The admission that they are in now."""
        return next((s for s in self.stays if s.kind is StayKind.ADMISSION and s.end is None), None)

    def identity(self, at: datetime) -> Identity:
        """Return who they were at a time, as a document signed then keeps it; the load adds the stays."""
        record = self.record
        return Identity(
            person_id=self.person_id,
            names=record.names,
            birth_date=record.birth_date,
            gender=record.gender,
            nhs_number=record.nhs_number,
            superseded_numbers=(self.superseded_number,) if self.superseded_number else (),
            verification=record.verification,
            restricted=record.restricted,
            addresses=record.addresses,
            telecoms=record.telecoms,
            practice=record.practice,
            needs=record.needs,
            contacts=record.contacts,
            stays=tuple(stay.known(at) for stay in self.stays if stay.start <= at),
        )


def number_at(slot: int, seed: int) -> str | None:
    """Return the test number of a slot: each slot of a region has another, and there are 909,090 of them."""
    if not 0 <= slot < nhs_numbers.OWN_TEST_COUNT:
        return None
    return nhs_numbers.own_test_number((slot * STRIDE + seed * 7919) % nhs_numbers.OWN_TEST_COUNT).digits


def draw_person(traits: Traits, *, people: int, seed: int, today: date, dice: Dice) -> Person:
    """Return the person of these traits; `people` says how many there are, and so which numbers are left over."""
    traits.heritage = names.heritage(traits.ethnicity, dice)
    name = names.person_name(traits.heritage, traits.gender, traits.age, dice)
    born = _born(traits.age, today, dice)
    number, verification = _number(traits.index, seed, dice)
    stays = _stays(traits, today, dice)
    restricted = dice.chance(0.004) and traits.index > 0
    left_over = nhs_numbers.OWN_TEST_COUNT - 1 - traits.index
    superseded = number_at(left_over, seed) if number and left_over >= people and dice.chance(0.006) else None
    home = _address(traits, dice)
    record = NewPerson(
        name=name,
        other_names=_other_names(name, traits, dice),
        birth_date=born,
        gender=traits.gender,
        nhs_number=number,
        verification=verification,
        restricted=restricted,
        addresses=() if restricted else (home,),
        telecoms=() if restricted else _telecoms(traits, dice),
        practice=None if restricted else _practice(traits, today, dice),
        death=_death(traits, today, dice),
        needs=_needs(traits, dice),
        characteristics=_characteristics(traits, dice),
        contacts=contacts.draw_contacts(traits, name.family, dice),
    )
    return Person(person_id=dice.uuid(), traits=traits, record=record, superseded_number=superseded, stays=stays)


def _born(age: int, today: date, dice: Dice) -> date:
    """Return a date of birth that makes somebody `age` today, and that age by at least a day."""
    birthday = today - timedelta(days=dice.number(1, 360))
    year = birthday.year - age
    return birthday.replace(year=year, day=min(birthday.day, 28))


def _number(index: int, seed: int, dice: Dice) -> tuple[str | None, Verification]:
    number = number_at(index, seed)
    rolled = dice.roll()
    if number is None or (rolled < 0.008 and index > 0):
        return None, Verification.NOT_PRESENT
    if rolled > 0.985 and index > 0:
        return number, dice.weigh(_UNVERIFIED)
    return number, Verification.VERIFIED


def _address(traits: Traits, dice: Dice) -> Address:
    held = traits.site.address if traits.site is not None and traits.living is not Living.HOME_CARE else None
    return held or places.address(traits.area.index, traits.practice.name.split(" ")[0], dice)


def _practice(traits: Traits, today: date, dice: Dice) -> Practice:
    since = today - timedelta(days=dice.number(200, 9000) if traits.age > 30 else dice.number(20, 360))
    return Practice(code=traits.practice.code, name=traits.practice.name, start=since)


def _telecoms(traits: Traits, dice: Dice) -> tuple[Telecom, ...]:
    if traits.living is Living.NURSING or not dice.chance(0.8):
        return ()
    return (Telecom(system="phone", value=codes.telephone(dice), use="home"),)


def _other_names(name: PersonName, traits: Traits, dice: Dice) -> tuple[PersonName, ...]:
    found = []
    if dice.chance(0.08):
        found.append(PersonName(family=name.family, given=(name.given[0][:3] + "ie",), use="nickname"))
    if traits.gender.value == "female" and traits.age >= names.OLD and dice.chance(0.1):
        found.append(PersonName(family=names.family_name(traits.heritage, dice), given=name.given, use="maiden"))
    return tuple(found)


def _death(traits: Traits, today: date, dice: Dice) -> Death | None:
    if not traits.dead:
        return None
    on = today - timedelta(days=dice.number(2, 200))
    return Death(status=DeathStatus.INFORMAL if dice.chance(0.3) else DeathStatus.FORMAL, on=on)


def _needs(traits: Traits, dice: Dice) -> Needs:
    communication = [
        words
        for words, so in (
            ("Wears hearing aids; speak clearly and face them", traits.hearing),
            ("Sees poorly; large print", traits.sight),
            ("Uses simple words and pictures", traits.learning_disability),
            ("Short sentences, one thing at a time", traits.dementia),
            ("Uses a speech device", traits.condition == "motor_neurone"),
        )
        if so and dice.chance(0.75)
    ]
    adjustments = _ADJUSTMENTS if traits.learning_disability or traits.autism else ()
    if traits.autism:
        adjustments = (*adjustments, "A quiet room and no surprises")
    not_needed = Answer.NO if traits.language or dice.chance(0.5) else Answer.UNKNOWN
    large = "Large print" if traits.sight else ""
    return Needs(
        communication="; ".join(communication),
        adjustments="; ".join(adjustments),
        language=traits.language,
        interpreter=Answer.YES if traits.interpreter else not_needed,
        written_format="Easy read" if traits.learning_disability else large,
        contact_preference=dice.pick(("", "", "", "Telephone", "Letter", "Through family")),
    )


def _characteristics(traits: Traits, dice: Dice) -> Characteristics:
    def known(so: bool, missing: float = 0.04) -> Answer:
        return Answer.YES if so else Answer.UNKNOWN if dice.chance(missing) else Answer.NO

    return Characteristics(
        ethnicity="" if dice.chance(0.03) else traits.ethnicity,
        imd_decile=None if dice.chance(0.02) else traits.imd,
        learning_disability=known(traits.learning_disability),
        downs_syndrome=known(traits.downs),
        autism=known(traits.autism, 0.1),
        dementia=known(traits.dementia),
        mental_illness=known(traits.mental_illness, 0.1),
        physical_disability=known(traits.physical_disability, 0.15),
        sensory_impairment=known(traits.hearing or traits.sight, 0.1),
        frailty=traits.frailty,
        palliative_register=known(traits.palliative, 0.02),
    )


def _stays(traits: Traits, today: date, dice: Dice) -> tuple[SiteStay, ...]:
    """Return the stays: the home or agency since some time in the last years, and any stay in hospital."""
    stays = []
    if traits.site is not None:
        since = today - timedelta(days=1 + int(min(4000, 600 * dice.exponential())))
        stays.append(
            SiteStay(
                stay_id=dice.uuid(),
                site=traits.site,
                kind=_KINDS.get(traits.living, StayKind.RESIDENT),
                start=_at(since, 11, dice),
            )
        )
    rolled = dice.roll()
    ill = traits.condition != "steady"
    if rolled < (0.12 if ill else 0.04) and traits.index > 0:
        stays.append(_admission(traits, today, dice, now=rolled < 0.02 and not traits.dead))
    return tuple(stays)


def _admission(traits: Traits, today: date, dice: Dice, *, now: bool) -> SiteStay:
    site = dice.pick((*traits.area.hospitals, *traits.area.hospitals, traits.area.community_hospital))
    start = today - timedelta(days=dice.number(1, 12) if now else dice.number(30, 500))
    end = None if now else _at(start + timedelta(days=dice.number(2, 20)), 14, dice)
    return SiteStay(stay_id=dice.uuid(), site=site, kind=StayKind.ADMISSION, start=_at(start, 9, dice), end=end)


def _at(day: date, hour: int, dice: Dice) -> datetime:
    return datetime.combine(day, time(hour, dice.number(0, 59)), tzinfo=UTC)
