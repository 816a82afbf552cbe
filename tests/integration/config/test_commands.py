"""The `accord` command, run as a user runs it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from accord.config import embedded

pytestmark = pytest.mark.no_database
ACCORD = str(Path(sys.executable).with_name("accord"))
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("ACCORD_", "DATABASE_"))}


def accord(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ACCORD, *words], capture_output=True, text=True, timeout=120, check=False, env=ENVIRONMENT)


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    with TemporaryDirectory(prefix="accord-") as folder:
        assert accord("migrate", "--data", folder).stdout == "The database is now up to date.\n"
        yield folder


@pytest.fixture
def serving(data: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    words = [ACCORD, "serve", "--data", data, "--port", "0"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
    assert process.stdout is not None
    yield process, process.stdout.readline().split()[-1]
    process.kill()
    process.communicate()


def test_migrating_again_changes_nothing(data: str) -> None:
    done = accord("migrate", "--data", data, "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"changed": False})


def test_command_leaves_no_server(data: str) -> None:
    accord("migrate", "--data", data)
    assert embedded.holder_of(Path(data)) is None


def test_serve_answers_and_stops_cleanly(data: str, serving: tuple[subprocess.Popen[str], str]) -> None:
    process, address = serving
    asked = HTTPConnection(address.removeprefix("http://").rstrip("/"))
    asked.request("GET", "/health")
    assert json.load(asked.getresponse()) == {"database": "reachable"}
    asked.close()
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    assert embedded.holder_of(Path(data)) is None


def test_second_serve_names_the_first(data: str, serving: tuple[subprocess.Popen[str], str]) -> None:
    second = accord("serve", "--data", data, "--port", "0")
    assert second.returncode == 2
    assert f"already served by process {serving[0].pid}" in second.stderr


def test_other_commands_share_a_running_server(data: str, serving: tuple[subprocess.Popen[str], str]) -> None:
    assert accord("migrate", "--data", data).returncode == 0
    assert serving[0].poll() is None


def test_serve_says_that_a_port_is_taken(data: str, serving: tuple[subprocess.Popen[str], str]) -> None:
    port = serving[1].rstrip("/").rsplit(":", 1)[1]
    second = accord("serve", "--data", f"{data}/other", "--port", port)
    assert second.returncode == 2
    assert "Give another port with --port" in second.stderr


def test_worker_drains_and_ends(data: str) -> None:
    assert accord("worker", "--data", data, "--drain").returncode == 0


def test_rules_are_listed_with_their_sources() -> None:
    listed = json.loads(accord("rules", "--json").stdout)
    assert len(listed) > 50
    assert all(rule["source"] for rule in listed)


def test_unusable_file_is_said_plainly(data: str, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    done = accord("import", "pds", str(tmp_path / "broken.json"), "--data", data)
    assert done.returncode == 2
    assert "broken.json" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", [["nonsense"], ["serve", "--port", "seventy"], ["import", "pds", "none.json"], ["migrate", "--data"]]
)
def test_wrong_words_end_with_two(words: list[str]) -> None:
    done = accord(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_unreachable_database_is_said_plainly() -> None:
    address = "postgresql://nobody@127.0.0.1:1/accord"
    environment = ENVIRONMENT | {"DATABASE_URL": address}
    done = subprocess.run([ACCORD, "migrate"], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2
    assert done.stderr.startswith("accord: the database cannot be reached")
