"""The tiny language in which rules and measures are written, over one flat row of named facts.

An expression is a value: it says what is asked of a row and knows nothing of how a row is read. Every leaf is
two-valued: a fact that is not recorded makes it false, and whether something is recorded is a leaf of its own
(`known`, `dated`, `timed`). That is what lets an interpreter for one row and an interpreter for millions agree.
Date arithmetic, integer division, upper-casing and raw dates are left out on purpose: engines differ on them.

A moment `x_at` stands in a row as two columns: `x_at_day` (days since 1970-01-01 in England) and `x_at_second`
(seconds since 1970-01-01T00:00Z, absent where only the date is known). A date stands as `x_day` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Cell = str | int | None
Row = Mapping[str, Cell]

NOT_RECORDED = frozenset({"", "unknown", "not_recorded", "not_known"})
"""Words that mean what an empty cell means: nobody has recorded an answer."""


def day_column(name: str) -> str:
    """Return the column that holds the day of a moment or date."""
    return f"{name}_day"


def second_column(name: str) -> str:
    """Return the column that holds the second of a moment, where its time is known."""
    return f"{name}_second"


class Expression:
    """Something that is true or false of one row of facts; combine with `&`, `|` and `~`."""

    __slots__ = ()

    def __and__(self, other: Expression) -> Expression:
        """Return: both are true."""
        return All((*_terms_of(self, All), *_terms_of(other, All)))

    def __or__(self, other: Expression) -> Expression:
        """Return: either is true."""
        return Any((*_terms_of(self, Any), *_terms_of(other, Any)))

    def __invert__(self) -> Expression:
        """Return: this is not true."""
        return self.term if isinstance(self, Not) else Not(self)


@dataclass(frozen=True, slots=True)
class All(Expression):
    """Every term is true."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Any(Expression):
    """At least one term is true."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The term is not true."""

    term: Expression


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """True, or false, of every row."""

    value: bool


@dataclass(frozen=True, slots=True)
class Known(Expression):
    """The fact is recorded (for a list of codes: at least one was found)."""

    name: str


@dataclass(frozen=True, slots=True)
class OneOf(Expression):
    """The fact is recorded and is one of these values."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AtLeast(Expression):
    """The number is recorded and is this or more."""

    name: str
    bound: int


@dataclass(frozen=True, slots=True)
class AtMost(Expression):
    """The number is recorded and is this or less."""

    name: str
    bound: int


@dataclass(frozen=True, slots=True)
class HasAny(Expression):
    """At least one of these codes stands in the list of codes (`;` between)."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dated(Expression):
    """The day of the moment or date is recorded."""

    name: str


@dataclass(frozen=True, slots=True)
class Timed(Expression):
    """The time of day of the moment is recorded, not its date alone."""

    name: str


@dataclass(frozen=True, slots=True)
class NotAfter(Expression):
    """The first is recorded and is not after the second: exactly where both times are known, else by day.

    The same day is never "after" where only a date is known (design/clinical-decisions.md, Involvement).
    """

    earlier: str
    later: str
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class WithinDays(Expression):
    """Both days are recorded and the second falls no more than so many days after the first."""

    earlier: str
    later: str
    days: int


@dataclass(frozen=True, slots=True)
class Same(Expression):
    """Both facts are recorded, and they are the same."""

    name: str
    other: str


Leaf = Known | OneOf | AtLeast | AtMost | HasAny | Dated | Timed | NotAfter | WithinDays | Same

ALWAYS = Constant(True)
"""True of every row."""


def known(*names: str) -> Expression:
    """Return: every one of these facts is recorded."""
    return every(Known(name) for name in names)


def equals(name: str, value: str) -> Expression:
    """Return: the fact is recorded and is `value`."""
    return OneOf(name, (value,))


def one_of(name: str, *values: str) -> Expression:
    """Return: the fact is recorded and is one of `values`."""
    return OneOf(name, values)


def yes(*names: str) -> Expression:
    """Return: every one of these yes/no facts is "yes"."""
    return every(OneOf(name, ("yes",)) for name in names)


def no(*names: str) -> Expression:
    """Return: every one of these yes/no facts is "no", which is never the same as not recorded."""
    return every(OneOf(name, ("no",)) for name in names)


def any_no(*names: str) -> Expression:
    """Return: at least one of these yes/no facts is "no"."""
    return some(OneOf(name, ("no",)) for name in names)


def settled(*names: str) -> Expression:
    """Return: each of these yes/no facts is recorded, or one of them is "no" so that the others do not matter."""
    return any_no(*names) | known(*names)


def has_any(name: str, *codes: str) -> Expression:
    """Return: at least one of `codes` stands in the list of codes."""
    return HasAny(name, codes)


def at_least(name: str, bound: int) -> Expression:
    """Return: the number is recorded and is `bound` or more."""
    return AtLeast(name, bound)


def at_most(name: str, bound: int) -> Expression:
    """Return: the number is recorded and is `bound` or less."""
    return AtMost(name, bound)


def dated(*names: str) -> Expression:
    """Return: the day of each of these moments or dates is recorded."""
    return every(Dated(name) for name in names)


def timed(name: str) -> Expression:
    """Return: the time of day of this moment is recorded."""
    return Timed(name)


def not_after(earlier: str, later: str, *, by_day: bool = False) -> Expression:
    """Return: `earlier` is not after `later`; by day where a time is not known, or where `by_day` says so."""
    return NotAfter(earlier, later, by_day)


def within_days(earlier: str, later: str, days: int) -> Expression:
    """Return: `later` falls no more than `days` days after `earlier`."""
    return WithinDays(earlier, later, days)


def same(name: str, other: str) -> Expression:
    """Return: both facts are recorded, and they are the same."""
    return Same(name, other)


def every(terms: Iterable[Expression]) -> Expression:
    """Return: all of `terms`."""
    found = tuple(terms)
    return found[0] if len(found) == 1 else All(found)


def some(terms: Iterable[Expression]) -> Expression:
    """Return: at least one of `terms`."""
    found = tuple(terms)
    return found[0] if len(found) == 1 else Any(found)


def leaves(expression: Expression) -> Iterator[Leaf]:
    """Yield each leaf that reads a fact."""
    match expression:
        case All(terms) | Any(terms):
            for term in terms:
                yield from leaves(term)
        case Not(term):
            yield from leaves(term)
        case Constant():
            return
        case _ if isinstance(expression, Leaf):
            yield expression


def facts_read(expression: Expression) -> frozenset[str]:
    """Return the names of the facts that the expression reads."""
    return frozenset(name for leaf in leaves(expression) for name in names_in(leaf))


def names_in(leaf: Leaf) -> tuple[str, ...]:
    """Return the names of the facts that one leaf reads."""
    if isinstance(leaf, NotAfter | WithinDays):
        return (leaf.earlier, leaf.later)
    if isinstance(leaf, Same):
        return (leaf.name, leaf.other)
    return (leaf.name,)


def _terms_of(expression: Expression, kind: type[All] | type[Any]) -> tuple[Expression, ...]:
    return expression.terms if isinstance(expression, kind) else (expression,)
