"""Questions asked of many rows at once: what each row shows of all of them, held in a few whole numbers.

A rule and a measure are asked alike: does it apply, is an answer recorded, is it so. That has one of four answers, of
which three are counted, each by a bit. Two bits stand 31 places apart in one addend, so that one sum counts both, for
2,147,483,647 rows at most. Sums then serve every breakdown: a shift and an addition cost an engine far less than a
column for each answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

import ibis
import ibis.expr.types as ir

from accord.domain.expressions import Expression
from accord.soundness.expectations import Rule
from accord.soundness.measures.definitions import Measure
from accord.soundness.staging import Staged

HALF = 31
"""Bits of a counter; two counters stand in one sum."""
MASK = (1 << HALF) - 1
PAIR = 1 | 1 << HALF
A_WORD = 2 * HALF // 3
"""Questions in one whole number: each takes three bits."""


@dataclass(frozen=True, slots=True)
class Question:
    """One rule or measure, as it is asked of a row."""

    id: str
    applies: Expression
    recorded: Expression
    met: Expression

    @property
    def parts(self) -> tuple[Expression, Expression, Expression]:
        """Its three expressions."""
        return self.applies, self.recorded, self.met


@dataclass(frozen=True, slots=True)
class Answered:
    """How many rows show that it is so, that it is not, and that nothing is recorded: numbers, or arrays of them."""

    so: Any
    not_so: Any
    not_recorded: Any


def of_measures(measures: Iterable[Measure]) -> tuple[Question, ...]:
    """Return measures as questions."""
    return tuple(Question(each.id, each.applies, each.recorded, each.met) for each in measures)


def of_rules(rules: Iterable[Rule]) -> tuple[Question, ...]:
    """Return rules as questions."""
    return tuple(Question(each.id, each.applies, each.evidenced, each.met) for each in rules)


def words(questions: Sequence[Question], staged: Staged, table: ir.Table, name: str) -> dict[str, ir.IntegerValue]:
    """Return what each row shows, as a few columns of whole numbers, over a table of those stages."""
    return {
        f"{name}_{number}": reduce(or_, [_bits(each, place, staged, table) for place, each in chunk])
        for number, chunk in enumerate(_chunks(questions))
    }


def sums(questions: Sequence[Question], table: ir.Table, name: str) -> dict[str, ir.IntegerScalar]:
    """Return the sums that count the answers, two in each, over a table with those words."""
    return {
        f"{name}_{number}_{shift}": _pair(table[f"{name}_{number}"], shift).sum().cast("int64")
        for number, chunk in enumerate(_chunks(questions))
        for shift in sorted({place % HALF for first, _ in chunk for place in range(first, first + 3)})
    }


def counts(questions: Sequence[Question], found: Mapping[str, Any], name: str) -> dict[str, Answered]:
    """Return how often each question was answered how, out of those sums."""
    return {
        each.id: Answered(*(_count(found, f"{name}_{number}", place + bit) for bit in range(3)))
        for number, chunk in enumerate(_chunks(questions))
        for place, each in chunk
    }


def shows(questions: Sequence[Question], id_: str, table: ir.Table, name: str) -> tuple[ir.BooleanValue, ...]:
    """Return whether each row shows that it is so, that it is not, that nothing is recorded."""
    places = {each.id: (number, place) for number, chunk in enumerate(_chunks(questions)) for place, each in chunk}
    number, place = places[id_]
    word = table[f"{name}_{number}"]
    return tuple((word & ibis.literal(1 << place + bit, "int64")) != 0 for bit in range(3))


def _bits(question: Question, place: int, staged: Staged, table: ir.Table) -> ir.IntegerValue:
    applies, recorded, met = (staged.holds(part, table) for part in question.parts)
    so, not_so, not_recorded = (ibis.literal(1 << place + bit, "int64") for bit in range(3))
    nothing = ibis.literal(0, "int64")
    return applies.ifelse(recorded.ifelse(met.ifelse(so, not_so), not_recorded), nothing)


def _pair(word: ir.IntegerColumn, shift: int) -> ir.IntegerColumn:
    return (word >> ibis.literal(shift, "int8")) & ibis.literal(PAIR, "int64")


def _count(found: Mapping[str, Any], word: str, place: int) -> Any:
    return (found[f"{word}_{place % HALF}"] >> (HALF * (place // HALF))) & MASK


def _chunks(questions: Sequence[Question]) -> list[list[tuple[int, Question]]]:
    """Return the questions of each word, each with the place of its first bit: half of them in either counter."""
    chunks = [questions[start : start + A_WORD] for start in range(0, len(questions), A_WORD)]
    return [[(_place(number, len(chunk)), each) for number, each in enumerate(chunk)] for chunk in chunks]


def _place(number: int, together: int) -> int:
    half, within = divmod(number, (together + 1) // 2)
    return HALF * half + 3 * within
