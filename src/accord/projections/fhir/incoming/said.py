"""What an item from another system says, and why one is not taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from accord.domain.json_documents import Unplaced
from accord.domain.moments import Moment
from accord.domain.plan.clinical import CprRecommendation, Intervention
from accord.projections.fhir.problems import Problem, Wrong


class NotTaken(ValueError):
    """An item that is refused whole, with each reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("not taken")

    @classmethod
    def at(cls, place: str, words: str, wrong: Wrong = Wrong.BUSINESS_RULE) -> NotTaken:
        """Return the refusal for one reason."""
        return cls([Problem(place, wrong, words)])


class Standing(StrEnum):
    """Whether an item still holds for whoever sends it."""

    HOLDS = "holds"
    ENDED = "ended"
    MISTAKEN = "mistaken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One item, read. `keys`: the names by which its sender knows it again; `dated`: when it was last changed.

    `refuses` are the treatments that the person refuses, as far as a code says which. `says` stands
    where what it says about CPR is none of our own recommendations; `parts` have the shape of a plan's.
    """

    kind: str
    keys: tuple[str, ...] = ()
    standing: Standing = Standing.HOLDS
    status: str = ""
    dated: Moment | None = None
    cpr: CprRecommendation = CprRecommendation.NONE
    says: str = ""
    decided_at: Moment | None = None
    decided_by: str = ""
    location: str = ""
    refuses: tuple[Intervention, ...] = ()
    lines: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
