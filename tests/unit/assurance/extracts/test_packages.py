"""A data package describes the files as they are, and the frictionless library finds them to be so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package
from tests.builders import extracts
from typer.testing import CliRunner

from accord.config.commands.assure import app
from accord.domain.dataset import TABLES


def checked(folder: Path, *files: Path) -> list[list[object]]:
    done = CliRunner().invoke(app, ["package", *map(str, files)])
    assert done.exit_code == 0, done.output
    found: list[list[object]] = Package(str(folder / "datapackage.json")).validate().flatten(["rowNumber", "fieldName"])
    return found


def test_package_of_good_files_is_valid(tmp_path: Path) -> None:
    files = [extracts.write_csv(tmp_path, table.name, [extracts.row(table.name)]) for table in TABLES]
    assert checked(tmp_path, *files) == []


def test_package_has_the_columns_of_the_file_in_its_order(tmp_path: Path) -> None:
    row = {"Ward": "4", **extracts.row("decisions", rationale="Frail.")}
    assert checked(tmp_path, extracts.write_csv(tmp_path, "decisions", [row])) == []
    (resource,) = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    assert [field["name"] for field in resource["schema"]["fields"]] == list(row)


@pytest.mark.parametrize(("column", "value"), [("cpr", "No"), ("age", 126), ("status", None), ("decision_id", "d1")])
def test_what_we_reject_frictionless_finds_too(column: str, value: object, tmp_path: Path) -> None:
    rows = extracts.decisions({}, {column: value})
    assert len(extracts.rejected(extracts.extract(tmp_path, decisions=rows))) == 1
    assert checked(tmp_path, tmp_path / "decisions.csv") == [[3, column]]
