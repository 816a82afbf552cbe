"""A run over a small record, and those who publish from it."""

from pathlib import Path
from typing import Any

import pytest
from tests.builders import publishing


@pytest.fixture(autouse=True)
def _publishers(_region: None, tmp_path: Path, settings: Any) -> None:
    settings.ACCORD_ASSURANCE = tmp_path / "assurance"
    publishing.load(tmp_path)


@pytest.fixture
def _run() -> None:
    publishing.keep_run()
