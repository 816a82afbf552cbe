"""The clock of the machine that serves is set back while somebody signs: what is current is what was signed last."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from tests.faults import stepping
from tests.faults.crowds import seated
from tests.faults.houses import House
from tests.faults.ledgers import Ledger
from tests.faults.servers import Server
from tests.faults.visitors import Cut, Visitor

STEPS = 4
TOO_FAR = 6
"""Steps after which the clock is twelve minutes behind: what is claimed on a connection has ended before it is read."""
SIGNED = "SELECT id, signed_at FROM plans_version WHERE person_id = %s ORDER BY number"


@pytest.fixture
def server(house: House) -> Iterator[Server]:
    with Server(house.environment(), workers=1, command=stepping.COMMAND) as running:
        yield running


@pytest.fixture
def signer(house: House, server: Server, ledger: Ledger) -> Iterator[Visitor]:
    with seated(house, server, ledger, 1) as (visitor,):
        yield visitor


@pytest.fixture
def senior(house: House, server: Server, ledger: Ledger) -> Iterator[Visitor]:
    with seated(house, server, ledger, 1, first=1) as (visitor,):
        yield visitor


def versions(house: House, person: object) -> list[tuple[Any, Any]]:
    with house.superuser() as connection:
        return connection.execute(SIGNED, [person]).fetchall()


@pytest.mark.scenario("clock stepped back four times")
def test_clock_stepped_back_while_somebody_signs(
    house: House, ledger: Ledger, server: Server, signer: Visitor, senior: Visitor
) -> None:
    (work,) = house.take(1)
    signer.sign_alone(signer.open_form(work))
    for _ in range(STEPS):
        server.process.send_signal(signal.SIGUSR1)
        signer.sign_alone(signer.open_form(signer.open_draft(work.person)))
    current = signer.current_version(work.person)
    ledger.endorsements += 1
    ledger.note_endorsed(current, senior.endorse(current, work.person, uuid4()))
    signed = versions(house, work.person)
    assert signed[-1][0] == current
    assert [at for _, at in signed] == sorted((at for _, at in signed), reverse=True)


@pytest.mark.scenario("clock far behind the database's")
def test_clock_too_far_behind_is_an_error_and_never_an_answer(house: House, server: Server, signer: Visitor) -> None:
    (work,) = house.take(1)
    form = signer.open_form(work)
    for _ in range(TOO_FAR):
        server.process.send_signal(signal.SIGUSR1)
        signer.ask("GET", "/sign-in")
    for ask in (lambda: signer.sign(form), lambda: signer.look(f"/people/{work.person}", work.person, "person")):
        with pytest.raises(Cut, match="500"):
            ask()
    server.kill()
    server.start()
    signer.sign_alone(form)
