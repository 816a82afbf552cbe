"""The drill: a database that is being written to is backed up, lost, and restored; every version's hash is compared."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import psycopg
import pytest
from tests.builders import signers
from tests.integration.config.test_commands import ACCORD, ENVIRONMENT, accord

from accord.config import embedded

pytestmark = pytest.mark.no_database


@dataclass
class Signing:
    """A process that serves a data folder and signs in it (see `tests.builders.signers`)."""

    process: subprocess.Popen[str]

    def tell(self, word: str) -> list[str]:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        return self.hear()

    def hear(self) -> list[str]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the signer ended"
        return line.split()


@contextmanager
def signing(data: Path) -> Iterator[Signing]:
    environment = ENVIRONMENT | {"ACCORD_DATA": str(data), "ACCORD_TEST_NUMBERS": "own"}
    environment |= {"DJANGO_SETTINGS_MODULE": "accord.config.settings"}
    with subprocess.Popen(
        signers.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        signer = Signing(process)
        signer.hear()
        yield signer
        assert process.stdin is not None
        process.stdin.close()


def done(*words: str, expecting: int = 0) -> dict[str, Any]:
    ended = accord(*words, "--json")
    assert ended.returncode == expecting, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    return told


def hashes(data: Path) -> dict[str, str]:
    """Read every version's hash straight from a data folder's database."""
    with embedded.running(data) as server, psycopg.connect(server.conninfo(user="postgres")) as connection:
        return dict(connection.execute("SELECT id::text, sha256 FROM plans_version").fetchall())


def alter(data: Path, version: str) -> None:
    """Change a signed document behind everybody's back, as no role may."""
    with embedded.running(data) as server, psycopg.connect(server.conninfo(user="postgres")) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE plans_version SET document = '{}' WHERE id = %s", [version])


@dataclass
class Drill:
    """What was signed when, and what was kept of it."""

    place: Path
    before: list[str]
    during: list[str]
    first: str
    between: datetime
    second: str

    @property
    def data(self) -> Path:
        return self.place / "live"

    @property
    def backup(self) -> Path:
        return self.place / "backup"

    @property
    def archive(self) -> Path:
        return self.place / "archive"


def now(data: Path) -> datetime:
    """Return the time by the clock of a database, after everything that is signed there."""
    with embedded.running(data) as server, psycopg.connect(server.conninfo(user="postgres")) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    return row[0]


@pytest.fixture(scope="module")
def drill() -> Iterator[Drill]:
    with TemporaryDirectory(prefix="accord-") as folder:
        place = Path(folder)
        done("migrate", "--data", str(place / "live"))
        with signing(place / "live") as signer:
            before = signer.tell("sign") + signer.tell("sign")
            assert accord("worker", "--drain", "--data", str(place / "live")).returncode == 0
            signer.tell("on")
            where = ("--data", str(place / "live"), "--out", str(place / "backup"))
            done("backup", *where, "--archive", str(place / "archive"))
            during = signer.tell("off")
            first, between, second = signer.tell("sign"), now(place / "live"), signer.tell("sign")
        yield Drill(place, before, during, first[0], between, second[0])


@pytest.fixture
def new() -> Iterator[Path]:
    with TemporaryDirectory(prefix="accord-") as folder:
        yield Path(folder) / "new"


@pytest.fixture
def copied(drill: Drill, new: Path) -> Path:
    """A backup of one's own, to damage."""
    return shutil.copytree(drill.backup, new.with_name("copied"))


def test_restored_backup_holds_every_version_with_its_hash(drill: Drill, new: Path) -> None:
    told = done("restore", str(drill.backup), "--data", str(new))
    live, restored = hashes(drill.data), hashes(new)
    assert set(drill.before) <= set(restored)
    assert restored.items() <= live.items()
    assert (told["differences"], told["found"]["versions"]) == ([], len(restored))
    assert told["found"]["last_read"] >= told["manifest"]["contents"]["last_read"] > 0


