"""What was found about a legal document: met, not met or not known, requirement by requirement, in words.

Nothing here says that anybody broke a rule. A finding says what this record shows and what it does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accord.domain.choices import Answer, Choice

ACT = "Mental Capacity Act 2005"


class Outcome(Choice):
    """What the record shows about a requirement. Not known is never read as either of the others."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    NOT_KNOWN = "not_known", "Not known from this record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing that the law asks, what this record shows of it, and the section that asks it."""

    code: str
    says: str
    outcome: Outcome
    words: str
    section: str

    @property
    def source(self) -> str:
        """The act and the section."""
        return f"{ACT}, {self.section}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalConflict:
    """Two legal facts that point different ways. It is shown to people and never computed away."""

    code: str
    words: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the record shows of a document as a whole, in words, with every requirement and every conflict behind it."""

    outcome: Outcome
    words: str
    requirements: tuple[Requirement, ...] = ()
    conflicts: tuple[LegalConflict, ...] = ()

    def short_of(self) -> tuple[Requirement, ...]:
        """Return the requirements that this record does not show to be met: the not met first."""
        order = {Outcome.NOT_MET: 0, Outcome.NOT_KNOWN: 1}
        return tuple(sorted((r for r in self.requirements if r.outcome in order), key=lambda r: order[r.outcome]))


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of several together: one not met fails all, one not known leaves all not known."""
    found = set(outcomes)
    if Outcome.NOT_MET in found:
        return Outcome.NOT_MET
    return Outcome.NOT_KNOWN if Outcome.NOT_KNOWN in found else Outcome.MET


def best(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome of alternatives, of which one is enough. None at all is not met."""
    found = set(outcomes)
    if Outcome.MET in found:
        return Outcome.MET
    return Outcome.NOT_KNOWN if Outcome.NOT_KNOWN in found else Outcome.NOT_MET


def outcome_of(answer: Answer) -> Outcome:
    """Return the outcome of a requirement that an answer of yes meets."""
    return {Answer.YES: Outcome.MET, Answer.NO: Outcome.NOT_MET}.get(answer, Outcome.NOT_KNOWN)


def opposite_of(answer: Answer) -> Outcome:
    """Return the outcome of a requirement that an answer of no meets."""
    return {Answer.NO: Outcome.MET, Answer.YES: Outcome.NOT_MET}.get(answer, Outcome.NOT_KNOWN)
