"""A process that ends is started again, whatever it takes, until it is no longer wanted."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from threading import Event

import pytest

from accord.config.embedded import keepers
from accord.config.embedded.keepers import kept_running


@dataclass
class Sleeper:
    process: subprocess.Popen[bytes]

    def wait(self) -> None:
        self.process.wait()

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def sleeping() -> Sleeper:
    return Sleeper(subprocess.Popen(["sleep", "60"]))


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keepers, "AGAIN_AFTER", 0.01)


def test_process_that_ends_is_started_again_though_it_cannot_be_at_first() -> None:
    first, again, tries, is_there = sleeping(), list[Sleeper](), iter([False, False, True]), Event()

    def start() -> Sleeper:
        if not next(tries):
            raise OSError("no room")
        again.append(sleeping())
        is_there.set()
        return again[-1]

    with kept_running("sleeper", first, start):
        first.process.kill()
        assert is_there.wait(30)
        assert again[0].process.poll() is None
    assert again[0].process.poll() is not None


def test_process_that_is_stopped_stays_stopped() -> None:
    first, started = sleeping(), list[Sleeper]()

    def start() -> Sleeper:
        started.append(sleeping())
        return started[-1]

    with kept_running("sleeper", first, start):
        pass
    assert (first.process.poll() is not None, started) == (True, [])
