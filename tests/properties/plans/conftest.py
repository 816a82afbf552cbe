"""These properties are of the record itself: a real database, with our own test numbers."""

from collections.abc import Iterator

import pytest
from django.test import override_settings

from accord.privileges.claims import acting_as_software


@pytest.fixture(autouse=True, scope="session")
def _own_numbers() -> Iterator[None]:
    with override_settings(ACCORD_TEST_NUMBERS=frozenset({"own"})):
        yield


@pytest.fixture(autouse=True)
def _software_acts() -> Iterator[None]:
    """Act as the software: rows of people are shown to whoever acts, and to nobody else."""
    with acting_as_software():
        yield
