"""Integration tests use the database by default."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from tests.builders import who

from accord.domain.events import EventKind, Happening
from accord.events import hearing
from accord.privileges.claims import acting_as_software


@pytest.fixture(autouse=True)
def _database(request: pytest.FixtureRequest) -> None:
    """Roll each test back, unless it asked for `committed` or for no database at all."""
    if "committed" not in request.fixturenames and request.node.get_closest_marker("no_database") is None:
        request.getfixturevalue("db")


@pytest.fixture(autouse=True)
def _software_acts() -> Iterator[None]:
    """Act as the software, unless a test signs somebody in: rows of people are shown to nobody else."""
    with acting_as_software():
        yield


@pytest.fixture
def failing_events() -> Iterator[None]:
    """Let every event fail as it is recorded, so that an action's test can see that nothing was saved."""

    def fail(_: Happening) -> None:
        raise RuntimeError("no event")

    for kind in EventKind:
        hearing.hear(kind, fail)
    yield
    for kind in EventKind:
        hearing.stop_hearing(kind, fail)


@pytest.fixture
def number() -> str:
    """An NHS number of our own that nobody has yet."""
    return who.number()


@pytest.fixture(autouse=True)
def _own_test_numbers() -> Iterator[None]:
    """Take our own test numbers (999 xxx xxxx), as a demo does."""
    with override_settings(ACCORD_TEST_NUMBERS=frozenset({"own"})):
        yield
