"""What the columns of an extract open: which rules, measures and signals can be given, and what would open the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.assurance.signals import care_withheld, disparity, no_conversation, remote_only, reversals, whole_group
from accord.assurance.signals.disparities import CHARACTERISTICS
from accord.assurance.signals.exposures import COUNTS, STAYS
from accord.assurance.signals.kinds import SignalKind
from accord.domain.dataset import CORE, DECISIONS, TABLES
from accord.domain.expressions import every
from accord.soundness.answering import IN_DATASET, STANDS_IN, Answer, answers, as_recorded, facts_given, is_possible
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Measure, Over

Given = Mapping[str, frozenset[str]]
Columns = tuple[tuple[str, str], ...]

_MADE = frozenset(
    {"as_at", "since", "dnacpr_at_census", "dnacpr_in_window", "dnacpr_at_move", "plan_in_place", "other_current_plans"}
)
"""Facts that a run makes from the core alone, once the files of a measure are there."""


def _all_of(table: str, names: Sequence[str]) -> tuple[Columns, ...]:
    return (tuple((table, name) for name in names if name not in CORE or table != "decisions"),)


def _any_of(table: str, names: Sequence[str]) -> tuple[Columns, ...]:
    return tuple(((table, name),) for name in names)


_STANDING_IN = frozenset(column for columns in STANDS_IN.values() for column in columns)
_NEVER_OPEN = frozenset(each.rule.id for each in answers(IN_DATASET) if not each.is_open)
"""Rules of which the whole dataset tells nothing."""
BEYOND = "no column: the dataset holds no more of it"

_TALKS = _any_of("decisions", no_conversation.NEEDS)
_COMPARED = [disparity.COLUMNS.get(each, (each,)) for each in CHARACTERISTICS]

NEEDS: Mapping[SignalKind, Sequence[Columns]] = {
    SignalKind.BURST: ((),),
    SignalKind.SIGNER_DAY: _any_of("decisions", ["signer_id"]),
    SignalKind.SAME_TEXT: _any_of("decisions", ["rationale", "rationale_hash"]),
    SignalKind.WHOLE_GROUP: _all_of("population", whole_group.NEEDS),
    SignalKind.NO_CONVERSATION: _TALKS,
    SignalKind.GROUP_RATIONALE: _any_of("decisions", ["rationale", "rationale_codes"]),
    SignalKind.HIGH_RATE: (*_all_of("population", STAYS), *_all_of("population_counts", COUNTS)),
    SignalKind.SHIFT: ((),),
    SignalKind.DISPARITY: tuple(
        (*counted, *((table, name) for name in names))
        for names in _COMPARED
        for table, ways in (("decisions", _TALKS), ("population", _all_of("population", STAYS)))
        for counted in ways
    ),
    SignalKind.REMOTE_ONLY: _all_of("decisions", remote_only.NEEDS),
    SignalKind.REVERSED: _any_of("decisions", reversals.NEEDS),
    SignalKind.CARE_WITHHELD: _all_of("contacts", care_withheld.NEEDS),
}
"""For each signal the columns beyond the core without which it cannot be looked for, as its finder says: one of these
sets is enough."""

COUNTS_ARRIVALS = frozenset({SignalKind.BURST, SignalKind.SIGNER_DAY, SignalKind.SHIFT})
"""Signals that tell a home that opens, or a wave of admissions, from a burst only where stays or moves say who came."""
_ARRIVALS = (("population", "start_date"), ("moves", "moved_at"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One measure, rule or signal: whether it can be given, and the columns that the files lack for it."""

    id: str
    name: str
    is_open: bool
    lacks: tuple[str, ...] = ()
    is_either: bool = False
    """Whether any one of what it lacks would do."""
    is_beyond: bool = False
    """Whether it also asks for what the dataset has no column for, so that no file can tell all of it."""

    @property
    def wants(self) -> str:
        """What would open it, or tell more, in words."""
        words = (" or " if self.is_either else ", ").join(self.lacks)
        return words or (BEYOND if self.is_beyond else "")

    @property
    def is_partly(self) -> bool:
        """Whether it is given, and not all that could be told of it."""
        return self.is_open and (bool(self.lacks) or self.is_beyond)


