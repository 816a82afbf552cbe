"""Which measures the given files cannot answer, and the tables or columns that would open them."""

from __future__ import annotations

from dataclasses import dataclass

from accord.assurance.runs.engines import Engine
from accord.domain.dataset import TABLES
from accord.soundness.answering import as_recorded, facts_given, is_possible
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Measure, Over

COLUMNS = {table.name: frozenset(table.names) for table in TABLES}
OF = {
    Over.DECISIONS: "decisions",
    Over.CENSUS: "population",
    Over.WINDOW: "population",
    Over.MOVES: "moves",
    Over.CONTACTS: "contacts",
}
"""The table whose columns the rows of each kind hold; what a run adds to them is always there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A measure that cannot be given: the tables that are missing, or the columns of one that is there."""

    measure: Measure
    tables: tuple[str, ...]
    columns: tuple[str, ...]


def closed_measures(engine: Engine) -> tuple[Closed, ...]:
    """Return each measure that the files of this run cannot answer."""
    found = (_closed(engine, measure) for measure in MEASURES)
    return tuple(each for each in found if each is not None)


def _closed(engine: Engine, measure: Measure) -> Closed | None:
    counted = measure.over is Over.CENSUS and engine.has("population_counts")
    tables = () if counted else tuple(name for name in measure.over.tables if not engine.has(name))
    if tables:
        return Closed(measure=measure, tables=tables, columns=())
    table = OF[measure.over]
    had = facts_given(engine.given.get(table, frozenset()))
    # A fact that is no column of the table is one that a run makes.
    given = {name for name in measure.reads if name in had or name not in COLUMNS[table]}
    if is_possible(as_recorded(measure.applies & measure.recorded & measure.met, given)):
        return None
    return Closed(measure=measure, tables=(), columns=tuple(name for name in measure.reads if name not in given))
