"""Towns, streets and the names of organisations: put together from words, and nowhere on a map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from accord.domain.people import Address
from accord.synth import codes
from accord.synth.dice import Dice
from accord.synth.grammars import table


def words(kind: str) -> Sequence[str]:
    """Return a list of words of `places.toml`."""
    return cast(Sequence[str], table("places")[kind])


def towns() -> tuple[str, ...]:
    """Return every town that there could be, in a fixed order that mixes beginnings and ends."""
    return _combined("towns")


def counties() -> tuple[str, ...]:
    """Return every county that there could be."""
    return _combined("counties")


def _combined(kind: str) -> tuple[str, ...]:
    parts = table("places")[kind]
    starts, ends = parts["starts"], parts["ends"]
    return tuple(
        f"{starts[n % len(starts)]}{ends[(n // len(starts) + n) % len(ends)]}" for n in range(len(starts) * len(ends))
    )


def shuffled(options: Sequence[str], dice: Dice) -> tuple[str, ...]:
    """Return the options in a drawn order."""
    return tuple(sorted(options, key=lambda _: dice.roll()))


def home_names(dice: Dice) -> Iterator[str]:
    """Yield names of homes, each once: trees, flowers and saints with Court, House, Lodge …; then with a number."""
    firsts = (*words("trees"), *words("flowers"), *words("saints"))
    names = shuffled([f"{first} {kind}" for first in firsts for kind in words("home_kinds")], dice)
    yield from names
    turn = 2
    while True:
        yield from (f"{name} {turn}" for name in names)
        turn += 1


def street(dice: Dice) -> str:
    """Return a street."""
    return f"{dice.pick(words('trees') if dice.chance(0.6) else words('flowers'))} {dice.pick(words('streets'))}"


def address(area: int, town: str, dice: Dice, house: str = "") -> Address:
    """Return an address in an area's town; `house` names the building where it has a name."""
    line = f"{dice.number(1, 180)} {street(dice)}"
    lines = (house, line, town) if house else (line, town)
    return Address(lines=lines, postcode=codes.postcode(area, dice))
