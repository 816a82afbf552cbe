"""A synthetic region, loaded and served by the command."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.integration.config.test_commands import ACCORD, ENVIRONMENT, accord

from accord.config import embedded
from accord.domain.authority import NOT_STAFF, ROLE_NAMES, Role

pytestmark = pytest.mark.no_database
QUEUE = """
import django, sys
django.setup()
from datetime import datetime, UTC
from accord.assurance.jobs import take_snapshot
from accord.config.commands.stores import up_to_date
with up_to_date():
    for due in sys.argv[1:]:
        take_snapshot.configure(queueing_lock=due).defer(timestamp=int(datetime.fromisoformat(due).timestamp()))
"""
AT_TWO, AT_ONE = "2026-01-15T02:40:00+00:00", "2026-01-15T01:40:00+00:00"
"""In winter: the clock of jobs is England's."""


@pytest.fixture(scope="module")
def region() -> Iterator[str]:
    with TemporaryDirectory(prefix="accord-") as folder:
        done = accord("synth", "--people", "80", "--plans", "20", "--areas", "1", "--json", "--data", folder)
        assert done.returncode == 0, done.stderr
        Path(folder, "told.json").write_text(done.stdout, encoding="utf-8")
        yield folder


def test_synth_loads_as_many_as_asked_for(region: str) -> None:
    told = json.loads(Path(region, "told.json").read_text(encoding="utf-8"))
    assert (told["loaded"]["people"], told["loaded"]["with_plans"]) == (80, 20)
    assert told["loaded"]["first_person"]["nhs_number"].startswith("999")


def test_synth_refuses_a_folder_with_people(region: str) -> None:
    again = accord("synth", "--people", "10", "--data", region)
    assert again.returncode == 2
    assert "there are people in the database" in again.stderr


def test_demo_serves_what_is_there_and_names_sign_ins_and_codes(region: str) -> None:
    words = [ACCORD, "demo", "--data", region, "--port", "0", "--no-run"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
        assert process.stdout is not None
        told = []
        while not (told and told[-1].startswith("Accord is at")):
            told.append(process.stdout.readline())
        assert process.stdout.readline().rstrip().endswith(str(Path(region, "demo.log")))
        asked = HTTPConnection(told[-1].split("//")[1].strip().rstrip("/"))
        asked.request("GET", "/sign-in")
        assert asked.getresponse().status == 200
        asked.close()
        process.terminate()
    named = dict(line.strip().split(maxsplit=1) for line in told if line.startswith("  "))
    codes = {code: named.pop(code).partition(":")[0] for code in sorted(named) if code.startswith("Z9")}
    assert {each.partition(",")[0] for each in named.values()} == {ROLE_NAMES[role] for role in set(Role) - NOT_STAFF}
    assert "St Tamsin's Hospital" in named["ward"]
    assert codes == {
        "Z9000": "ambulance service",
        "Z9005": "GP practice",
        "Z9007": "hospital",
        "Z900D": "care home",
    }
    assert any(line.startswith("To follow the guides, take ") and "NHS number 999" in line for line in told)
    assert stat.S_IMODE(Path(region, "demo.log").stat().st_mode) == 0o600


def workers_of(parent: int) -> list[int]:
    """Return the workers that a process started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            held = folder.joinpath("stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
            words = folder.joinpath("cmdline").read_bytes().split(b"\0")
            if held[1] == str(parent) and b"worker" in words:
                found.append(int(folder.name))
    return found


def wait_until(is_so: Callable[[], bool]) -> bool:
    until = time.monotonic() + 120
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    return is_so()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_demo_runs_a_worker_that_ends_with_it(region: str, number: signal.Signals) -> None:
    in_background = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"]  # where a shell lets SIGINT be ignored
    words = [*in_background, ACCORD, "demo", "--data", region, "--port", "0", "--no-run"]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, env=ENVIRONMENT) as process:
        assert wait_until(lambda: len(workers_of(process.pid)) == 1)
        (worker,) = workers_of(process.pid)
        process.send_signal(number)
    assert wait_until(lambda: not Path(f"/proc/{worker}").exists())
    assert wait_until(lambda: embedded.holder_of(Path(region)) is None)


def test_demo_refuses_people_it_did_not_make(region: str) -> None:
    note = Path(region, "synthetic-region.json")
    held = note.read_text(encoding="utf-8")
    note.unlink()
    done = accord("demo", "--data", region, "--port", "0")
    note.write_text(held, encoding="utf-8")
    assert done.returncode == 2
    assert "no finished synthetic region" in done.stderr


def queue(data: Path, *due: str) -> None:
    """Queue the job of the night for these times."""
    environment = ENVIRONMENT | {"ACCORD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "accord.config.settings"}
    subprocess.run([sys.executable, "-c", QUEUE, *due], env=environment, check=True)


def test_worker_makes_the_run_of_the_night_once(region: str) -> None:
    queue(Path(region), AT_ONE, AT_TWO)
    # The run is gentle, and so slow where the machine is busy: it is waited for, however long it takes.
    subprocess.run([ACCORD, "worker", "--data", region, "--drain"], env=ENVIRONMENT, check=True)
    (made,) = Path(region, "assurance", "runs").iterdir()
    assert made.joinpath("measures.csv").stat().st_size > 0
    told = json.loads(Path(region, "assurance", "attempt.json").read_text(encoding="utf-8"))
    assert told["ended_at"]
    assert told["why"] == ""