def test_access_log_of_a_restored_backup_is_whole(drill: Drill, new: Path) -> None:
    done("restore", str(drill.backup), "--data", str(new))
    shutil.copy(drill.data / "log-key", new)
    told = done("verify-log", "--data", str(new))
    assert (told["whole"], told["heads"] > 0, told["rows"] >= len(drill.before)) == (True, True, True)


def test_restored_folder_is_used_as_any_other(drill: Drill, new: Path) -> None:
    done("restore", str(drill.backup), "--data", str(new))
    assert done("migrate", "--data", str(new)) == {"changed": False}
    assert done("backup", "--data", str(new), "--out", f"{new}-again")["manifest"]["archive"] is None


def test_restore_to_a_moment_shows_what_was_signed_before_and_not_after(drill: Drill, new: Path) -> None:
    done("restore", str(drill.backup), "--data", str(new), "--until", drill.between.isoformat())
    assert set(hashes(new)) == {*drill.before, *drill.during, drill.first}


def test_restore_to_the_end_of_the_archive_loses_nothing(drill: Drill, new: Path) -> None:
    done("restore", str(drill.backup), "--data", str(new), "--archive", str(drill.archive))
    assert hashes(new) == hashes(drill.data)


def test_restore_beyond_the_archive_says_that_it_cannot_tell(drill: Drill, new: Path) -> None:
    ended = accord("restore", str(drill.backup), "--data", str(new), "--until", "2999-01-01T00:00")
    assert (ended.returncode, "nothing that was kept is later" in ended.stderr) == (2, True)
    assert not new.exists()


def test_restore_to_before_the_backup_is_refused(drill: Drill, new: Path) -> None:
    ended = accord("restore", str(drill.backup), "--data", str(new), "--until", "2020-01-01T00:00")
    assert (ended.returncode, "an earlier backup" in ended.stderr) == (2, True)


def test_gap_in_the_archive_is_said(drill: Drill, new: Path) -> None:
    archive = Path(shutil.copytree(drill.archive, new.with_name("archive")))
    last = max(path for path in archive.iterdir() if len(path.name) == 24)
    last.rename(last.with_name(last.name[:16] + "000000F0"))
    told = done("restore", str(drill.backup), "--data", str(new), "--archive", str(archive), expecting=1)
    assert told["differences"] == [f"the archive lacks {last.name}; what comes after it could not be used"]


def test_restore_never_overwrites(drill: Drill) -> None:
    ended = accord("restore", str(drill.backup), "--data", str(drill.data))
    assert (ended.returncode, "is not empty" in ended.stderr) == (2, True)
    assert drill.second in hashes(drill.data)


def test_backup_never_overwrites(drill: Drill) -> None:
    ended = accord("backup", "--data", str(drill.data), "--out", str(drill.backup))
    assert (ended.returncode, "is not empty" in ended.stderr) == (2, True)


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--out", "LIVE/inside"], "--out: LIVE/inside lies in the data folder"),
        (["--out", "NEW", "--archive", "LIVE/inside"], "--archive: LIVE/inside lies in the data folder"),
        (["--out", "NEW", "--archive", "BACKUP"], "--archive: BACKUP holds something else"),
        (["--out", "NEW", "--archive", "NEW", "--no-archive"], "--no-archive: it was given with --archive"),
    ],
)
def test_backup_refuses_what_cannot_be(drill: Drill, new: Path, words: list[str], wrong: str) -> None:
    known = {"LIVE": drill.data, "NEW": new, "BACKUP": drill.backup}

    def put(text: str) -> str:
        return next((text.replace(name, str(path)) for name, path in known.items() if name in text), text)

    ended = accord("backup", "--data", str(drill.data), *map(put, words))
    assert (ended.returncode, put(wrong) in ended.stderr, new.exists()) == (2, True, False)


def test_archive_of_another_database_is_refused(drill: Drill, new: Path) -> None:
    new.mkdir()
    (new / "system").write_text("1", encoding="ascii")
    ended = accord("restore", str(drill.backup), "--data", f"{new}-2", "--archive", str(new))
    assert (ended.returncode, "is of another database" in ended.stderr) == (2, True)


