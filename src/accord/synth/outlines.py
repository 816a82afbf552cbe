"""The outline of a plan, drawn before any of its words: what is recommended, on what basis, by whom, when, how well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from accord.domain.authority import SENIOR_GRADES, Grade
from accord.domain.organisations import SiteType
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.people_involved import HasCapacity
from accord.domain.plan.wishes import Scope
from accord.synth.conditions import ADULT, STEADY, Condition, condition
from accord.synth.dice import Dice, Weights
from accord.synth.faults import Fault, draw_faults
from accord.synth.grammars import Grammar, grammar
from accord.synth.people import Person
from accord.synth.sizes import Living
from accord.synth.workforce import StaffMember, Workforce

_FOR, _NOT, _NONE, _MODIFIED = (
    CprRecommendation.FOR_CPR,
    CprRecommendation.NOT_FOR_CPR,
    CprRecommendation.NONE,
    CprRecommendation.MODIFIED_CPR,
)
_RECOMMENDED: dict[str, Weights[CprRecommendation]] = {
    "child": Weights.of({_MODIFIED: 4, _NOT: 3, _FOR: 3}),
    STEADY: Weights.of({_FOR: 55, _NONE: 37, _NOT: 8}),
    "complex_disability": Weights.of({_NOT: 45, _FOR: 33, _NONE: 22}),
    Living.NURSING: Weights.of({_NOT: 960, _FOR: 25, _NONE: 14, _MODIFIED: 1}),
    "": Weights.of({_NOT: 850, _FOR: 85, _NONE: 64, _MODIFIED: 1}),
}


BLANKET_DAYS_AGO = 236
POWERS_FROM = 30
"""Younger people have legal documents too, but seldom."""


class Power(StrEnum):
    """A legal document or decision-maker that the person has."""

    ADRT = "adrt"
    POOR_ADRT = "poor_adrt"
    LPA_LIFE = "lpa_life"
    LPA_CARE = "lpa_care"
    ADRT_THEN_LPA = "adrt_then_lpa"
    DEPUTY = "deputy"


_POWERS: Weights[Power | None] = Weights.of(
    {
        None: 0.71,
        Power.LPA_LIFE: 0.13,
        Power.LPA_CARE: 0.07,
        Power.ADRT: 0.05,
        Power.POOR_ADRT: 0.02,
        Power.ADRT_THEN_LPA: 0.01,
        Power.DEPUTY: 0.01,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Those who work in the region, the moment at which it stands, and how often things happen that are slow to load.

    What goes through the real actions, one by one, is as frequent as said in a small region and rarer in a large one.
    """

    workforce: Workforce
    now: datetime
    rarity: float = 1.0


@dataclass(slots=True, kw_only=True)
class Outline:
    """A plan before its words."""

    person: Person
    dice: Dice = field(repr=False)
    condition: Condition
    recommendation: CprRecommendation
    basis: Basis
    capacity: HasCapacity
    power: Power | None
    faults: frozenset[Fault]
    scope: Scope
    signer: StaffMember
    signed_at: datetime
    disagreed: bool
    blanket: bool = False
    known: dict[str, str] = field(default_factory=dict)

    @property
    def senior(self) -> bool:
        """Whether the signer is of a grade that usually carries the responsibility."""
        return self.signer.grade in SENIOR_GRADES

    @property
    def lacks(self) -> bool:
        """Whether the person lacked capacity for the decision, whatever the record shows."""
        return self.capacity is HasCapacity.LACKS

    def has(self, fault: Fault) -> bool:
        """Whether the record has this fault."""
        return fault in self.faults

    def say(self, rule: str) -> str:
        """Return words of the condition, or of the reasons and records that belong to no condition."""
        if rule in self.known:
            return self.known[rule]
        words = self.condition.words if rule in self.condition.words else reasons()
        return words.say(rule, self.dice, self.known)


def reasons() -> Grammar:
    """Return the words of reasons and records that belong to no single condition."""
    return grammar("reasons")


