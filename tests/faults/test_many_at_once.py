"""Many at the same moment: 64 on one person, two who endorse one plan, and forms that are sent again and again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import uuid4

import pytest
from tests.faults.crowds import at_once, seated
from tests.faults.houses import House, Work
from tests.faults.ledgers import Ledger
from tests.faults.servers import Server
from tests.faults.visitors import Visitor

SIGNERS = 64
SENDINGS = 16


@pytest.fixture(scope="module")
def server(house: House) -> Iterator[Server]:
    with Server(house.environment()) as running:
        yield running


@pytest.fixture
def author(house: House, server: Server, ledger: Ledger) -> Iterator[Visitor]:
    """Somebody who signs and is not the senior responsible clinician."""
    with seated(house, server, ledger, 1) as (visitor,):
        yield visitor


@pytest.fixture
def seniors(house: House, server: Server, ledger: Ledger) -> Iterator[list[Visitor]]:
    """Two who may endorse."""
    with seated(house, server, ledger, 2, first=1) as visitors:
        yield visitors


@pytest.fixture
def tabs(house: House, server: Server, ledger: Ledger) -> Iterator[list[Visitor]]:
    """One signer, in so many windows of one browser."""
    windows = [Visitor(house, server, ledger, "s-2") for _ in range(SENDINGS)]
    for window in windows:
        window.sign_in()
    yield windows
    for window in windows:
        window.leave()


def sign_together(visitors: Sequence[Visitor], work: Work) -> int:
    """Have everybody look at one draft, then all sign it at once; return how many were told that they did."""
    forms = at_once([partial(visitor.open_form, work) for visitor in visitors])
    pairs = zip(visitors, forms, strict=True)
    return sum(at_once([partial(visitor.sign_and_read, form) for visitor, form in pairs]))


@pytest.mark.scenario("64 signers on one person at once, twice")
def test_64_sign_for_one_person_and_one_is_signed(house: House, server: Server, ledger: Ledger) -> None:
    (work,) = house.take(1)
    with seated(house, server, ledger, SIGNERS) as visitors:
        told = sign_together(visitors, work), sign_together(visitors, visitors[0].open_draft(work.person))
    assert told == (1, 1)


@pytest.mark.scenario("two endorsements at once")
def test_two_endorse_one_plan_at_once(house: House, ledger: Ledger, author: Visitor, seniors: list[Visitor]) -> None:
    for work in house.take(8):
        author.sign_alone(author.open_form(work))
        version = author.current_version(work.person)
        told = at_once([partial(senior.endorse, version, work.person, uuid4()) for senior in seniors])
        ledger.endorsements += len(told)
        ledger.note_endorsed(version, sum(told))
        assert any(told)


@pytest.mark.scenario("a signature sent 16 times at once, and again")
def test_signature_sent_again_and_again_is_one(
    house: House, server: Server, ledger: Ledger, tabs: list[Visitor]
) -> None:
    form = tabs[0].open_form(*house.take(1))
    answers = at_once([partial(window.sign, form) for window in tabs])
    server.kill()
    server.start()
    answers += [window.sign(form) for window in tabs[:2]]
    assert {each.location for each in answers} == {f"/people/{form.work.person}"}
    ledger.note_acknowledged(form.token)


@pytest.mark.scenario("an endorsement sent 16 times at once")
def test_endorsement_sent_again_and_again_is_one(
    house: House, ledger: Ledger, author: Visitor, tabs: list[Visitor]
) -> None:
    (work,) = house.take(1)
    author.sign_alone(author.open_form(work))
    version, token = author.current_version(work.person), uuid4()
    told = at_once([partial(window.endorse, version, work.person, token) for window in tabs])
    ledger.endorsements += 1
    ledger.note_endorsed(version)
    assert len(told) == SENDINGS
