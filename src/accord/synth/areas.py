"""How areas differ: whom they are home to, and how deprived they are (`words/areas.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accord.synth.dice import Weights
from accord.synth.grammars import table


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaKind:
    """What an area is like: its deciles of deprivation, and the ethnicities of those who live there."""

    name: str
    deprivation: Weights[int]
    ethnicities: Weights[str]


@cache
def area_kind(index: int) -> AreaKind:
    """Return what the area at `index` is like; a fourth area is like the first again."""
    kinds = table("areas")["area"]
    told = kinds[index % len(kinds)]
    return AreaKind(
        name=told["name"],
        deprivation=Weights.of(dict(enumerate(told["deprivation"], start=1))),
        ethnicities=Weights.of(told["ethnicities"]),
    )
