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
        ("decisions.csv", "", "decisions.csv: is empty."),
        ("decisions.csv", "decision_id;cpr\n", "decisions.csv: has semicolons between its values."),
    ],
)
def test_file_that_cannot_be_used_is_refused(name: str, held: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(held, encoding="utf-8")
    assert isinstance(wrong := check(path).exception, Refused)
    assert str(wrong).startswith(said)


def test_two_files_of_one_table_are_refused(tmp_path: Path) -> None:
    one = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}))
    other = tmp_path / "decisions-2.csv"
    other.write_bytes(one.read_bytes())
    assert "is a second file of decisions, beside decisions.csv" in str(check(one, other).exception)
