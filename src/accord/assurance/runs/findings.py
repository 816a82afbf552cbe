"""What each decision shows of each rule, as `findings.parquet` (design/dataset.md), and how many do, by site.

Outcomes say what a record shows. Only rules that the given columns can answer are asked (`soundness.answering`); the
others are named in the report, with the columns that would open them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_
from pathlib import Path

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from accord.assurance.runs.engines import Engine
from accord.assurance.runs.passes import Grouped, counted
from accord.assurance.runs.workings import R, Working
from accord.soundness import questions
from accord.soundness.answering import Answer, answers, facts_given
from accord.soundness.expectations import Outcome, Rule

COUNTS = pa.schema(
    {
        "breakdown": pa.string(),
        "value": pa.string(),
        "rule_id": pa.string(),
        "outcome": pa.string(),
        "decisions": pa.int64(),
    }
)
SHOWN = (Outcome.MET, Outcome.NOT_MET, Outcome.NOT_EVIDENCED)


def answers_of(engine: Engine) -> tuple[Answer, ...]:
    """Return how far each rule of audit can be answered by the columns that the files had."""
    moved = engine.given.get("moves", frozenset()) & {"moved_at"}
    return answers(facts_given(engine.given["decisions"] | moved))


def open_answers(engine: Engine) -> tuple[Answer, ...]:
    """Return the rules of which anything can be told."""
    return tuple(each for each in answers_of(engine) if each.is_open)


def write_findings(
    working: Working, asked: Sequence[Answer], file: Path, *, all_outcomes: bool = False, as_csv: bool = False
) -> None:
    """Write one row a decision and rule, as a stream; where a rule does not apply, only if all are asked for."""
    found = findings(working, asked, all_outcomes=all_outcomes)
    if as_csv:
        found.to_csv(file)
    else:
        found.to_parquet(file)


def findings(working: Working, asked: Sequence[Answer], *, all_outcomes: bool = False) -> ir.Table:
    """Return one row a decision and rule: decision_id, rule_id, outcome, severity."""
    found = [_found(working, each.rule, all_outcomes=all_outcomes) for each in asked]
    return ibis.union(*found) if found else _nothing(working)


def _nothing(working: Working) -> ir.Table:
    """Return no findings: the core columns alone open no rule."""
    none = working.table.filter(ibis.literal(False))
    return none.select("decision_id", rule_id=ibis.literal(""), outcome=ibis.literal(""), severity=ibis.literal(""))


def counts_by_site(working: Working, asked: Sequence[Answer], breakdowns: Sequence[str] = ("all", "site")) -> pa.Table:
    """Return how many decisions show what of each rule, by these breakdowns."""
    if not asked:
        return COUNTS.empty_table()
    found = counted(working, R, only=breakdowns)
    tables = [_counts(each.rule, grouped) for grouped in found for each in asked]
    return pa.concat_tables(tables).filter(pc.field("decisions") > 0)


def _found(working: Working, rule: Rule, *, all_outcomes: bool) -> ir.Table:
    table = working.table
    held = questions.shows(working.rules, rule.id, table, R)
    shown = table if all_outcomes else table.filter(reduce(or_, held))
    outcome = ibis.cases(
        *zip(held, (ibis.literal(each.value) for each in SHOWN), strict=True),
        else_=ibis.literal(Outcome.NOT_APPLICABLE.value),
    )
    return shown.select(
        "decision_id",
        rule_id=ibis.literal(rule.id),
        outcome=outcome,
        severity=ibis.literal(rule.severity.value),
    )


def _counts(rule: Rule, grouped: Grouped) -> pa.Table:
    answered = grouped.answered[rule.id]
    found = (answered.so, answered.not_so, answered.not_recorded)
    rows = len(SHOWN) * len(grouped.groups)
    columns = {
        "breakdown": [grouped.breakdown.name] * rows,
        "value": list(grouped.groups) * len(SHOWN),
        "rule_id": [rule.id] * rows,
        "outcome": [each.value for each in SHOWN for _ in grouped.groups],
        "decisions": np.concatenate(found),
    }
    return pa.table(columns, schema=COUNTS)
