"""The connection to the database is cut at each statement of signing: before the server has it, and once it is done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from tests.faults.crowds import seated
from tests.faults.houses import House, Work
from tests.faults.ledgers import Ledger
from tests.faults.proxies import Place, Proxy
from tests.faults.servers import Server
from tests.faults.visitors import Cut, Visitor

from accord.config import embedded

FEWEST, MOST = 10, 100
"""Statements between which the number that a signature takes must lie."""


@pytest.fixture
def proxy(house: House) -> Iterator[Proxy]:
    with embedded.running(house.data) as server, Proxy(server.socket) as between:
        yield between


@pytest.fixture
def signer(house: House, ledger: Ledger, proxy: Proxy) -> Iterator[Visitor]:
    with (
        Server(house.environment_on(proxy.folder), workers=1) as server,
        seated(house, server, ledger, 1) as (visitor,),
    ):
        yield visitor


def sign_cut_at(place: Place, proxy: Proxy, signer: Visitor, work: Work) -> bool:
    """Sign while the connection is cut, send the same form again, and return whether there was anything to cut."""
    form = signer.open_form(work)
    proxy.cut_at(place)
    with suppress(Cut):
        signer.sign_alone(form)
    was_cut = proxy.has_cut.is_set()
    proxy.cut_at(None)
    if was_cut:
        signer.sign_alone(form)
    return was_cut


@pytest.mark.scenario("connection cut at each statement of signing")
def test_connection_is_cut_at_each_statement(house: House, ledger: Ledger, proxy: Proxy, signer: Visitor) -> None:
    for after in (False, True):
        cuts = 0
        while sign_cut_at(Place(cuts + 1, after), proxy, signer, *house.take(1)):
            cuts += 1
        ledger.note += f"  {cuts} cut {'once it was done' if after else 'before the server had it,'}"
        assert FEWEST < cuts < MOST
