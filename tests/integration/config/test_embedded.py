"""The embedded server: started, shared, told apart, and gone with who started it."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from tests.integration.config.conftest import Holding

from accord.config import embedded

pytestmark = pytest.mark.no_database
Hold = Callable[[Path], Holding]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_server_ends_with_its_starter(data: Path, hold: Hold, number: signal.Signals) -> None:
    holding = hold(data)
    holding.process.send_signal(number)
    assert holding.server_ends()


def test_second_start_names_the_holder(data: Path, hold: Hold) -> None:
    holding = hold(data)
    with pytest.raises(embedded.FolderHeld, match=rf"already served by process {holding.process.pid} \(.*python"):
        embedded.start(data)


def test_shared_start_uses_the_running_server(data: Path, hold: Hold) -> None:
    hold(data)
    server = embedded.start(data, shared=True)
    with psycopg.connect(server.conninfo(user="accord_app")) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("accord_app",)
    assert server.process is None


def test_start_after_a_killed_holder_waits_and_succeeds(data: Path, hold: Hold) -> None:
    holding = hold(data)
    holding.process.kill()
    holding.process.wait()
    with embedded.running(data) as server:
        assert server.process is not None


def test_data_survives_a_restart(data: Path) -> None:
    with embedded.running(data) as server, psycopg.connect(server.conninfo(user="accord_owner")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
    with embedded.running(data) as server, psycopg.connect(server.conninfo(user="accord_owner")) as connection:
        assert connection.execute("SELECT seven FROM kept").fetchone() == (7,)


def test_stopped_server_leaves_no_process(data: Path) -> None:
    with embedded.running(data) as server:
        assert server.process is not None
        pid = server.process.pid
    assert not Path(f"/proc/{pid}").exists()
    assert embedded.holder_of(data) is None


def test_long_data_folder_has_a_short_socket(data: Path) -> None:
    long = data / ("a" * 60) / ("b" * 60)
    with embedded.running(long) as server, psycopg.connect(server.conninfo(user="accord_app")) as connection:
        assert connection.info.status == psycopg.pq.ConnStatus.OK
        assert len(str(server.socket)) < 60
    server.socket.rmdir()


def test_closed_parent_folder_needs_no_opening(data: Path) -> None:
    data.mkdir(mode=0o700)
    closed = data / "inside"
    with embedded.running(closed) as server:
        assert server.process is not None
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_server_is_not_root(data: Path) -> None:
    with embedded.running(data) as server:
        assert server.process is not None
        status = Path(f"/proc/{server.process.pid}/status").read_text(encoding="utf-8")
    capabilities = next(line for line in status.splitlines() if line.startswith("CapEff:"))
    assert int(capabilities.split()[1], 16) == 0


def test_socket_is_closed_to_others(data: Path) -> None:
    with embedded.running(data) as server:
        assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_no_rule_of_admission_trusts(data: Path) -> None:
    with embedded.running(data) as server, psycopg.connect(server.conninfo(user="postgres")) as connection:
        rows = connection.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert set(rows) == {("local", "peer")}


def test_foreign_socket_folder_is_refused(data: Path) -> None:
    data.mkdir(mode=0o711)
    (data / "socket").mkdir(mode=0o777)
    (data / "socket").chmod(0o777)
    with pytest.raises(embedded.ServerFailed, match="open to others"):
        embedded.start(data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_root_runs_the_server_as_the_owner_of_its_files(data: Path) -> None:
    data.parent.chmod(0o711)
    with embedded.running(data) as server:
        assert server.process is not None
        assert Path(f"/proc/{server.process.pid}").stat().st_uid == (data / "postgres").stat().st_uid