def draw_outline(person: Person, world: World, dice: Dice, scope: Scope = Scope.ENDURING) -> Outline:
    """Draw the outline of somebody's plan, the latest of its scope."""
    traits = person.traits
    chosen = condition(traits.condition)
    power = dice.weigh(_POWERS) if traits.age >= POWERS_FROM and not traits.learning_disability else None
    capacity = _capacity(person, dice)
    recommendation = _recommendation(person, power, dice)
    basis = _basis(recommendation, capacity, power, person, dice)
    now, workforce = world.now, world.workforce
    signer = _signer(person, workforce, scope, dice)
    in_blanket = scope is Scope.ENDURING and is_blanket_home(person, now)
    blanket = in_blanket and recommendation is _NOT and dice.chance(0.6)
    if blanket:
        basis, signer = Basis.NOT_OVERALL_BENEFIT, workforce.with_grades(traits.practice.code, {Grade.GP})[0]
    faults = draw_faults(traits, recommendation, basis, dice)
    return Outline(
        person=person,
        dice=dice,
        condition=chosen,
        recommendation=recommendation,
        basis=basis,
        capacity=capacity,
        power=power,
        faults=faults | {Fault.NO_TALK, Fault.NO_INVOLVEMENT, Fault.NO_WEIGHING} if blanket else faults,
        scope=scope,
        signer=signer,
        signed_at=blanket_day(now, dice) if blanket else _signed_at(person, scope, now, dice),
        disagreed=dice.chance(0.03),
        blanket=blanket,
        known=_known(chosen, person, dice),
    )


def _known(chosen: Condition, person: Person, dice: Dice) -> dict[str, str]:
    """Return what all the texts of one plan say alike: the name, and how the illness stands."""
    known = {"first": person.first, "impairment": _impairment(chosen, person, dice)}
    return known | {rule: chosen.words.say(rule, dice, known) for rule in ("state", "course")}


def is_blanket_home(person: Person, now: datetime) -> bool:
    """Whether the person lived, that day, in the one home where many plans were signed at once, for signals to find."""
    traits = person.traits
    if traits.area.index != 1 or traits.living is not Living.NURSING or traits.site is None:
        return False
    same = traits.site.code == traits.area.homes[SiteType.NURSING_HOME][0].code
    return same and person.stays[0].start < now - timedelta(days=BLANKET_DAYS_AGO)


def blanket_day(now: datetime, dice: Dice) -> datetime:
    """Return a time in the two hours of one afternoon."""
    day = (now - timedelta(days=BLANKET_DAYS_AGO)).date()
    return datetime.combine(day, time(14, 0), tzinfo=UTC) + timedelta(minutes=dice.number(0, 110))


def _capacity(person: Person, dice: Dice) -> HasCapacity:
    traits = person.traits
    chance = condition(traits.condition).lacks_capacity
    if traits.dementia:
        chance = max(chance, 0.88 if traits.in_a_home else 0.62)
    if traits.learning_disability:
        chance = max(chance, 0.4)
    if not dice.chance(chance):
        return HasCapacity.FLUCTUATING if dice.chance(0.03) else HasCapacity.HAS
    return HasCapacity.LACKS


def _recommendation(person: Person, power: Power | None, dice: Dice) -> CprRecommendation:
    traits = person.traits
    if power is Power.ADRT:
        return _NOT
    key = "child" if not traits.is_adult else traits.condition
    weights = _RECOMMENDED.get(key) or _RECOMMENDED.get(traits.living) or _RECOMMENDED[""]
    return dice.weigh(weights)


def _basis(
    recommendation: CprRecommendation, capacity: HasCapacity, power: Power | None, person: Person, dice: Dice
) -> Basis:
    if recommendation not in (_NOT, _MODIFIED):
        return Basis.UNKNOWN
    if power is Power.ADRT:
        return Basis.ADRT
    if power is Power.LPA_LIFE and capacity is HasCapacity.LACKS and dice.chance(0.35):
        return Basis.ATTORNEY_REFUSAL
    steady = person.traits.condition == STEADY
    if capacity is HasCapacity.HAS and person.traits.is_adult and (steady or dice.chance(0.22)):
        return Basis.CAPACITOUS_REFUSAL
    if dice.chance(0.015):
        return Basis.UNKNOWN
    dying = dice.chance(0.65 if person.traits.palliative else 0.42)
    return Basis.NOT_SUCCESSFUL if dying else Basis.NOT_OVERALL_BENEFIT


