"""The command with which somebody outside watches a log: against servers that lie, and against a real one."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import pytest
from tests.builders.histories import KEYS, History, Storyteller, entries, telling
from tests.builders.logs import note_rows
from tests.integration.config.test_log_commands import ACCORD, ENVIRONMENT, INHERITED, accord

from accord.access.queries.log_heads import keys_from
from accord.config import embedded

pytestmark = pytest.mark.no_database
OTHER = keys_from(["the key that the organisation took after it lost the first"])


@pytest.fixture
def teller() -> Iterator[Storyteller]:
    with telling(History(entries(8))) as server:
        yield server


def watch(address: str, state: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return accord("watch-log", address, "--state", str(state), *words, environment=INHERITED)


def test_first_key_is_believed_and_said(teller: Storyteller, tmp_path: Path) -> None:
    done = watch(teller.address, tmp_path / "heads")
    assert (done.returncode, f"Its key was believed: {KEYS.key_id}" in done.stdout) == (0, True), done.stderr
    assert json.loads((tmp_path / "heads").read_text())["size"] == 8


def test_how_many_heads_it_was_held_against_is_said(teller: Storyteller, tmp_path: Path) -> None:
    said = [watch(teller.address, tmp_path / "heads").stdout.splitlines()[0] for _ in range(2)]
    assert said == [
        "The log counts 8 rows, and no head was held against it yet.",
        "The log counts 8 rows, and begins with each head held against it: 1.",
    ]


def test_heads_are_kept_as_the_log_grows_and_once_each(teller: Storyteller, tmp_path: Path) -> None:
    for size in (8, 8, 20):
        teller.history = History(entries(size))
        assert watch(teller.address, tmp_path / "heads").returncode == 0
    assert [json.loads(line)["size"] for line in (tmp_path / "heads").read_text().splitlines()] == [8, 20]


def test_fork_is_named_with_its_evidence_and_the_kept_heads_stay(teller: Storyteller, tmp_path: Path) -> None:
    watch(teller.address, tmp_path / "heads")
    before, teller.history = (tmp_path / "heads").read_text(), History(entries(20, altered=3))
    done = watch(teller.address, tmp_path / "heads")
    assert (done.returncode, "Fork: the log of 20 rows does not begin with the 8 rows" in done.stdout) == (1, True)
    evidence = json.loads((tmp_path / "heads.forks").read_text())
    assert (evidence["kept"]["size"], evidence["shown"]["size"]) == (8, 20)
    assert (tmp_path / "heads").read_text() == before


def test_two_watchers_who_were_told_different_stories_find_out(teller: Storyteller, tmp_path: Path) -> None:
    mine, yours = tmp_path / "mine", tmp_path / "yours"
    watch(teller.address, mine)
    teller.history = History(entries(9, altered=3))
    assert watch(teller.address, yours).returncode == 0
    done = watch(teller.address, yours, "--heads", str(mine), "--json")
    assert (done.returncode, json.loads(done.stdout)["forks"][0]["fork"]) == (1, "not_a_beginning")


def test_new_key_counts_once_it_is_named(teller: Storyteller, tmp_path: Path) -> None:
    watch(teller.address, tmp_path / "heads")
    teller.history = History(entries(9), keys=OTHER)
    refused = watch(teller.address, tmp_path / "heads")
    assert (refused.returncode, "give it with --key" in refused.stdout) == (1, True)
    assert watch(teller.address, tmp_path / "heads", "--key", OTHER.key_id).returncode == 0
    assert watch(teller.address, tmp_path / "heads").returncode == 0


@pytest.mark.parametrize(
    ("address", "said"),
    [("http://127.0.0.1:1", "does not answer"), ("http://a.example", "Give an address that begins with https://")],
)
def test_what_cannot_be_asked_ends_with_two(address: str, said: str, tmp_path: Path) -> None:
    done = watch(address, tmp_path / "heads")
    assert (done.returncode, said in done.stderr, (tmp_path / "heads").exists()) == (2, True, False), done.stderr


@pytest.fixture
def served() -> Iterator[tuple[str, str]]:
    """A data folder, and where it is served."""
    with TemporaryDirectory(prefix="accord-") as folder:
        assert accord("migrate", "--data", folder).returncode == 0
        words = [ACCORD, "serve", "--data", folder, "--port", "0"]
        with subprocess.Popen(words, env=ENVIRONMENT, text=True, stdout=subprocess.PIPE) as server:
            assert server.stdout is not None
            yield folder, server.stdout.readline().split()[-1]
            server.terminate()
            server.wait(20)


def rewrite(over: psycopg.Connection[Any]) -> None:
    """Take one look out of history, as the owner of the database can, and forget all that was sealed."""
    for table in ("access_accesslog", "access_seal", "access_signedhead"):
        over.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    over.execute("DELETE FROM access_accesslog WHERE id = (SELECT min(id) FROM access_accesslog)")
    over.execute("DELETE FROM access_seal")
    over.execute("DELETE FROM access_signedhead")


def test_owner_with_the_key_who_rewrites_history_is_found_out_from_outside(
    served: tuple[str, str], tmp_path: Path
) -> None:
    (data, address), heads = served, tmp_path / "heads"
    conninfo = embedded.start(Path(data), shared=True).conninfo(user=embedded.OWNER_ROLE)
    with psycopg.connect(conninfo, autocommit=True) as owner:
        for step in (note_rows, note_rows, None, note_rows):
            step(5, over=owner) if step else rewrite(owner)
            accord("worker", "--drain", "--data", data)
            done = watch(address, heads)
    assert accord("verify-log", "--data", data).returncode == 0  # by itself, the new history is whole
    assert (done.returncode, "no longer knows the head of 10 rows" in done.stdout) == (1, True), done.stdout