def test_restore_names_who_serves_the_folder(drill: Drill, new: Path) -> None:
    with signing(new):
        ended = accord("restore", str(drill.backup), "--data", str(new))
    assert (ended.returncode, "is served by process" in ended.stderr) == (2, True)


def test_damaged_file_is_found_before_anything_is_restored(copied: Path, new: Path) -> None:
    damaged = max((copied / "files" / "base").rglob("*"), key=lambda path: path.stat().st_size)
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    ended = accord("restore", str(copied), "--data", str(new))
    assert (ended.returncode, f"{damaged} is missing or not what was copied" in ended.stderr) == (2, True)
    assert not list(new.parent.glob("*new*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_stopped_backup_never_looks_whole(drill: Drill, new: Path, number: signal.Signals) -> None:
    words = [ACCORD, "backup", "--data", str(drill.data), "--out", str(new)]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        while not (half := list(new.parent.glob(".new.unfinished-*/files"))):
            time.sleep(0.01)
        process.send_signal(number)
    assert not new.exists()
    refused = accord("restore", str(half[0].parent), "--data", f"{new}-again")
    assert (refused.returncode, "no finished backup" in refused.stderr) == (2, True)


def test_missing_version_is_named(copied: Path, new: Path) -> None:
    manifest = json.loads((copied / "manifest.json").read_text(encoding="utf-8"))
    listed = (copied / "versions.txt").read_bytes() + f"{UUID(int=2**128 - 1)} {'0' * 64}\n".encode()
    (copied / "versions.txt").write_bytes(listed)
    manifest["contents"] |= {"versions_sha256": sha256(listed).hexdigest(), "last_read": 10**9}
    (copied / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    told = done("restore", str(copied), "--data", str(new), expecting=1)
    assert told["differences"][0] == f"version {UUID(int=2**128 - 1)} is missing"
    assert "it went on to 1,000,000,000" in told["differences"][1]


@pytest.mark.parametrize("name", ["manifest.json", "versions.txt"])
def test_half_backup_is_refused(copied: Path, new: Path, name: str) -> None:
    (copied / name).write_text("{", encoding="utf-8")
    ended = accord("restore", str(copied), "--data", str(new))
    assert (ended.returncode, name in ended.stderr) == (2, True)


def test_archive_that_fails_is_said_beside_the_backup(drill: Drill, new: Path) -> None:
    done("restore", str(drill.backup), "--data", str(new))
    done("backup", "--data", str(new), "--out", f"{new}-1", "--archive", f"{new}-archive")
    shutil.rmtree(f"{new}-archive")
    ended = accord("backup", "--data", str(new), "--out", f"{new}-2")
    assert (ended.returncode, "-archive cannot be written to" in ended.stderr) == (2, True)
    assert done("backup", "--data", str(new), "--out", f"{new}-3", "--no-archive")["manifest"]["archive"] is None


def test_altered_version_is_named_and_kept_from_use(drill: Drill, new: Path) -> None:
    whole, backup = new.with_name("whole"), new.with_name("backup")
    done("restore", str(drill.backup), "--data", str(whole))
    altered, _ = drill.before
    alter(whole, altered)
    done("backup", "--data", str(whole), "--out", str(backup))
    told = done("restore", str(backup), "--data", str(new), expecting=1)
    assert told["differences"] == [f"the document of version {altered} is not what was signed"]
    assert (new.exists(), Path(told["data"]).name.startswith("new.differs-")) == (False, True)


def test_somebody_elses_server_is_dumped_and_restored(drill: Drill, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = new.with_name("dump")
    with embedded.running(drill.data) as server:
        monkeypatch.setitem(ENVIRONMENT, "DATABASE_URL", f"postgresql://accord_owner@/accord?host={server.socket}")
        done("backup", "--out", str(dump))
    monkeypatch.delitem(ENVIRONMENT, "DATABASE_URL")
    told = done("restore", str(dump), "--data", str(new))
    assert (hashes(new), told["found"]["later"]) == (hashes(drill.data), 0)
