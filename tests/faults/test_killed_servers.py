"""The server is killed while people sign: all of it, the process that holds the rest, or one that answers."""

from __future__ import annotations

import json

import pytest
from tests.faults.crowds import Crowd, seated
from tests.faults.houses import House
from tests.faults.ledgers import Ledger
from tests.faults.servers import Server

SIGNINGS = 1_000
AT_ONCE = 8
KILLS = ((150, Server.kill), (300, Server.kill_worker), (500, Server.kill_parent), (800, Server.kill))
"""After how many acknowledged signatures, and what."""


@pytest.mark.scenario("server killed during 1,000 signings")
def test_server_killed_while_people_sign(house: House, ledger: Ledger) -> None:
    with Server(house.environment(), beside=True) as server, seated(house, server, ledger, AT_ONCE) as visitors:
        crowd = Crowd(server, visitors, ledger, house.take(SIGNINGS))
        with crowd.signing():
            for acknowledged, kill in KILLS:
                crowd.until(acknowledged)
                kill(server)
                if not server.answers.is_set():
                    server.start()
    assert len(ledger.tried) == SIGNINGS
    assert house.command("worker", "--drain").returncode == 0
    assert json.loads(house.command("verify-log", "--json").stdout)["waiting"] == 0
