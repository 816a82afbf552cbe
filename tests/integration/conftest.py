"""Integration tests use the database by default."""

import pytest


@pytest.fixture(autouse=True)
def _database(request: pytest.FixtureRequest) -> None:
    """Roll each test back, unless it asked for `committed` or for no database at all."""
    if "committed" not in request.fixturenames and request.node.get_closest_marker("no_database") is None:
        request.getfixturevalue("db")
