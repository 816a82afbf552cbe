"""What the signing screen shows: every expectation of one record, what is met, what is not shown, and what stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from accord.domain.expressions import Row
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.soundness import compiled
from accord.soundness.catalogue import AT_SIGNING, BY_ID, WHILE_RUNNING, stops
from accord.soundness.expectations import Elsewhere, Outcome, Rule, Severity

Key = TypeVar("Key")
OPEN = frozenset({Outcome.NOT_MET, Outcome.NOT_EVIDENCED})
"""Outcomes that leave something to look at."""
LIMITING = frozenset({CprRecommendation.NOT_FOR_CPR, CprRecommendation.MODIFIED_CPR})
NOT_COUNTED = frozenset({"IND-08", "SIG-06"})
"""IND-08, read beside a number, would ask for decisions; SIG-06 is about other plans, which no record completes."""


@dataclass(frozen=True, slots=True)
class Result:
    """One rule and what a record shows of it."""

    rule: Rule
    outcome: Outcome

    @property
    def words(self) -> str:
        """What is said on screen."""
        return self.rule.words(self.outcome)

    @property
    def is_open(self) -> bool:
        """Whether there is something to look at."""
        return self.outcome in OPEN

    @property
    def is_stop(self) -> bool:
        """Whether a signature stops here until it is justified."""
        return stops(self.rule, self.outcome)


@dataclass(frozen=True, slots=True)
class Assessment:
    """Every result of signing, in the order of the catalogue."""

    results: tuple[Result, ...]

    @property
    def stops(self) -> tuple[Result, ...]:
        """What stops a signature: all of it on one screen, let through by one justification."""
        return tuple(result for result in self.results if result.is_stop)

    @property
    def open(self) -> tuple[Result, ...]:
        """Everything not met or not evidenced, those that stop first, then by severity."""
        weights = {severity: weight for weight, severity in enumerate(Severity)}
        return tuple(
            sorted(
                (result for result in self.results if result.is_open),
                key=lambda result: (not result.is_stop, weights[result.rule.severity]),
            )
        )

    def of(self, outcome: Outcome) -> tuple[Result, ...]:
        """Return the results with this outcome."""
        return tuple(result for result in self.results if result.outcome is outcome)

    def by_severity(self) -> dict[Severity, tuple[Result, ...]]:
        """Return what is open, under each severity that has any."""
        return _grouped(Severity, ((result.rule.severity, result) for result in self.open))

    def by_part(self) -> dict[PartName | Elsewhere, tuple[Result, ...]]:
        """Return what is open, under each part of the plan that has any."""
        return _grouped((*PartName, *Elsewhere), ((result.rule.part, result) for result in self.open))

    def codes(self) -> dict[str, str]:
        """Return the outcome of each rule that applies, by its id, as a signed document keeps them."""
        return {
            result.rule.id: result.outcome.value
            for result in self.results
            if result.outcome is not Outcome.NOT_APPLICABLE
        }


def assess(row: Row) -> Assessment:
    """Return what a row of facts shows of everything that is asked at signing."""
    outcomes = compiled.at_signing(row)
    return Assessment(tuple(Result(rule, outcome) for rule, outcome in zip(AT_SIGNING, outcomes, strict=True)))


def assess_running(row: Row) -> Assessment:
    """Return what a row of facts, taken later, shows of everything that is asked while a plan is in force."""
    outcomes = compiled.while_running(row)
    return Assessment(tuple(Result(rule, outcome) for rule, outcome in zip(WHILE_RUNNING, outcomes, strict=True)))


def to_complete(codes: Mapping[str, str], recommended: CprRecommendation | None) -> list[str]:
    """Return the ids of the rules, by law or professional guidance, of which the record of a decision shows too little.

    Of a plan whose decision does not limit CPR nothing is asked: nobody is ever made work for the want of such a one.
    """
    if recommended not in LIMITING:
        return []
    return [
        rule_id
        for rule_id, code in codes.items()
        if Outcome(code) in OPEN
        and rule_id in BY_ID
        and rule_id not in NOT_COUNTED
        and BY_ID[rule_id].severity is not Severity.GOOD_PRACTICE
    ]


def _grouped(order: Iterable[Key], pairs: Iterable[tuple[Key, Result]]) -> dict[Key, tuple[Result, ...]]:
    found: dict[Key, list[Result]] = {}
    for key, result in pairs:
        found.setdefault(key, []).append(result)
    return {key: tuple(found[key]) for key in order if key in found}
