"""What a fact is: a name, a kind, the values it takes, and what each means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.expressions import day_column, second_column

YES_NO = ("yes", "no", "unknown")


class Kind(StrEnum):
    """How a fact is written."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    INTEGER = "integer"
    TEXT = "text"
    CODE_LIST = "code_list"
    MOMENT = "moment"
    DATE = "date"


class Classification(StrEnum):
    """What somebody would learn from a fact."""

    IDENTIFIABLE = "identifiable"
    CLINICAL = "clinical"
    OPERATIONAL = "operational"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One named fact of a plan; `in_dataset` marks those that the published dataset carries."""

    name: str
    kind: Kind
    says: str
    values: tuple[str, ...] = ()
    classification: Classification = Classification.CLINICAL
    in_dataset: bool = False
    at_most: int | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a row that hold this fact."""
        if self.kind is Kind.MOMENT:
            return (day_column(self.name), second_column(self.name))
        if self.kind is Kind.DATE:
            return (day_column(self.name),)
        return (self.name,)


def yes_no(name: str, says: str, *, in_dataset: bool = False) -> Fact:
    """Return a fact that is "yes", "no" or "unknown"."""
    return Fact(name=name, kind=Kind.YES_NO, says=says, values=YES_NO, in_dataset=in_dataset)


def choice(name: str, values: tuple[str, ...], says: str, *, in_dataset: bool = False) -> Fact:
    """Return a fact that is one of `values`."""
    return Fact(name=name, kind=Kind.CHOICE, says=says, values=values, in_dataset=in_dataset)


def integer(name: str, says: str, *, at_most: int | None = None, in_dataset: bool = False) -> Fact:
    """Return a fact that is a whole number, 0 or more."""
    return Fact(name=name, kind=Kind.INTEGER, says=says, at_most=at_most, in_dataset=in_dataset)


def code_list(name: str, values: tuple[str, ...], says: str, *, in_dataset: bool = False) -> Fact:
    """Return a fact that is a list of codes out of `values`, sorted, `;` between; empty where none was found."""
    return Fact(name=name, kind=Kind.CODE_LIST, says=says, values=values, in_dataset=in_dataset)


def text(
    name: str, says: str, classification: Classification = Classification.OPERATIONAL, *, in_dataset: bool = False
) -> Fact:
    """Return a fact that is free text or a code of somebody else's."""
    return Fact(name=name, kind=Kind.TEXT, says=says, classification=classification, in_dataset=in_dataset)


def moment(name: str, says: str, *, in_dataset: bool = False) -> Fact:
    """Return a fact that is a date, with its time where that is known."""
    return Fact(name=name, kind=Kind.MOMENT, says=says, in_dataset=in_dataset)


def date(name: str, says: str, *, in_dataset: bool = False) -> Fact:
    """Return a fact that is a date without a time."""
    return Fact(name=name, kind=Kind.DATE, says=says, in_dataset=in_dataset)
