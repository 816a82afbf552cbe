"""A small region, a person of the practice, and systems that register and find pointers."""

from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.pointers import ADVANCE, CRISIS, LocatorClient


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def person(number: str) -> UUID:
    return who.recorded(nhs_number=number)


@pytest.fixture
def home() -> LocatorClient:
    """A home, which registers crisis plans."""
    return LocatorClient()


@pytest.fixture
def practice() -> LocatorClient:
    """A practice, which finds both types, and is where the person is registered."""
    return LocatorClient("Y90001", registers=(), finds=(CRISIS, ADVANCE))
