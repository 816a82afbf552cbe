"""`accord import training` and `accord export training`, as an operator runs them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders import who

pytestmark = pytest.mark.no_database
ACCORD = str(Path(sys.executable).with_name("accord"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
HEAD = "staff_code,competence,ods_code,completed_on,valid_until,evidence\n"
GOOD, BAD = "s-gp,cpr_decisions,Y90001,2025-01-10,2999-01-10,", "s-gp,swimming,Y90001,2025-01-10,,"


@pytest.fixture(scope="module")
def folder(installed: Path) -> Path:
    """Give a folder whose data folder has the small region's directory in it."""
    folder = installed.parent
    files = {"organisations": who.ORGANISATIONS, "relationships": who.RELATIONSHIPS, "staff": who.STAFF}
    for name, text in (files | {"training": f"{HEAD}{GOOD}\n{BAD}\n"}).items():
        (folder / f"{name}.csv").write_text(text)
    related = ["--relationships", str(folder / "relationships.csv")]
    assert accord(folder, "import", "organisations", str(folder / "organisations.csv"), *related).returncode == 0
    assert accord(folder, "import", "staff", str(folder / "staff.csv")).returncode == 0
    return folder


def accord(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [ACCORD, *words, "--data", str(folder / "data")]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=120, check=False, env=ENVIRONMENT, cwd=folder
    )


def test_import_takes_what_can_be_read_and_names_what_cannot(folder: Path) -> None:
    done = accord(folder, "import", "training", str(folder / "training.csv"), "--json")
    assert (done.returncode, json.loads(done.stdout)["added"]) == (2, 1)
    assert "training, line 3, competence: is not one of" in done.stderr


def test_export_writes_counts_of_an_area_with_small_ones_hidden(folder: Path) -> None:
    done = accord(folder, "export", "training", "--out", "cover.csv", "--area", "Q9901")
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader((folder / "cover.csv").read_text().splitlines()))
    found = {(row["provider_code"], row["staff"]) for row in rows if row["competence"] == "cpr_decisions"}
    assert found == {("", "*"), ("Y90001", "*")}


def test_export_of_an_area_that_is_not_known_is_refused_in_words(folder: Path) -> None:
    done = accord(folder, "export", "training", "--out", "none.csv", "--area", "QQQ")
    assert done.returncode == 2
    assert "is not an organisation that is known here" in done.stderr
    assert not (folder / "none.csv").exists()
