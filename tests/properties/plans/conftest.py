"""These properties are of the record itself: a real database, with our own test numbers."""

from collections.abc import Iterator

import pytest
from django.test import override_settings


@pytest.fixture(autouse=True, scope="session")
def _own_numbers() -> Iterator[None]:
    with override_settings(ACCORD_TEST_NUMBERS=frozenset({"own"})):
        yield
