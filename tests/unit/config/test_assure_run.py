"""`accord assure run`: what it says when it is done, and how it ends when it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from tests.builders import extracts
from typer.testing import CliRunner

from accord.config.commands.assure import app
from accord.config.commands.failures import say_plainly


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, arguments)])


def test_done_says_what_was_read_and_what_cannot_be_given(tmp_path: Path) -> None:
    decisions = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}, {"age": "old"}))
    done = run("--decisions", decisions, "--as-of", "2026-11-21", "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert "decisions: 1 kept, 1 rejected" in done.stdout
    assert "it needs a file of population" in done.stdout


def test_rejects_and_contradictions_are_told_with_where_all_stand(tmp_path: Path) -> None:
    made = extracts.decisions({}, {"age": "old"}, {"site_type": "hospice"})
    done = run("--decisions", extracts.write_csv(tmp_path, "decisions", made), "--out", tmp_path / "out")
    assert "decisions, line 3, age: 'old' is not a whole number." in done.stdout
    assert f"Every reject is in {tmp_path / 'out' / 'rejects.csv'}" in done.stdout
    assert (
        "site_type: 1 site is told of in two ways, and each row is counted as it stands. The first: decisions, line 4:"
        in done.stdout
    )


def test_period_that_ends_before_it_begins_is_refused(tmp_path: Path) -> None:
    path = extracts.write_csv(tmp_path, "decisions", extracts.decisions({}))
    refused = run("--decisions", path, "--out", tmp_path / "out", "--as-of", "2026-11-21", "--since", "2026-11-22")
    assert str(refused.exception).startswith("--since: is after 2026-11-21")


def test_unusable_file_ends_with_2_and_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "decisions.csv"
    empty.touch()
    with pytest.raises(SystemExit) as left, say_plainly():
        app(["run", "--decisions", str(empty), "--out", str(tmp_path / "out")], standalone_mode=False)
    assert left.value.code == 2
    assert "decisions.csv" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
