"""The illnesses of the region: whom each comes to, how it goes, and the words for it (`words/<condition>.toml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from accord.domain.plan.clinical import Prognosis
from accord.synth.dice import Weights
from accord.synth.grammars import Grammar, grammar, table
from accord.synth.sizes import Living

NAMES = (
    "steady",
    "frailty",
    "dementia",
    "heart_failure",
    "copd",
    "cancer",
    "stroke",
    "parkinsons",
    "kidney",
    "motor_neurone",
    "liver",
    "complex_disability",
    "childhood",
)
STEADY = "steady"
"""No illness that is likely to end life before long."""
ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """An illness, as `[about]` of its file of words tells it."""

    name: str
    words: Grammar
    youngest: int
    oldest: int
    needs: str
    prognosis: Weights[Prognosis]
    weights: dict[str, float]
    frailty: int | None
    palliative: float
    anticipatory: float
    lacks_capacity: float
    icd: float


@cache
def condition(name: str) -> Condition:
    """Return a condition by its name."""
    about = table(name)["about"]
    youngest, oldest = about["ages"]
    return Condition(
        name=name,
        words=grammar(name),
        youngest=youngest,
        oldest=oldest,
        needs=about.get("needs", ""),
        prognosis=Weights.of({Prognosis(value): weight for value, weight in about["prognosis"].items()}),
        weights=about["weights"],
        frailty=about.get("frailty"),
        palliative=about["palliative"],
        anticipatory=about["anticipatory"],
        lacks_capacity=about["lacks_capacity"],
        icd=about.get("icd", 0.0),
    )


@cache
def likely(living: Living, decade: int, has: frozenset[str]) -> Weights[str]:
    """Return how likely each condition is to be the main one, for somebody living so, in this decade of life."""
    age = decade * 10 + 5
    chances = {}
    for each in map(condition, NAMES):
        fits = each.youngest - 5 <= age <= each.oldest + 5 and (not each.needs or each.needs in has)
        child = (age < ADULT) == (each.name == "childhood") or each.name == STEADY
        if fits and child and (weight := each.weights.get(living.value, 0.0)):
            chances[each.name] = weight * _with_age(each.name, age)
    return Weights.of(chances or {STEADY: 1.0})


def _with_age(name: str, age: int) -> float:
    if name == STEADY:
        return 3.0 if age < 65 else 1.0 if age < 80 else 0.5
    if name in ("frailty", "dementia"):
        return 1.6 if age >= 80 else 0.8
    return 0.5 if age < 60 else 1.0
