"""Many expressions over the same rows, asked in stages, so that an engine does nothing twice.

Engines do not see for themselves that rules and measures ask the same few hundred things in many combinations. So words
of a closed list become small numbers first, then each leaf becomes true or false once, and then each expression, in
selects that stand one upon the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from accord.domain.expressions import (
    NOT_RECORDED,
    All,
    Any,
    Constant,
    Expression,
    Known,
    Leaf,
    Not,
    OneOf,
    leaves,
    names_in,
)
from accord.soundness import ibis_rules

NOTHING = 0
"""The number of what is empty. Words of a list have their places in it, from 1."""
ANOTHER_WORD = 126
NO_ANSWER = -1


class Staged:
    """Some expressions over one kind of row, whose columns with a closed list of words are known."""

    def __init__(self, expressions: Iterable[Expression], closed: Mapping[str, Sequence[str]]) -> None:
        """Name each expression and each leaf once, in the order in which they are met."""
        self._closed = {name: tuple(values) for name, values in closed.items() if values}
        self._parts = {each: f"part_{place}" for place, each in enumerate(dict.fromkeys(expressions))}
        found = dict.fromkeys(leaf for each in self._parts for leaf in leaves(each))
        self._leaves: dict[Leaf, str] = {leaf: f"leaf_{place}" for place, leaf in enumerate(found)}

    def table(self, table: ir.Table, keep: Sequence[ir.Value], codes: Sequence[str] = ()) -> ir.Table:
        """Return what is to be kept of each row, the codes of some columns, and each expression as true or false."""
        kept = [value.get_name() for value in keep]
        coded = dict.fromkeys([*codes, *(names_in(leaf)[0] for leaf in self._leaves if self._is_coded(leaf))])
        numbers = {f"code_{name}": self.code(table, name) for name in coded}
        plain = {name: ibis_rules.holds(leaf, table) for leaf, name in self._leaves.items() if not self._is_coded(leaf)}
        first = table.select(*keep, **numbers, **plain)
        asked = {name: self._by_code(leaf, first) for leaf, name in self._leaves.items() if self._is_coded(leaf)}
        held = [*kept, *(f"code_{name}" for name in codes)]
        second = first.select(*held, *plain, **asked)
        return _apart(
            second.select(*held, **{name: self._of_leaves(each, second) for each, name in self._parts.items()})
        )

    def holds(self, expression: Expression, table: ir.Table) -> ir.BooleanValue:
        """Return one of the expressions as a column, over a table made by `table`."""
        return table[self._parts[expression]]

    def code(self, table: ir.Table, name: str) -> ir.IntegerValue:
        """Return the place of each word of a column in its list; words that mean no answer and are not in it: -1."""
        column = table[name]
        places = [(column == word, _number(place)) for place, word in enumerate(self._closed[name], start=1)]
        rest = [(column.isnull(), _number(NOTHING)), (column.isin(sorted(NOT_RECORDED)), _number(NO_ANSWER))]
        return ibis.cases(*places, *rest, else_=_number(ANOTHER_WORD))

    def _is_coded(self, leaf: Leaf) -> bool:
        return isinstance(leaf, Known | OneOf) and leaf.name in self._closed

    def _by_code(self, leaf: Leaf, table: ir.Table) -> ir.BooleanValue:
        (name,) = names_in(leaf)
        words, code = self._closed[name], table[f"code_{name}"]
        if isinstance(leaf, OneOf):
            places = [words.index(value) + 1 for value in leaf.values if value in words]
            return reduce(or_, [code == _number(place) for place in places]) if places else ibis.literal(False)
        silent = [place for place, word in enumerate(words, start=1) if word in NOT_RECORDED]
        return reduce(and_, [code > _number(NOTHING), *(code != _number(place) for place in silent)])

    def _of_leaves(self, expression: Expression, table: ir.Table) -> ir.BooleanValue:
        match expression:
            case All(terms):
                return reduce(and_, [self._of_leaves(term, table) for term in terms])
            case Any(terms):
                return reduce(or_, [self._of_leaves(term, table) for term in terms])
            case Not(term):
                return ~self._of_leaves(term, table)
            case Constant(value):
                return ibis.literal(value)
            case _ if isinstance(expression, Leaf):
                return table[self._leaves[expression]]
        raise TypeError(expression)


def _apart(table: ir.Table) -> ir.Table:
    """Keep a select from being written into the one upon it: nobody may repeat what is not the same twice.

    No one reads the column, so that an engine leaves it out.
    """
    return table.mutate(read_by_nobody=ibis.random())


def _number(place: int) -> ir.IntegerScalar:
    return ibis.literal(place, "int8")
