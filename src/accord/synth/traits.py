"""What is drawn of each person first: how they live, their age, health and needs, each leaning on the last.

The shapes (frailty with age, dementia and homes; ethnicity and deprivation by area; language with ethnicity) are those
that are known of England in broad strokes; the figures are ours, and are said in docs/explanation/synthetic-data.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from accord.domain.people import Gender
from accord.synth.conditions import ADULT, STEADY, condition, likely
from accord.synth.dice import Dice, Weights
from accord.synth.organisations import Area, Directory, Organisation
from accord.synth.sizes import LIVING, SITE_OF, Living

_AT_HOME_AGES = Weights.of(
    {(3, 17): 2, (18, 39): 5, (40, 64): 16, (65, 74): 22, (75, 84): 31, (85, 94): 20, (95, 104): 4}
)
_AGES = {
    Living.NURSING: (86.0, 8.5, 48),
    Living.RESIDENTIAL: (86.5, 7.5, 52),
    Living.SUPPORTED: (47.0, 15.0, 18),
    Living.HOME_CARE: (82.0, 9.5, 30),
}
_DEMENTIA_AT_HOME = ((65, 0.002), (75, 0.03), (85, 0.1), (200, 0.22))
_DEMENTIA = {Living.NURSING: 0.62, Living.RESIDENTIAL: 0.66, Living.SUPPORTED: 0.06, Living.HOME_CARE: 0.24}
_LEARNING_DISABILITY = {
    Living.SUPPORTED: 0.72,
    Living.RESIDENTIAL: 0.05,
    Living.NURSING: 0.03,
    Living.HOME_CARE: 0.02,
    Living.OWN_HOME: 0.008,
}
_LANGUAGES: dict[str, tuple[float, tuple[str, ...]]] = {
    "C": (0.3, ("Polish", "Romanian", "Italian", "Lithuanian", "Portuguese")),
    "H": (0.3, ("Gujarati", "Punjabi", "Hindi", "Tamil")),
    "J": (0.4, ("Urdu", "Punjabi", "Pashto")),
    "K": (0.5, ("Bengali", "Sylheti")),
    "L": (0.25, ("Tamil", "Farsi", "Nepali", "Tagalog")),
    "N": (0.18, ("Somali", "Yoruba", "Tigrinya", "Twi")),
    "R": (0.45, ("Cantonese", "Mandarin")),
    "arab": (0.45, ("Arabic",)),
    "S": (0.3, ("Turkish", "Kurdish", "Spanish")),
    "gypsy_roma_traveller": (0.1, ("Romani",)),
}
_GENDERS = {Living.NURSING: 0.69, Living.RESIDENTIAL: 0.7, Living.SUPPORTED: 0.42}


@dataclass(slots=True, kw_only=True)
class Traits:
    """One person, in outline."""

    index: int
    area: Area = field(repr=False, compare=False)
    living: Living
    site: Organisation | None = field(repr=False, compare=False)
    practice: Organisation = field(repr=False, compare=False)
    age: int
    gender: Gender
    ethnicity: str
    heritage: str
    imd: int
    dementia: bool
    learning_disability: bool
    downs: bool
    autism: bool
    mental_illness: bool
    physical_disability: bool
    hearing: bool
    sight: bool
    condition: str
    frailty: int | None
    palliative: bool
    language: str
    interpreter: bool
    alone: bool
    dead: bool

    @property
    def is_adult(self) -> bool:
        """Whether they are 18 or over."""
        return self.age >= ADULT

    @property
    def in_a_home(self) -> bool:
        """Whether they live in a nursing or residential home."""
        return self.living in (Living.NURSING, Living.RESIDENTIAL)


def draw(index: int, directory: Directory, dice: Dice) -> Traits:
    """Draw one person."""
    area = dice.pick(directory.areas)
    living = dice.weigh(LIVING)
    age = _age(living, dice)
    site, practice = _places(area, living, dice)
    ethnicity = _ethnicity(area, living, age, dice)
    learning_disability = dice.chance(_LEARNING_DISABILITY[living]) and (age < 80 or dice.chance(0.3))
    downs = learning_disability and dice.chance(0.16 if age < 65 else 0.04)
    dementia = _has_dementia(living, age, downs, dice)
    chosen = _condition(living, age, dementia, learning_disability, dice)
    language, interpreter = _language(ethnicity, age, dice)
    frailty = _frailty(living, age, chosen, learning_disability, dice)
    return Traits(
        index=index,
        area=area,
        living=living,
        site=site,
        practice=practice,
        age=age,
        gender=_gender(living, age, dice),
        ethnicity=ethnicity,
        heritage="",
        imd=dice.weigh(area.kind.deprivation),
        dementia=dementia,
        learning_disability=learning_disability,
        downs=downs,
        autism=dice.chance(0.3 if learning_disability else 0.012),
        mental_illness=dice.chance(0.22 if living is Living.SUPPORTED else 0.07),
        physical_disability=dice.chance(0.12 if age < 65 else 0.3),
        hearing=dice.chance(max(0.0, age - 60) * 0.009),
        sight=dice.chance(max(0.0, age - 65) * 0.006),
        condition=chosen,
        frailty=frailty,
        palliative=dice.chance(condition(chosen).palliative),
        language=language,
        interpreter=interpreter,
        alone=dice.chance(0.05),
        dead=dice.chance(0.03 if age > 60 else 0.004),
    )


def _age(living: Living, dice: Dice) -> int:
    if living is Living.OWN_HOME:
        return dice.number(*dice.weigh(_AT_HOME_AGES))
    mean, deviation, youngest = _AGES[living]
    return round(dice.normal(mean, deviation, youngest, 106))


def _places(area: Area, living: Living, dice: Dice) -> tuple[Organisation | None, Organisation]:
    """Return the home or agency, and the practice; each home is looked after by one practice."""
    if living is Living.OWN_HOME:
        return None, dice.pick(area.practices)
    homes = area.homes[SITE_OF[living]]
    number = int(dice.roll() * len(homes))
    practice = dice.pick(area.practices) if living is Living.HOME_CARE else area.practices[number % len(area.practices)]
    return homes[number], practice


def _ethnicity(area: Area, living: Living, age: int, dice: Dice) -> str:
    """Return an ethnicity: older people, and those in homes, are more often White British than their area."""
    drawn = dice.weigh(area.kind.ethnicities)
    again = (age >= 75 and dice.chance(0.45)) or (living in (Living.NURSING, Living.RESIDENTIAL) and dice.chance(0.35))
    return dice.weigh(area.kind.ethnicities) if drawn not in ("A", "Z") and again else drawn


def _has_dementia(living: Living, age: int, downs: bool, dice: Dice) -> bool:
    if downs and age >= 50:
        return dice.chance(0.5)
    if age < 45:
        return False
    chance = _DEMENTIA.get(living, next(share for under, share in _DEMENTIA_AT_HOME if age < under))
    return dice.chance(chance if age >= 65 else chance * 0.4)


def _condition(living: Living, age: int, dementia: bool, learning_disability: bool, dice: Dice) -> str:
    if age < ADULT:
        return "childhood" if dice.chance(0.3) else STEADY
    has = frozenset(name for name, so in (("dementia", dementia), ("learning_disability", learning_disability)) if so)
    return dice.weigh(likely(living, age // 10, has))


def _frailty(living: Living, age: int, chosen: str, learning_disability: bool, dice: Dice) -> int | None:
    """Return a Clinical Frailty Scale score; it is not made for people under 65 or with a stable disability."""
    if age < 65 or learning_disability:
        return dice.number(3, 7) if age >= 50 and not learning_disability and dice.chance(0.12) else None
    usual = condition(chosen).frailty
    middle = (1.6 + (age - 65) * 0.085) if usual is None else usual + (age - 82) * 0.03
    lowest = {Living.NURSING: 6, Living.RESIDENTIAL: 5, Living.HOME_CARE: 4}.get(living, 1)
    score = round(dice.normal(middle, 0.9, lowest, 8))
    if chosen == "cancer" and dice.chance(0.25):
        score = 9
    return score if dice.chance(0.86) else None


def _language(ethnicity: str, age: int, dice: Dice) -> tuple[str, bool]:
    share, languages = _LANGUAGES.get(ethnicity, (0.0, ()))
    if not languages or not dice.chance(share * (1.4 if age >= 65 else 0.7)):
        return "", False
    return dice.pick(languages), dice.chance(0.6)


def _gender(living: Living, age: int, dice: Dice) -> Gender:
    if dice.chance(0.003):
        return dice.pick((Gender.OTHER, Gender.UNKNOWN))
    women = _GENDERS.get(living, 0.5 + max(0, age - 65) * 0.004)
    return Gender.FEMALE if dice.chance(women) else Gender.MALE
