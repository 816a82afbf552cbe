"""A small region, and a system that is registered in it."""

from pathlib import Path

import pytest
from tests.builders import who
from tests.builders.systems import OtherSystem


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def system() -> OtherSystem:
    return OtherSystem().register()
