"""The commands about the access log, run as a user runs them, beside a worker that seals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.builders.logs import note_rows

from accord.access.queries.log_heads import keys_from
from accord.config import embedded
from accord.domain.transparency import proves_consistency, proves_inclusion

pytestmark = pytest.mark.no_database
ACCORD = str(Path(sys.executable).with_name("accord"))
KEY = "a key for tests that nobody would take for one drawn at random"
PUBLIC = keys_from([KEY]).key_id
INHERITED = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}
ENVIRONMENT = INHERITED | {"ACCORD_LOG_KEY": KEY}


def accord(*words: str, environment: dict[str, str] = ENVIRONMENT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ACCORD, *words], capture_output=True, text=True, timeout=120, check=False, env=environment)


@pytest.fixture(scope="module")
def data(installed: Path) -> str:
    return str(installed)


@pytest.fixture(scope="module")
def owner(data: str) -> Iterator[psycopg.Connection[Any]]:
    conninfo = embedded.start(Path(data), shared=True).conninfo(user=embedded.OWNER_ROLE)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        yield connection


def sealed(owner: psycopg.Connection[Any]) -> int:
    return owner.execute("SELECT coalesce(max(size), 0) FROM access_signedhead").fetchone()[0]


@pytest.fixture(scope="module")
def log(data: str, owner: psycopg.Connection[Any]) -> list[int]:
    """Rows sealed by two workers, one after another."""
    ids = []
    for _ in range(2):
        ids += note_rows(5, over=owner)
        assert accord("worker", "--drain", "--data", data).returncode == 0
    assert sealed(owner) == 10
    return ids


def test_whole_log_ends_with_nought(data: str, log: list[int]) -> None:
    done = accord("verify-log", "--data", data)
    assert done.returncode == 0
    assert "The log is whole. 0 rows are not sealed yet." in done.stdout


def test_report_is_read_by_a_program(data: str, log: list[int]) -> None:
    told = json.loads(accord("verify-log", "--data", data, "--json").stdout)
    assert (told["whole"], told["size"], told["rows"], told["heads"], told["findings"]) == (True, 10, 10, 2, [])


def test_verification_is_taken_up(data: str, log: list[int], tmp_path: Path) -> None:
    words = ("verify-log", "--data", data, "--json", "--state", str(tmp_path / "state"))
    assert [json.loads(accord(*words).stdout)["rows"] for _ in range(2)] == [10, 0]


def test_inclusion_is_proved_to_a_stranger(data: str, log: list[int]) -> None:
    told = json.loads(accord("prove-log", "inclusion", str(log[6]), "--data", data).stdout)
    path = [bytes.fromhex(node) for node in told["path"]]
    leaf, root, size = bytes.fromhex(told["leaf"]), bytes.fromhex(told["head"]["root"]), told["head"]["size"]
    assert proves_inclusion(leaf=leaf, index=told["place"], size=size, path=path, root=root)
    assert (told["place"], size) == (6, 10)


def test_consistency_is_proved_to_a_stranger(data: str, log: list[int]) -> None:
    told = json.loads(accord("prove-log", "consistency", "5", "10", "--data", data).stdout)
    roots = {f"{which}_root": bytes.fromhex(told[which]["root"]) for which in ("old", "new")}
    assert proves_consistency(old=5, new=10, path=[bytes.fromhex(node) for node in told["path"]], **roots)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["prove-log", "inclusion", "999999"], "row 999999 is not sealed"),
        (["prove-log", "consistency", "4", "10"], "no head of 4 rows was signed"),
        (["prove-log", "consistency", "10", "5"], "Give the sizes of two signed heads"),
        (["verify-log", "--key", "abc"], "'abc' is no public key"),
        (["verify-log", "--heads", __file__], "line 1 is no signed head"),
    ],
)
def test_what_cannot_be_taken_ends_with_two(data: str, log: list[int], words: list[str], said: str) -> None:
    done = accord(*words, "--data", data)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_heads_of_somebody_else_are_refused(data: str, log: list[int], tmp_path: Path) -> None:
    file, other = tmp_path / "heads", INHERITED | {"ACCORD_LOG_KEY": KEY[::-1]}
    assert accord("export", "heads", "--out", str(file), "--data", data).returncode == 0
    refused = accord("verify-log", "--heads", str(file), "--data", data, environment=other)
    assert (refused.returncode, "not signed with a key known here" in refused.stderr) == (2, True)
    named = accord("verify-log", "--heads", str(file), "--key", PUBLIC, "--data", data, environment=other)
    assert named.returncode == 0


def test_owner_who_edits_deletes_or_cuts_is_found_out(
    data: str, log: list[int], owner: psycopg.Connection[Any], tmp_path: Path
) -> None:
    heads = tmp_path / "heads"
    accord("export", "heads", "--out", str(heads), "--data", data)
    for table in ("access_accesslog", "access_seal", "access_signedhead"):
        owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    owner.execute("UPDATE access_accesslog SET person_id = gen_random_uuid() WHERE id = %s", [log[8]])
    edited = accord("verify-log", "--data", data)
    assert (edited.returncode, f"row {log[8]} was changed" in edited.stdout) == (1, True)
    unproved = accord("prove-log", "inclusion", str(log[8]), "--data", data)
    assert (unproved.returncode, "is not what was sealed at place 8" in unproved.stderr) == (1, True)
    owner.execute("DELETE FROM access_accesslog WHERE id >= %s", [log[5]])
    owner.execute("DELETE FROM access_seal WHERE first = 5")
    owner.execute("DELETE FROM access_signedhead WHERE size = 10")
    cut = accord("verify-log", "--data", data, "--heads", str(heads))
    assert (cut.returncode, "the log was cut: a signed head counts 10 rows" in cut.stdout) == (1, True)


def test_worker_seals_within_seconds_and_stops_cleanly(data: str, owner: psycopg.Connection[Any]) -> None:
    process = subprocess.Popen([ACCORD, "worker", "--data", data], env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    try:
        before, until = sealed(owner), time.monotonic() + 120
        note_rows(3, over=owner)
        while sealed(owner) < before + 3 and time.monotonic() < until:
            time.sleep(0.05)
        assert sealed(owner) == before + 3
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) in {0, 128 + signal.SIGTERM}
    finally:
        process.kill()
        process.wait()
