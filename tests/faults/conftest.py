"""One installation for the whole suite, a book for each scenario, and the table of counts at the end."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.faults import houses, tables
from tests.faults.checking import check
from tests.faults.houses import House
from tests.faults.ledgers import Count, Ledger

DRAFTS = 1_600
COUNTS = pytest.StashKey[list[Count]]()


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """Make an installation that is served by whichever scenario runs."""
    with tempfile.TemporaryDirectory(prefix="accord-") as folder:
        data = Path(folder)
        data.chmod(0o711)
        built = houses.build(data, DRAFTS)
        yield built
        built.leave()


@pytest.fixture
def ledger(request: pytest.FixtureRequest, house: House) -> Iterator[Ledger]:
    """Give a scenario its book; when it is over, hold the book against the record and count."""
    marker = request.node.get_closest_marker("scenario")
    assert marker, "each scenario has a name"
    book = Ledger(scenario=marker.args[0])
    yield book
    sys.stdout.write(house.last_words())
    count = check(house, book)
    request.config.stash.setdefault(COUNTS, []).append(count)
    assert not count.faults, "\n".join(count.faults[:20])
    assert count.tried, "nothing was tried"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what was tried and what was found, one line for each scenario."""
    counts = config.stash.get(COUNTS, [])
    if counts:
        terminalreporter.section("faults")
        for line in tables.lines(counts):
            terminalreporter.write_line(line)
