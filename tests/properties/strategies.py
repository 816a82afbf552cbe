"""Strategies for rows of facts, made from their declarations, and for expressions over a few fields."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa
from hypothesis import strategies as st

from accord.domain.expressions import All as Every
from accord.domain.expressions import (
    Any,
    AtLeast,
    AtMost,
    Cell,
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
)
from accord.domain.facts import BY_NAME, Fact, Kind
from accord.soundness.expectations import Rule

DAYS = st.integers(20_700, 20_706)
SECONDS = st.one_of(st.none(), st.integers(0, 3).map(lambda part: 20_703 * 86_400 + part * 3_600))
NUMBERS = st.one_of(st.none(), st.sampled_from([0, 1, 3, 4, 15, 16, 17, 18, 19, 20, 64, 65, 90]))
CODES = ("ab", "a", "b")
FIELDS = [
    ("answer", pa.string()),
    ("codes", pa.string()),
    ("number", pa.int64()),
    ("x_day", pa.int64()),
    ("x_second", pa.int64()),
    ("y_day", pa.int64()),
    ("y_second", pa.int64()),
]


def cells_of(*names: str) -> st.SearchStrategy[dict[str, Cell]]:
    """Rows that hold these facts, each recorded or not."""
    return cells_for(BY_NAME[name] for name in names)


def cells_for(facts: Iterable[Fact]) -> st.SearchStrategy[dict[str, Cell]]:
    """Rows that hold these facts, wherever they are declared."""
    return st.fixed_dictionaries({column: _cell(fact, column) for fact in facts for column in fact.columns})


def rows_for(rule: Rule) -> st.SearchStrategy[list[dict[str, Cell]]]:
    """A few rows that hold what a rule reads."""
    return st.lists(cells_of(*rule.reads), min_size=1, max_size=12)


def _cell(fact: Fact, column: str) -> st.SearchStrategy[Cell]:
    match fact.kind:
        case Kind.YES_NO | Kind.CHOICE:
            return st.sampled_from([None, *fact.values])
        case Kind.CODE_LIST:
            return st.one_of(st.none(), _code_text(fact.values))
        case Kind.INTEGER:
            return NUMBERS
        case Kind.MOMENT if column.endswith("_second"):
            return SECONDS
        case Kind.MOMENT | Kind.DATE:
            return st.one_of(st.none(), DAYS)
    return st.sampled_from([None, "", "something"])


def _code_text(codes: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(codes), max_size=3).map(lambda found: ";".join(sorted(set(found))))


def field_rows() -> st.SearchStrategy[dict[str, Cell]]:
    """Rows of a few fields, with everything that can be absent absent at times."""
    answers: st.SearchStrategy[Cell] = st.sampled_from([None, "", "yes", "no", "unknown", "not_recorded", "not_known"])
    days: st.SearchStrategy[Cell] = st.one_of(st.none(), DAYS)
    return st.fixed_dictionaries(
        {
            "answer": answers,
            "codes": st.one_of(st.none(), _code_text(CODES)),
            "number": NUMBERS,
            "x_day": days,
            "x_second": SECONDS,
            "y_day": days,
            "y_second": SECONDS,
        }
    )


def expressions() -> st.SearchStrategy[Expression]:
    """Expressions of any shape over those fields."""
    moments = st.sampled_from(["x", "y"])
    leaf: st.SearchStrategy[Expression] = st.one_of(
        st.booleans().map(Constant),
        st.sampled_from(["answer", "codes", "number"]).map(Known),
        st.builds(
            OneOf, st.just("answer"), st.lists(st.sampled_from(["yes", "no"]), min_size=1, max_size=2).map(tuple)
        ),
        st.builds(HasAny, st.just("codes"), st.lists(st.sampled_from(CODES), min_size=1, max_size=2).map(tuple)),
        st.builds(AtLeast, st.just("number"), st.integers(0, 90)),
        st.builds(AtMost, st.just("number"), st.integers(0, 90)),
        moments.map(Dated),
        moments.map(Timed),
        st.builds(NotAfter, moments, moments, st.booleans()),
        st.builds(Same, st.just("answer"), st.sampled_from(["answer", "codes"])),
        st.builds(WithinDays, moments, moments, st.integers(-2, 3)),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda terms: Every(tuple(terms))),
            st.lists(inner, min_size=1, max_size=3).map(lambda terms: Any(tuple(terms))),
        ),
        max_leaves=8,
    )
