"""What a run works out once: a narrow row for each wide one, with all that it shows in a few whole numbers.

Every breakdown, the counts of the rules and the findings are then read from the narrow rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from accord.assurance.runs.frames import Frames
from accord.domain.expressions import Cell, day_column, every
from accord.domain.facts import Kind as Written
from accord.soundness import questions
from accord.soundness.answering import Answer
from accord.soundness.measures.breakdowns import Breakdown, of
from accord.soundness.measures.catalogue import MEASURES, over
from accord.soundness.measures.definitions import Measure, Over
from accord.soundness.measures.rows import ROWS
from accord.soundness.questions import Question
from accord.soundness.staging import Staged

M, R = "measures", "rules"
"""What the words of measures and of rules are named by."""

CLOSED: Mapping[Over, Mapping[str, tuple[str, ...]]] = {
    kind: {name: fact.values for name, fact in facts.items() if fact.kind in (Written.YES_NO, Written.CHOICE)}
    for kind, facts in ROWS.items()
}
"""The columns of each kind of row with a closed list of words: they are worked on, and kept, as small numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """The narrow rows of one kind, and how to read them."""

    over: Over
    table: ir.Table
    measures: tuple[Question, ...]
    rules: tuple[Question, ...]
    breakdowns: tuple[Breakdown, ...]

    def value(self, column: str, cell: Cell) -> Cell:
        """Return what a key stands for: where a column has a closed list, its place in it, from 1."""
        words = CLOSED[self.over].get(column)
        if words is None or not isinstance(cell, int):
            return cell
        return words[cell - 1] if 0 < cell <= len(words) else None


def work_out(frames: Frames, kind: Over, *, answers: Sequence[Answer] = (), by_signer: bool = False) -> Working | None:
    """Return the narrow rows of one kind, or None where their files were not given."""
    table = frames.rows(kind)
    if table is None:
        return None
    measures = questions.of_measures(each for each in MEASURES if each.over is kind)
    rules = questions.of_rules(each.rule for each in answers)
    breakdowns = of(kind, by_signer=by_signer)
    keys = tuple(dict.fromkeys(each.column for each in breakdowns))
    narrow = _narrow(table, kind, {M: measures, R: rules}, keys)
    kept = frames.engine.keep(narrow)
    return Working(over=kind, table=kept, measures=measures, rules=rules, breakdowns=breakdowns)


def span_of(measure: Measure) -> str:
    """Return the column that holds the days of a quantile."""
    return "days_" + "_to_".join(measure.between or ())


def _narrow(table: ir.Table, kind: Over, asked: Mapping[str, Sequence[Question]], keys: Sequence[str]) -> ir.Table:
    apart = {span_of(each): every([each.applies, each.recorded, each.met]) for each in over(kind, quantiles=True)}
    parts = [part for group in asked.values() for each in group for part in each.parts]
    staged = Staged([*parts, *apart.values()], CLOSED[kind])
    coded = [name for name in keys if name in CLOSED[kind]]
    named = [*(["decision_id"] if kind is Over.DECISIONS else []), *(name for name in keys if name not in coded)]
    stages = staged.table(table, [*(table[name] for name in named), *(_days(table, name) for name in apart)], coded)
    held = {
        name: staged.holds(expression, stages).ifelse(stages[name], ibis.null("int32"))
        for name, expression in apart.items()
    }
    codes = {name: stages[f"code_{name}"] for name in coded}
    words = [questions.words(group, staged, stages, name) for name, group in asked.items()]
    return stages.select(*named, **codes, **words[0], **words[1], **held)


def _days(table: ir.Table, span: str) -> ir.IntegerColumn:
    first, second = span.removeprefix("days_").split("_to_")
    return (table[day_column(second)] - table[day_column(first)]).cast("int32").name(span)