def of_signals(given: Given, looked_for: Sequence[SignalKind]) -> tuple[Opening, ...]:
    """Return, for each signal that this version looks for, whether the files allow it."""
    return tuple(_of_signal(kind, given) for kind in looked_for)


def of_measures(given: Given) -> tuple[Opening, ...]:
    """Return, for each measure, whether the files allow it: what it counts could be told from their columns."""
    return tuple(_of_measure(each, given) for each in MEASURES)


def of_rules(answers: Sequence[Answer]) -> tuple[Opening, ...]:
    """Return, for each rule of audit, whether anything can be told of it."""
    return tuple(_of_rule(each) for each in answers)


def _of_rule(answer: Answer) -> Opening:
    columns = [[column for column in _columns_of(name) if _is_in_dataset(column)] for name in answer.lacks]
    lacks = dict.fromkeys(_named(column) for each in columns for column in each)
    return Opening(
        id=answer.rule.id,
        name=answer.rule.says,
        is_open=answer.is_open,
        lacks=() if answer.rule.id in _NEVER_OPEN else tuple(lacks),
        is_beyond=not all(columns),
    )


def _of_signal(kind: SignalKind, given: Given) -> Opening:
    lacking = [
        list(dict.fromkeys(_lacking(table, name, given) for table, name in each if name not in given.get(table, ())))
        for each in NEEDS[kind]
    ]
    fewest = min(map(len, lacking))
    lacks = dict.fromkeys(name for each in lacking if len(each) == fewest for name in each)
    if not fewest and kind in COUNTS_ARRIVALS and not any(name in given.get(table, ()) for table, name in _ARRIVALS):
        lacks = dict.fromkeys(_lacking(table, name, given) for table, name in _ARRIVALS)
    return Opening(id=kind.value, name=kind.words, is_open=not fewest, lacks=tuple(lacks), is_either=fewest <= 1)


def _lacking(table: str, name: str, given: Given) -> str:
    return f"{table}.{name}" if given.get(table) else f"a file of {table.replace('_', ' ')}"


def _of_measure(measure: Measure, given: Given) -> Opening:
    tables = measure.over.tables
    if measure.over is Over.CENSUS and given.get("population_counts"):
        return Opening(id=measure.id, name=measure.name, is_open=True)
    without = tuple(f"a file of {name.replace('_', ' ')}" for name in tables if not given.get(name))
    if without:
        return Opening(id=measure.id, name=measure.name, is_open=False, lacks=without)
    columns = frozenset().union(*(given[name] for name in tables))
    known = facts_given(columns) | _MADE
    lacking = [name for name in measure.reads if name not in known]
    told = as_recorded(every([measure.applies, measure.recorded, measure.met]), known)
    is_open = not set(measure.between or ()).intersection(lacking) and (not lacking or is_possible(told))
    lacks = dict.fromkeys(f"{_holding(column, tables)}.{column}" for name in lacking for column in _columns_of(name))
    return Opening(id=measure.id, name=measure.name, is_open=is_open, lacks=tuple(lacks))


def _columns_of(fact: str) -> tuple[str, ...]:
    return STANDS_IN.get(fact, (fact,))


def _is_in_dataset(column: str) -> bool:
    """Whether a column for it is in `decisions`, or in another table from which a run reads it."""
    return column in DECISIONS.names or (column in _STANDING_IN and any(column in table.names for table in TABLES))


def _named(column: str) -> str:
    if column in DECISIONS.names:
        return f"decisions.{column}"
    return f"{_holding(column, [table.name for table in TABLES])}.{column}"


def _holding(column: str, tables: Sequence[str]) -> str:
    """Return the last of the tables that has such a column: the most particular one."""
    return next(table.name for table in reversed(TABLES) if table.name in tables and column in table.names)
