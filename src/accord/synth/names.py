"""People's names, by broad heritage and age; none is a real person's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from accord.domain.people import Gender, PersonName
from accord.synth.dice import Dice, Weights
from accord.synth.grammars import table

HERITAGES: dict[str, Weights[str]] = {
    "A": Weights.of({"british": 97, "irish": 3}),
    "B": Weights.of({"irish": 1}),
    "C": Weights.of({"european": 1}),
    "D": Weights.of({"british": 6, "caribbean": 4}),
    "E": Weights.of({"british": 6, "african": 4}),
    "F": Weights.of({"british": 6, "south_asian": 4}),
    "G": Weights.of({"british": 7, "arab": 1, "chinese": 2}),
    "H": Weights.of({"south_asian": 1}),
    "J": Weights.of({"south_asian": 1}),
    "K": Weights.of({"south_asian": 1}),
    "L": Weights.of({"south_asian": 7, "chinese": 3}),
    "M": Weights.of({"caribbean": 1}),
    "N": Weights.of({"african": 1}),
    "P": Weights.of({"caribbean": 1, "african": 1}),
    "R": Weights.of({"chinese": 1}),
    "S": Weights.of({"european": 2, "arab": 1, "african": 1}),
    "Z": Weights.of({"british": 8, "european": 1, "south_asian": 1}),
    "arab": Weights.of({"arab": 1}),
    "gypsy_roma_traveller": Weights.of({"irish": 5, "british": 3, "european": 2}),
}
"""Which names go with which ethnicity (NHS Data Dictionary codes A to S, Z, and the two that it lacks)."""
STAFF = Weights.of({"A": 62, "B": 3, "C": 8, "H": 9, "J": 4, "N": 7, "M": 2, "R": 2, "L": 3})
OLD = 55
_OLD_PREFIXES = {Gender.FEMALE: ("Mrs", "Miss", "Mrs", "Mrs", "Ms"), Gender.MALE: ("Mr",)}
_NEW_PREFIXES = {Gender.FEMALE: ("Ms", "Mrs", "Miss"), Gender.MALE: ("Mr",)}


def heritage(ethnicity: str, dice: Dice) -> str:
    """Return the heritage from which somebody of an ethnicity has their names."""
    return dice.weigh(HERITAGES[ethnicity])


def family_name(of: str, dice: Dice) -> str:
    """Return a family name of a heritage."""
    lists = cast(Mapping[str, Sequence[str]], table("names")[of])
    start, end = dice.pick(lists["family_starts"]), dice.pick(lists["family_ends"])
    return start[:-1] + end if start[-2:] == end[0] * 2 else start + end


def given_name(of: str, gender: Gender, age: int, dice: Dice) -> str:
    """Return a given name of a heritage, for somebody of this gender and age."""
    sex = gender.value if gender in (Gender.FEMALE, Gender.MALE) else dice.pick(("female", "male"))
    lists = cast(Mapping[str, Sequence[str]], table("names")[of])
    return dice.pick(lists[f"{sex}_{'old' if age >= OLD else 'new'}"])


def person_name(of: str, gender: Gender, age: int, dice: Dice) -> PersonName:
    """Return a whole name: a prefix for adults, one or two given names, a family name."""
    given = [given_name(of, gender, age, dice)]
    if dice.chance(0.35):
        second = given_name(of, gender, age, dice)
        given += [second] if second != given[0] else []
    prefixes = (_OLD_PREFIXES if age >= OLD else _NEW_PREFIXES).get(gender, ("Mx",))
    prefix = dice.pick(prefixes) if age >= 18 else ""
    return PersonName(family=family_name(of, dice), given=tuple(given), prefix=prefix)


def staff_name(title: str, dice: Dice) -> str:
    """Return the name of a member of staff, with `title` before it where there is one."""
    of = heritage(dice.weigh(STAFF), dice)
    gender = dice.pick((Gender.FEMALE, Gender.FEMALE, Gender.MALE))
    name = f"{given_name(of, gender, 40, dice)} {family_name(of, dice)}"
    return f"{title} {name}".strip()
