"""`accord downtime open`, run as a user runs it: with no database, no data folder and no network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders import downtime
from tests.builders.downtime import FEW, PASSPHRASE

from accord.sharing.downtime import files, logs

pytestmark = pytest.mark.no_database
ACCORD = str(Path(sys.executable).with_name("accord"))


@pytest.fixture(autouse=True)
def _region() -> None:
    """No region is needed."""


def test_pack_opens_with_no_accord_and_writes_down_who_opened_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accord.sharing.downtime.envelopes.ITERATIONS", FEW)
    file = tmp_path / "downtime-pack.html"
    file.write_text(files.write(downtime.pack()), encoding="utf-8")
    words = ["downtime", "open", str(file), "--who", "Nia Reed", "--passphrase", PASSPHRASE, "--person", "rose"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
    words += ["--although-out-of-date", "--data", "/nowhere-at-all"]
    done = subprocess.run([ACCORD, *words], capture_output=True, text=True, timeout=60, check=False, env=inherited)
    assert done.returncode == 0, done.stderr
    assert "*** Not for CPR ***" in done.stdout
    assert "absence is no answer" in done.stdout
    held = logs.read((tmp_path / "downtime-pack.openings.json").read_text(encoding="utf-8"))
    assert [(each.who, each.person_id) for each in held.entries] == [("Nia Reed", downtime.PERSON)]
