"""A row that cannot be read is rejected by line and column with the reason; the rest is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import extracts

from accord.domain.nhs_numbers import own_test_number

YEAR_FIRST = "is not written year first"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("cpr", "No", "is not in the list. Accepted: not_for_cpr, for_cpr, modified_cpr, none, or empty"),
        ("cpr", "", "is empty: cpr is required"),
        ("status", "  ", "is empty: status is required"),
        ("ethnicity", "I", "is not in the list. Accepted: A, B"),
        ("dementia", "y", "is not in the list. Accepted: yes, no, unknown"),
        ("decided_at", "46082", "looks like a day number of Excel"),
        ("decided_at", "46082.5", "looks like a day number of Excel"),
        ("decided_at", "02/03/2026", YEAR_FIRST),
        ("decided_at", "2.3.26", YEAR_FIRST),
        ("decided_at", "2026-02-30", "is not a date or time that exists"),
        ("decided_at", "2 March 2026", "is not written as a date or time is here. Accepted: a date such as"),
        ("rationale", "x" * 1_000_000, "has 1000000 characters: at most 20,000 are accepted"),
        ("decided_at", "1066-10-14", "is not a date or time that exists"),
        ("review_due", "2026-03-02T10:00", "is not a date or time that exists. Accepted: a date such as 2026-11-21,"),
        ("age", "126", "is out of range. Accepted: a whole number, from 0 to 125"),
        ("age", "-1", "is out of range"),
        ("age", "84.5", "is not a whole number"),
        ("age", "about 84", "is not a whole number"),
        ("imd_decile", "0", "is out of range. Accepted: a whole number, from 1 to 10"),
        ("consultee_attempts", "-2", "is out of range. Accepted: a whole number, 0 or more"),
        ("site_code", "V" * 400, "has 400 characters: at most 128 are accepted"),
        ("decided_at", "2026-11-22", "is after 2026-11-21, the day of this report (--as-of)"),
    ],
)
def test_cell_is_rejected_with_the_reason(column: str, value: str, reason: str, tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}, {column: value}))
    (found,) = extracts.rejected(read)
    assert (found["table"], found["line"], found["column"]) == ("decisions", "3", column)
    assert found["reason"].startswith(reason)
    assert (read.counts["decisions"].kept, read.counts["decisions"].rejected) == (1, 1)


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("cpr", " Not_For_CPR ", "not_for_cpr"),
        ("ethnicity", "a", "A"),
        ("ethnicity", "Arab", "arab"),
        ("age", "84.0", 84),
        ("frailty", "", None),
        ("dementia", "unknown", "unknown"),
        ("site_code", "\u00a0V1\t", "V1"),
        ("rationale_codes", "Frailty ; age;dementia", "frailty;age;dementia"),
    ],
)
def test_cell_is_read_however_it_is_spelt(column: str, value: str, kept: object, tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({column: value}))
    assert extracts.ask(read, f"SELECT {column} FROM decisions") == [(kept,)]


def test_every_wrong_cell_of_a_row_is_told(tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}, {"age": "x", "cpr": "y"}))
    assert [each["column"] for each in extracts.rejected(read)] == ["age", "cpr"]
    assert read.counts["decisions"].rejected == 1


def test_first_of_two_rows_with_an_id_is_kept(tmp_path: Path) -> None:
    rows = extracts.decisions({}, {"decision_id": "d1"}, {"decision_id": "d1", "cpr": "x"})
    read = extracts.extract(tmp_path, decisions=rows)
    assert [(each["line"], each["column"], each["value"]) for each in extracts.rejected(read)] == [
        ("3", "decision_id", ""),
        ("4", "cpr", "x"),
    ]
    assert "is that of line 2 too" in extracts.rejected(read)[0]["reason"]


def test_identifier_never_stands_in_the_rejects(tmp_path: Path) -> None:
    number = own_test_number(7).shown
    rows = extracts.decisions({}, {"person_id": "p" * 400}, {"age": number})
    read = extracts.extract(tmp_path, decisions=rows)
    assert [each["value"] for each in extracts.rejected(read)] == ["", "[a number]"]


@pytest.mark.parametrize(("decided", "is_kept"), [("1941-12-31", False), ("1943-01-02", True)])
def test_decision_before_birth_is_rejected(decided: str, is_kept: bool, tmp_path: Path) -> None:
    """Somebody who was 82 on 1 January 2025 was born in 1942."""
    stays = [extracts.row("population", start_date="2025-01-01", age=82)]
    decisions = extracts.decisions({}, {"decided_at": decided, "person_id": "p1"})
    read = extracts.extract(tmp_path, decisions=decisions, population=stays)
    assert [each["reason"] for each in extracts.rejected(read)] == (
        [] if is_kept else ["is before the person was born, by their age on line 2 of population"]
    )


@pytest.mark.parametrize(("died", "is_kept"), [("2026-03-01", False), ("2026-03-02", True)])
def test_decision_after_death_is_rejected(died: str, is_kept: bool, tmp_path: Path) -> None:
    contacts = [extracts.row("contacts", kind="death", at=died)]
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}, {}), contacts=contacts)
    assert read.counts["decisions"].kept == (2 if is_kept else 1)


def test_decision_that_ended_by_death_before_it_was_made_is_rejected(tmp_path: Path) -> None:
    rows = extracts.decisions({}, {"status": "died", "ended_at": "2026-01-01"})
    (found,) = extracts.rejected(extracts.extract(tmp_path, decisions=rows))
    assert found["reason"] == "is after the person died on 2026-01-01, as line 3 of decisions says"


def test_stay_that_ends_before_it_starts_is_rejected(tmp_path: Path) -> None:
    stays = extracts.rows("population", {}, {"end_date": "2024-12-31"})
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}), population=stays)
    assert [(each["table"], each["line"], each["column"]) for each in extracts.rejected(read)] == [
        ("population", "3", "end_date")
    ]
