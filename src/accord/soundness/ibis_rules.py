"""The interpreter for many records: the same expressions as Ibis expressions, for DuckDB here and Spark on a cluster.

Every leaf ends in `fill_null(False)`, so that an engine's third truth value never reaches an `and`, `or` or `not`;
nothing is asked of an engine that engines answer differently (docs: design/measured-facts.md, Rules at scale).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

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
    Same,
    Timed,
    WithinDays,
    day_column,
    second_column,
)
from accord.domain.facts import FACTS, Kind
from accord.soundness.catalogue import RULES
from accord.soundness.expectations import Outcome, Rule

_TYPES = {Kind.INTEGER: "int64", Kind.MOMENT: "int64", Kind.DATE: "int64"}

_WORDS = {each: ibis.literal(each.value) for each in Outcome}
# Counting compares the outcomes of every record; small numbers take half the time that words do.
_NUMBERS = {each: ibis.literal(number, "int8") for number, each in enumerate(Outcome)}


def schema() -> ibis.Schema:
    """Return the columns and types of a table of facts."""
    return ibis.schema({column: _TYPES.get(fact.kind, "string") for fact in FACTS for column in fact.columns})


def outcomes(table: ir.Table, rules: Sequence[Rule] = RULES, keep: Sequence[str] = ("decision_id",)) -> ir.Table:
    """Return one row a record: the columns to keep, and the outcome of each rule in a column named by its id."""
    return table.select(*keep, **{rule.id: outcome(rule, table) for rule in rules})


def counts(table: ir.Table, rules: Sequence[Rule] = RULES, by: Sequence[str] = ()) -> ir.Table:
    """Return one row a group, rule and outcome, with how many records have it; groups and outcomes of none are 0."""
    judged = table.select(*by, **{rule.id: _judged(rule, table, _NUMBERS) for rule in rules})
    sums = {f"{rule.id} {each}": (judged[rule.id] == _NUMBERS[each]).sum() for rule in rules for each in Outcome}
    wide = judged.group_by(list(by)).aggregate(**sums) if by else judged.aggregate(**sums)
    return wide.pivot_longer(
        ~ibis.selectors.cols(*by) if by else ibis.selectors.all(),
        names_to=["rule_id", "outcome"],
        names_pattern=r"^(\S+) (\S+)$",
        values_to="records",
    )


def outcome(rule: Rule, table: ir.Table) -> ir.StringValue:
    """Return the outcome of one rule as a column of text."""
    return _judged(rule, table, _WORDS)


def _judged(rule: Rule, table: ir.Table, labels: Mapping[Outcome, ibis.Scalar]) -> ir.Value:
    return ibis.cases(
        (~holds(rule.applies, table), labels[Outcome.NOT_APPLICABLE]),
        (~holds(rule.evidenced, table), labels[Outcome.NOT_EVIDENCED]),
        (holds(rule.met, table), labels[Outcome.MET]),
        else_=labels[Outcome.NOT_MET],
    )


def holds(expression: Expression, table: ir.Table) -> ir.BooleanValue:
    """Return the expression as a column that is true or false, and never null."""
    match expression:
        case All(terms):
            return reduce(and_, [holds(term, table) for term in terms])
        case Any(terms):
            return reduce(or_, [holds(term, table) for term in terms])
        case Not(term):
            return ~holds(term, table)
        case Constant(value):
            return ibis.literal(value)
    return _leaf_holds(expression, table).fill_null(False)


def _leaf_holds(expression: Expression, table: ir.Table) -> ir.BooleanValue:
    match expression:
        case Known(name):
            return _is_recorded(table[name])
        case OneOf(name, values):
            return table[name].isin(values)
        case HasAny(name, codes):
            marked = ibis.literal(";") + table[name] + ibis.literal(";")
            return reduce(or_, [marked.contains(f";{code};") for code in codes])
        case Dated(name):
            return table[day_column(name)].notnull()
        case Timed(name):
            return table[second_column(name)].notnull()
    return _comparison_holds(expression, table)


def _is_recorded(column: ir.Column) -> ir.BooleanValue:
    if column.type().is_string():
        return column.notnull() & column.notin(sorted(NOT_RECORDED))
    return column.notnull()


def _comparison_holds(expression: Expression, table: ir.Table) -> ir.BooleanValue:
    match expression:
        case AtLeast(name, bound):
            return table[name] >= bound
        case AtMost(name, bound):
            return table[name] <= bound
        case NotAfter(earlier, later, by_day):
            days = table[day_column(earlier)] <= table[day_column(later)]
            if by_day:
                return days
            exactly = table[second_column(earlier)] <= table[second_column(later)]
            return ibis.ifelse(exactly.notnull(), exactly, days)
        case WithinDays(earlier, later, most):
            return table[day_column(later)] - table[day_column(earlier)] <= most
        case Same(name, other):
            return _is_recorded(table[name]) & (table[name] == table[other])
    raise TypeError(expression)
