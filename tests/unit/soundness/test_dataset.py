"""The dataset: its declared tables, its data package, and the row of a decision."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from frictionless import Package
from tests.spec.rules.records import BEST_INTERESTS, record

from accord.domain.dataset import (
    CORE,
    DECISIONS,
    MOVES,
    POPULATION,
    POPULATION_COUNTS,
    SITES,
    TABLES,
    Table,
    Type,
    datapackage,
)
from accord.domain.expressions import NOT_RECORDED
from accord.domain.facts import FACTS
from accord.domain.nhs_numbers import own_test_number
from accord.projections.dataset import decision_row, pseudonym

KEY = b"a key of this test"
IDENTITY = {
    "decision_id": "6b1f",
    "person_id": "77aa",
    "signer_id": "01cd",
    "site_code": "V0001",
    "rationale": "Advanced heart failure.",
    "sex": "female",
}
PATHS = {table.name: f"{table.name}.csv" for table in TABLES}


def write_package(folder: Path, decisions: list[dict[str, str | int | None]]) -> Path:
    for table in TABLES:
        with (folder / PATHS[table.name]).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, table.names)
            writer.writeheader()
            writer.writerows(decisions if table is DECISIONS else [])
    package = folder / "datapackage.json"
    package.write_text(json.dumps(datapackage(PATHS)), encoding="utf-8")
    return package


def test_decisions_are_the_published_facts_in_order() -> None:
    assert DECISIONS.names == tuple(fact.name for fact in FACTS if fact.in_dataset)
    assert DECISIONS.names[:6] == ("decision_id", "person_id", "site_code", "site_type", "area_code", "decided_at")
    assert set(CORE) <= set(DECISIONS.names)


def test_population_carries_the_columns_of_the_person() -> None:
    between = DECISIONS.names[DECISIONS.names.index("age") : DECISIONS.names.index("palliative_register") + 1]
    assert POPULATION.names[-len(between) :] == between


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_column_names_of_a_table_are_unique(table: Table) -> None:
    assert len(set(table.names)) == len(table.names)


def test_package_of_real_rows_satisfies_frictionless(tmp_path: Path) -> None:
    rows = [decision_row(record(IDENTITY), key=KEY)]
    rows.append(decision_row(record(BEST_INTERESTS, IDENTITY, decision_id="7c20"), key=KEY))
    report = Package(str(write_package(tmp_path, rows))).validate()
    assert report.flatten(["rowNumber", "fieldName", "note"]) == []


def test_package_names_a_value_that_is_not_in_its_list(tmp_path: Path) -> None:
    row = {**decision_row(record(IDENTITY), key=KEY), "cpr": "no"}
    report = Package(str(write_package(tmp_path, [row]))).validate()
    assert report.flatten(["rowNumber", "fieldName"]) == [[2, "cpr"]]


def test_package_names_a_required_cell_that_is_empty(tmp_path: Path) -> None:
    row = {**decision_row(record(IDENTITY), key=KEY), "decided_at": None}
    report = Package(str(write_package(tmp_path, [row]))).validate()
    assert report.flatten(["rowNumber", "fieldName"]) == [[2, "decided_at"]]


def test_row_carries_pseudonyms_and_no_identifier() -> None:
    row = decision_row(record(IDENTITY), key=KEY)
    assert row["person_id"] == pseudonym("77aa", column="person_id", key=KEY)
    assert not {"6b1f", "77aa", "01cd"} & set(map(str, row.values()))


def test_pseudonym_depends_on_key_and_column() -> None:
    assert len({pseudonym("77aa", column=name, key=key) for name in ("a", "b") for key in (b"1", b"2")}) == 4


def test_words_of_the_reason_stay_unless_asked_for() -> None:
    assert decision_row(record(IDENTITY), key=KEY)["rationale"] is None
    assert decision_row(record(IDENTITY), key=KEY, with_rationale=True)["rationale"] == "Advanced heart failure."


def test_moments_are_written_with_their_time_or_as_a_date() -> None:
    row = decision_row(record(decided_at="2026-06-20T10:00:00+01:00", person_involved_at="2026-06-19"), key=KEY)
    assert row["decided_at"] == "2026-06-20T10:00:00+01:00"
    assert row["person_involved_at"] == "2026-06-19"
    assert row["review_due"] == "2027-02-01"


def test_nothing_recorded_is_empty_or_unknown() -> None:
    row = decision_row(record(), key=KEY)
    assert row["learning_disability"] == "unknown"
    assert row["ethnicity"] is None
    assert {"unknown", "not_recorded"} < NOT_RECORDED


FREE = frozenset({"rationale"})
"""The only column that is written in which somebody's words could stand (design/dataset.md)."""
CODED = frozenset(
    {"decision_id", "person_id", "signer_id", "site_code", "area_code", "signer_org_code", "rationale_codes"}
    | {"rationale_hash", "ethnicity", "from_site_code", "to_site_code", "month", "name"}
)
"""Columns of text that hold a pseudonym, a code, a hash, or the name of a site."""


@pytest.mark.parametrize(
    "table", [DECISIONS, POPULATION, POPULATION_COUNTS, SITES, MOVES], ids=lambda table: table.name
)
def test_no_column_of_free_text_is_there_but_the_reason(table: Table) -> None:
    texts = {column.name for column in table.columns if column.type is Type.STRING and not column.values}
    assert texts - CODED <= FREE


def test_words_of_the_reason_leave_only_when_they_are_asked_for() -> None:
    facts = record(IDENTITY)
    assert decision_row(facts, key=KEY)["rationale"] is None
    assert decision_row(facts, key=KEY, with_rationale=True)["rationale"] == IDENTITY["rationale"]


def test_number_typed_among_the_words_never_leaves() -> None:
    facts = record(IDENTITY, rationale=f"Agreed with the family of {own_test_number(5).shown}.")
    row = decision_row(facts, key=KEY, with_rationale=True)
    assert row["rationale"] == "Agreed with the family of [a number]."
