"""The interpreter for the moment of signing: the same expressions as nested closures, made once.

It must equal `accord.soundness.naive` on every row (tests/properties); it is here because walking the trees costs a
signature about twice as long.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from accord.domain.expressions import (
    NOT_RECORDED,
    All,
    Any,
    AtLeast,
    AtMost,
    Constant,
    Dated,
    Expression,
    HasAny,
    Known,
    Not,
    NotAfter,
    OneOf,
    Row,
    Same,
    Timed,
    WithinDays,
    day_column,
    second_column,
)
from accord.soundness.catalogue import AT_SIGNING, WHILE_RUNNING
from accord.soundness.expectations import Outcome, Rule

Test = Callable[[Row], bool]
Judge = Callable[[Row], tuple[Outcome, ...]]
_NOTHING = frozenset({None, *NOT_RECORDED})


def judge_of(rules: tuple[Rule, ...]) -> Judge:
    """Return a function that gives the outcome of each rule over one row of facts. Make it once and keep it."""
    judges = [_judge(rule) for rule in rules]
    return lambda row: tuple([judge(row) for judge in judges])


def _judge(rule: Rule) -> Callable[[Row], Outcome]:
    applies, evidenced, met = test_of(rule.applies), test_of(rule.evidenced), test_of(rule.met)
    inapplicable, missing, good, bad = Outcome.NOT_APPLICABLE, Outcome.NOT_EVIDENCED, Outcome.MET, Outcome.NOT_MET

    def judge(row: Row) -> Outcome:
        if not applies(row):
            return inapplicable
        if not evidenced(row):
            return missing
        return good if met(row) else bad

    return judge


@cache
def test_of(expression: Expression) -> Test:
    """Return the expression as a function of a row."""
    match expression:
        case All(terms):
            return _all(tuple(test_of(term) for term in terms))
        case Any(terms):
            return _any(tuple(test_of(term) for term in terms))
        case Not(term):
            inner = test_of(term)
            return lambda row: not inner(row)
        case Constant(value):
            return lambda row: value
    return _leaf(expression)


def _all(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 2:
        first, second = tests
        return lambda row: first(row) and second(row)

    return lambda row: all(test(row) for test in tests)


def _any(tests: tuple[Test, ...]) -> Test:
    if len(tests) == 2:
        first, second = tests
        return lambda row: first(row) or second(row)

    return lambda row: any(test(row) for test in tests)


def _leaf(expression: Expression) -> Test:
    match expression:
        case Known(name):
            return lambda row: row[name] not in _NOTHING
        case OneOf(name, values):
            return _one_of(name, values)
        case HasAny(name, codes):
            return _has_any(name, frozenset(codes))
        case Dated(name):
            day = day_column(name)
            return lambda row: row[day] is not None
        case Timed(name):
            second = second_column(name)
            return lambda row: row[second] is not None
    return _comparison(expression)


def _one_of(name: str, values: tuple[str, ...]) -> Test:
    if len(values) == 1:
        (only,) = values
        return lambda row: row[name] == only
    allowed = frozenset(values)
    return lambda row: row[name] in allowed


def _has_any(name: str, codes: frozenset[str]) -> Test:
    def has_any(row: Row) -> bool:
        held = row[name]
        return isinstance(held, str) and not codes.isdisjoint(held.split(";"))

    return has_any


def _comparison(expression: Expression) -> Test:
    match expression:
        case AtLeast(name, bound):
            return lambda row: isinstance(cell := row[name], int) and cell >= bound
        case AtMost(name, bound):
            return lambda row: isinstance(cell := row[name], int) and cell <= bound
        case NotAfter(earlier, later, by_day):
            return _not_after(earlier, later, by_day=by_day)
        case WithinDays(earlier, later, days):
            return _within_days(day_column(earlier), day_column(later), days)
        case Same(name, other):
            return lambda row: row[name] not in _NOTHING and row[name] == row[other]
    raise TypeError(expression)


def _not_after(earlier: str, later: str, *, by_day: bool) -> Test:
    earlier_day, later_day = day_column(earlier), day_column(later)
    earlier_second, later_second = second_column(earlier), second_column(later)

    def days(row: Row) -> bool:
        first, second = row[earlier_day], row[later_day]
        return isinstance(first, int) and isinstance(second, int) and first <= second

    def exactly(row: Row) -> bool:
        first, second = row[earlier_second], row[later_second]
        return first <= second if isinstance(first, int) and isinstance(second, int) else days(row)

    return days if by_day else exactly


def _within_days(earlier_day: str, later_day: str, most: int) -> Test:
    def within(row: Row) -> bool:
        first, second = row[earlier_day], row[later_day]
        return isinstance(first, int) and isinstance(second, int) and second - first <= most

    return within


at_signing: Judge = judge_of(AT_SIGNING)
"""The outcomes of the rules of signing, in the order of `catalogue.AT_SIGNING`."""

while_running: Judge = judge_of(WHILE_RUNNING)
"""The outcomes of the rules of a plan in force, in the order of `catalogue.WHILE_RUNNING`."""
