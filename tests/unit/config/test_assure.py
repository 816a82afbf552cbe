"""`accord assure check`: what it says of good files, and of bad ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from tests.builders import extracts
from typer.testing import CliRunner

from accord.config.commands.assure import app
from accord.domain.errors import Refused


def check(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_files_are_known_by_name_or_by_their_columns(tmp_path: Path) -> None:
    decisions = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}, {"age": "old"}))
    stays = tmp_path / "x.csv"
    extracts.write_csv(tmp_path, "population", extracts.rows("population", {}, {}, {})).rename(stays)
    done = check(decisions, stays, "--as-of", "2026-11-21")
    assert (done.exit_code, done.stdout.splitlines()[:3]) == (
        0,
        [
            "           2  decisions: 1 kept, 1 rejected",
            "           3  population: 3 kept, 0 rejected",
            "population: 3 people, 1 of them with a decision",
        ],
    )
    assert "decisions, line 3, age: 'old' is not a whole number." in done.output


def test_rejects_are_kept_where_asked(tmp_path: Path) -> None:
    decisions = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}, {"age": "old"}))
    assert check(decisions, "--out", tmp_path / "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["extract.duckdb", "rejects.csv"]


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("x.csv", "a,b\n1,2\n", "x.csv: has not the columns of any table of the dataset."),
        (
            "x.csv",
            "decision_id,person_id,site_code,kind,cpr,age,status\n",
            "x.csv: has no column site_type, area_code,",
        ),
        ("decisions.csv", "", "decisions.csv: is empty."),
        ("decisions.csv", "decision_id;cpr\n", "decisions.csv: has semicolons between its values."),
    ],
)
def test_file_that_cannot_be_used_is_refused(name: str, held: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(held, encoding="utf-8")
    assert isinstance(wrong := check(path).exception, Refused)
    assert str(wrong).startswith(said)


def test_file_of_two_bytes_a_character_is_named_as_that(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Ref,Who\n1,2\n", encoding="utf-16")
    assert "x.csv: is in UTF-16, not UTF-8" in str(check(path).exception)


def test_slip_in_a_mapping_is_named_for_the_table_that_is_meant(tmp_path: Path) -> None:
    stays, mapping = tmp_path / "x.csv", tmp_path / "theirs.toml"
    stays.write_text("Who,Site,In\np1,V1,2026-03-02\n", encoding="utf-8")
    mapping.write_text('[population.columns]\nperson_id = "Who"\nsite_code = "Site"\nstart_date = "Inn"\n')
    assert "population.columns.start_date: the file has no column 'Inn'" in str(
        check(stays, "--mapping", mapping).exception
    )


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    one = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}))
    other = tmp_path / "decisions-2.csv"
    other.write_bytes(one.read_bytes())
    assert "is a second file of decisions, beside decisions.csv" in str(check(one, other).exception)
