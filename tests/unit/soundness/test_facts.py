"""Rows of facts: what they hold, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accord.domain.errors import Refused
from accord.domain.facts import BY_NAME, COLUMNS, FACTS, Cell, check_row, codes_cell, day_cells, empty_row, moment_cells
from accord.domain.facts import moment_of as held_moment
from accord.domain.moments import Moment


def test_empty_row_holds_every_column_and_is_accepted() -> None:
    row = empty_row()
    check_row(row)
    assert tuple(row) == COLUMNS
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_names_of_facts_are_unique() -> None:
    assert len(BY_NAME) == len(FACTS)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("capacity", "maybe"),
        ("urgent", None),
        ("age", 126),
        ("age", -1),
        ("age", "81"),
        ("age", True),
        ("rationale", 3),
        ("signed_at_day", "2026-11-20"),
        ("rationale_codes", "age;nonsense"),
    ],
)
def test_cell_that_a_fact_does_not_take_is_refused_by_name(column: str, cell: Cell) -> None:
    with pytest.raises(Refused) as refused:
        check_row({**empty_row(), column: cell})
    assert [error.field for error in refused.value.errors] == [column]


def test_row_with_a_missing_and_a_strange_column_is_refused() -> None:
    row = empty_row()
    del row["age"]
    with pytest.raises(Refused, match=r"age: is missing.*shoe_size: is not a declared fact"):
        check_row({**row, "shoe_size": 9})


def test_moment_near_midnight_falls_on_the_day_in_england() -> None:
    late = moment_cells("signed_at", datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    assert late["signed_at_day"] == moment_cells("signed_at", date(2026, 7, 1))["signed_at_day"]


def test_date_alone_has_no_second() -> None:
    assert moment_cells("signed_at", date(2026, 11, 20))["signed_at_second"] is None


@pytest.mark.parametrize("text", ["2026-11-20", "2026-11-20T10:00+00:00", "2026-06-20T10:00:01+01:00"])
def test_moment_comes_back_as_it_went_in(text: str) -> None:
    moment = Moment.read(text)
    assert held_moment(moment_cells("signed_at", moment), "signed_at") == moment


def test_nothing_recorded_is_an_empty_moment_and_day() -> None:
    assert set(moment_cells("signed_at", None).values()) == {None}
    assert day_cells("review_due", None) == {"review_due_day": None}


def test_codes_are_sorted_and_none_are_empty() -> None:
    assert codes_cell(["b", "a", "b"]) == "a;b"
    assert codes_cell([]) is None