def _impairment(chosen: Condition, person: Person, dice: Dice) -> str:
    if "impairment" in chosen.words:
        return chosen.words.say("impairment", dice).lower()
    return "dementia" if person.traits.dementia else "delirium" if dice.chance(0.5) else "drowsiness from the illness"


_AT_HOME = Weights.of({"gp": 66, "practice": 9, "hospital": 11, "hospice": 14})
_IN_A_HOME = Weights.of({"gp": 68, "practice": 13, "home_nurse": 5, "hospital": 8, "community": 6})
_IN_HOSPITAL = Weights.of({Grade.CONSULTANT: 42, Grade.REGISTRAR: 32, Grade.JUNIOR_DOCTOR: 20, Grade.SENIOR_NURSE: 6})
_SUPPORTERS = {Grade.ADVANCED_PRACTITIONER, Grade.REGISTRAR}


def _signer(person: Person, workforce: Workforce, scope: Scope, dice: Dice) -> StaffMember:
    if scope is Scope.EPISODE and person.admission is not None:
        site = person.admission.site.code
        return dice.pick(workforce.with_grades(site, {dice.weigh(_IN_HOSPITAL)}) or workforce.at[site])
    return dice.pick(_signers(dice.weigh(_IN_A_HOME if person.traits.in_a_home else _AT_HOME), person, workforce, dice))


def _signers(where: str, person: Person, workforce: Workforce, dice: Dice) -> Sequence[StaffMember]:
    """Return those of whom one signs; where there is nobody of the kind drawn, the person's GPs."""
    traits = person.traits
    if where == "home_nurse" and traits.living is Living.NURSING and traits.site is not None:
        return workforce.with_grades(traits.site.code, {Grade.NURSE})
    if where == "hospital":
        return workforce.with_grades(dice.pick(traits.area.hospitals).code, {Grade.CONSULTANT})
    if where == "community":
        return workforce.with_grades(traits.area.community_hospital.code, {Grade.SPECIALTY_DOCTOR})
    if where == "hospice" and traits.palliative:
        return workforce.at[traits.area.hospice.code]
    return workforce.with_grades(traits.practice.code, _SUPPORTERS if where == "practice" else {Grade.GP})


def _signed_at(person: Person, scope: Scope, now: datetime, dice: Dice) -> datetime:
    """Return when the plan was signed: an episode's after the admission, a resident's mostly since they moved in."""
    stay = person.admission if scope is Scope.EPISODE else next(iter(person.stays), None)
    days = min(1400.0, 1 + 260 * dice.exponential())
    if stay is not None and stay.end is None and (scope is Scope.EPISODE or dice.chance(0.75)):
        days = dice.roll() * max(1.0, (now - stay.start).days - 0.5)
    day = (now - timedelta(days=days)).date()
    death = person.record.death
    if death is not None and death.on is not None and day >= death.on:
        day = death.on - timedelta(days=dice.number(3, 120))
    hour = dice.number(10, 18) if dice.chance(0.9 if scope is Scope.ENDURING else 0.6) else dice.number(0, 23)
    at = min(datetime.combine(day, time(hour, dice.number(0, 59)), tzinfo=UTC), now - timedelta(minutes=30))
    if scope is Scope.EPISODE and stay is not None:
        return max(at, stay.start + timedelta(hours=2))
    return max(at, earliest(person))


def earliest(person: Person) -> datetime:
    """Return since when somebody may have a plan like theirs: adults since they came of age, children since two."""
    born = person.record.birth_date
    assert born is not None
    since = born.replace(year=born.year + (ADULT if person.traits.is_adult else 2))
    return datetime.combine(since, time(9), tzinfo=UTC)
