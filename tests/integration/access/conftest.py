"""A small region with accounts."""

from pathlib import Path

import pytest
from tests.builders import who
from tests.builders.browsers import Browser


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def browser() -> Browser:
    return Browser()
