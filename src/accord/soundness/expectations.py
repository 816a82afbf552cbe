"""What a rule is: an expectation, who expects it, and three expressions over the facts of a plan.

The software does not accuse: an outcome says what a record shows, and a record is not the act (PHSO, LeDeR and NACEL
all keep a poor record and a poor act apart).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.choices import Choice
from accord.domain.expressions import Expression, facts_read
from accord.domain.plan.parts import PartName


class Outcome(Choice):
    """What a record shows of one expectation."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_EVIDENCED = "not_evidenced", "Not evidenced"
    NOT_APPLICABLE = "not_applicable", "Not applicable"


class Severity(Choice):
    """Who expects it (reference/rules.md: U, G, P), in the words that stand on screen."""

    LAW = "law", "expected by law"
    GUIDANCE = "guidance", "expected by professional guidance"
    GOOD_PRACTICE = "good_practice", "good practice"


class Check(Choice):
    """When a rule is asked (reference/rules.md: S, A, T, R)."""

    SIGNING = "signing", "at signing"
    AUDIT = "audit", "by audit of records"
    STATISTICS = "statistics", "by group statistics"
    RUNNING = "running", "while the plan is in force"


class Elsewhere(StrEnum):
    """What a rule may point to that is not a part of the plan."""

    SIGNATURE = "signature"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One expectation.

    `expects` reads on from "that"; `shows` is a whole clause for when it is not met; `authority` names on screen who
    expects it, and `source` in full. It applies to a record where `applies` is true; it is evidenced where
    `evidenced` is; and then `met` or not.
    """

    id: str
    expects: str
    shows: str
    authority: str
    source: str
    severity: Severity
    checked_at: tuple[Check, ...]
    applies: Expression
    evidenced: Expression
    met: Expression
    part: PartName | Elsewhere
    remedy: str
    confirm: bool = False

    @property
    def says(self) -> str:
        """The expectation as a sentence."""
        return f"{self.authority[0].upper()}{self.authority[1:]} expects that {self.expects}."

    def words(self, outcome: Outcome) -> str:
        """Return what is said on screen of this outcome."""
        match outcome:
            case Outcome.MET:
                return f"This record shows that {self.expects}."
            case Outcome.NOT_EVIDENCED:
                return f"This record does not show that {self.expects}, which {self.authority} expects."
            case Outcome.NOT_MET:
                return f"In this record, {self.shows}. {self.says}"
            case Outcome.NOT_APPLICABLE:
                return "This does not apply here."

    @property
    def reads(self) -> tuple[str, ...]:
        """The names of the facts that the rule reads, in order."""
        return tuple(sorted(facts_read(self.applies) | facts_read(self.evidenced) | facts_read(self.met)))
