"""Files of the dataset become the canonical tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import extracts

from accord.domain.dataset import TABLES
from accord.domain.facts import FACTS, moment_cells
from accord.domain.moments import Moment


def test_good_decision_is_read(tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}, {"age": None}))
    found = extracts.ask(read, "SELECT line, decision_id, cpr, age, dementia FROM decisions ORDER BY line")
    assert found == [(2, "d1", "not_for_cpr", 84, None), (3, "d2", "not_for_cpr", None, None)]


def test_every_table_is_there_with_its_columns(tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}))
    names = {name for (name,) in extracts.ask(read, "SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    assert names == {table.name for table in TABLES}
    columns = [name for name, *_ in extracts.ask(read, "DESCRIBE decisions")]
    assert columns == ["line", *(name for fact in FACTS if fact.in_dataset for name in fact.columns)]


@pytest.mark.parametrize("text", ["2026-03-02", "2026-07-02T00:30", "2026-03-02T10:00:00+00:00", "2026-07-02 23:30Z"])
def test_moment_is_what_the_domain_reads(text: str, tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({"decided_at": text}))
    found = extracts.ask(read, "SELECT decided_at_day, decided_at_second FROM decisions")
    assert found == [tuple(moment_cells("x", Moment.read(text)).values())]


def test_what_the_file_had_is_told(tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}), sites=[extracts.row("sites")])
    assert read.given["sites"] == ("site_code", "name", "site_type", "area_code", "places")
    assert ("decisions", "decided_at") in extracts.ask(read, "FROM given")


def test_row_that_cannot_be_read_is_rejected_by_line_and_column(tmp_path: Path) -> None:
    read = extracts.extract(tmp_path, decisions=extracts.decisions({}, {"cpr": "No"}, {"age": 126}))
    assert [(each["line"], each["column"], each["value"]) for each in extracts.rejected(read)] == [
        ("3", "cpr", "No"),
        ("4", "age", "126"),
    ]
    assert (read.counts["decisions"].read, read.counts["decisions"].kept) == (3, 1)
