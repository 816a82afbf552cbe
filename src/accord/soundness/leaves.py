"""Leaves asked once: each leaf of many expressions as one column of true and false.

Rules and measures ask the same few hundred things of a row in many combinations. Engines do not find that out for
themselves inside `and`, `or` and `case`; two selects, one upon the other, tell them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_, or_

import ibis
import ibis.expr.types as ir

from accord.domain.expressions import All, Any, Constant, Expression, Leaf, Not, leaves
from accord.soundness import ibis_rules


class Leaves:
    """The leaves of some expressions, each with the name of the column that holds it."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        """Name each leaf once, in the order in which they are met."""
        found = dict.fromkeys(leaf for each in expressions for leaf in leaves(each))
        self._names: dict[Leaf, str] = {leaf: f"leaf_{number}" for number, leaf in enumerate(found)}

    def table(self, table: ir.Table, keep: Sequence[ir.Value | str]) -> ir.Table:
        """Return what is to be kept of each row, and each leaf."""
        return table.select(*keep, **{name: ibis_rules.holds(leaf, table) for leaf, name in self._names.items()})

    def holds(self, expression: Expression, table: ir.Table) -> ir.BooleanValue:
        """Return an expression as a column, over a table made by `table`."""
        match expression:
            case All(terms):
                return reduce(and_, [self.holds(term, table) for term in terms])
            case Any(terms):
                return reduce(or_, [self.holds(term, table) for term in terms])
            case Not(term):
                return ~self.holds(term, table)
            case Constant(value):
                return ibis.literal(value)
            case _ if isinstance(expression, Leaf):
                return table[self._names[expression]]
        raise TypeError(expression)
