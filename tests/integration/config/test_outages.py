"""The database is killed under `accord serve`: that is said at once, in the form asked for, and it comes back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.integration.config.conftest import ACCORD, ENVIRONMENT

from accord.config import embedded

pytestmark = pytest.mark.no_database
TOKEN = {"Authorization": "Bearer abcdefghijabcdefghijabcdefghijab"}
SESSION = {"Cookie": "sessionid=abcdefghijabcdefghijabcdefghijab"}
PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    status: int
    wait: str
    body: str


@dataclass(frozen=True)
class Serving:
    data: Path
    address: str

    def ask(self, path: str, headers: dict[str, str]) -> Answer:
        with closing(HTTPConnection(self.address, timeout=PATIENCE)) as asked:
            asked.request("GET", path, headers=headers)
            answer = asked.getresponse()
            return Answer(answer.status, answer.headers.get("Retry-After", ""), answer.read().decode())

    def until(self, is_so: Callable[[], bool]) -> None:
        ends = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < ends
            time.sleep(0.01)

    def kill_database(self) -> None:
        holder = embedded.holder_of(self.data)
        assert holder
        os.kill(holder.server, signal.SIGKILL)


@pytest.fixture
def serving(_migrated: Path) -> Iterator[Serving]:
    with TemporaryDirectory(prefix="accord-") as folder:
        data = Path(shutil.copytree(_migrated, Path(folder) / "data"))
        words = [ACCORD, "serve", "--data", str(data), "--port", "0"]
        process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
        assert process.stdout is not None
        yield Serving(data, process.stdout.readline().split()[-1].removeprefix("http://").rstrip("/"))
        process.terminate()
        process.communicate()


def test_database_that_is_killed_is_said_to_be_gone_and_comes_back_by_itself(serving: Serving) -> None:
    assert serving.ask("/fhir/R4/Patient", TOKEN).status == 401
    serving.kill_database()
    serving.until(lambda: serving.ask("/fhir/R4/Patient", TOKEN).status == 503)
    token = serving.ask("/oauth/token", {})
    system, page, health = (
        serving.ask("/fhir/R4/Patient", TOKEN),
        serving.ask("/people/", SESSION),
        serving.ask("/health", {}),
    )
    assert [each.status for each in (system, page, health)] == [503] * 3
    assert all(each.wait for each in (system, page, health))
    assert '"OperationOutcome"' in system.body
    assert '"transient"' in system.body
    assert "It says nothing about any plan" in page.body
    assert (token.status, token.body) == (503, '{"error": "temporarily_unavailable"}')
    assert health.body == '{"database": "unreachable"}'
    serving.until(lambda: serving.ask("/health", {}).status == 200)
    assert serving.ask("/fhir/R4/Patient", TOKEN).status == 401
