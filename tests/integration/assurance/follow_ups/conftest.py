"""The small region, with everybody who follows a signal or answers one."""

from pathlib import Path

import pytest
from tests.builders import followers, who


@pytest.fixture(autouse=True)
def _region(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "committed" not in request.fixturenames:
        who.load_directory(tmp_path)
        followers.load(tmp_path)
