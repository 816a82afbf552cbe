"""What binds a decision about a treatment, what must be considered, and what gives no power.

At the moment of an arrest capacity is gone. A refusal of CPR then binds only as a valid and applicable advance
decision, or as the refusal, in the person's best interests, of an attorney under a registered LPA with authority over
life-sustaining treatment. Conflicts are shown and never computed away (design/clinical-decisions.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accord.domain.choices import Choice
from accord.domain.legal.findings import LegalConflict
from accord.domain.legal.treatments import CPR, PARTS_OF_CPR, RefusedTreatment

ADVANCE_DECISION = "adrt_"
"""How the code of what an advance decision does begins."""


class Force(Choice):
    """What a statement does to the decision, the strongest first."""

    BINDS = "binds", "This binds"
    CONSIDER = "consider", "Must be considered"
    NO_POWER = "no_power", "Gives no power"


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingStatement:
    """One thing that bears on the decision: its force, its words for the screen, and what to read with it."""

    force: Force
    code: str
    words: str
    details: tuple[str, ...] = ()
    section: str = ""

    @property
    def is_advance_decision(self) -> bool:
        """Whether it is what an advance decision does."""
        return self.code.startswith(ADVANCE_DECISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Everything that bears on a decision about one treatment, in the order in which it is read."""

    treatment: RefusedTreatment
    as_of: date
    statements: tuple[BindingStatement, ...] = ()
    conflicts: tuple[LegalConflict, ...] = ()
    notes: tuple[str, ...] = ()

    def having(self, force: Force) -> tuple[BindingStatement, ...]:
        """Return the statements of one force."""
        return tuple(each for each in self.statements if each.force is force)

    @property
    def binds(self) -> tuple[BindingStatement, ...]:
        """What binds."""
        return self.having(Force.BINDS)

    @property
    def headline(self) -> str:
        """The first thing to read: what binds, or that nothing here does."""
        nothing = f"Nothing recorded here binds a decision about {self.treatment.said}."
        first = self.binds[0].words if self.binds else nothing
        return f"{first} There is a conflict to read." if self.conflicts else first


def is_at_arrest(treatment: RefusedTreatment) -> bool:
    """Whether the treatment is only ever given when capacity is gone, as CPR is."""
    return treatment.code == CPR or treatment.code in PARTS_OF_CPR


def in_order(statements: Iterable[BindingStatement]) -> tuple[BindingStatement, ...]:
    """Return statements with what binds first; those of one force keep their order."""
    rank = {force: index for index, force in enumerate(Force)}
    return tuple(sorted(statements, key=lambda each: rank[each.force]))
