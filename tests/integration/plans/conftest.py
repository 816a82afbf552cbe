"""Every test of plans has the small region, and a person in it."""

from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import drafts, who


@pytest.fixture(autouse=True)
def _region(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "committed" not in request.fixturenames:
        who.load_directory(tmp_path)


@pytest.fixture
def person() -> UUID:
    return drafts.person_with_talk()
