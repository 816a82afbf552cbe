"""A small region, and browsers that are signed in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.builders import who
from tests.builders.browsers import Browser

SignIn = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def _region(_database: None, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "committed" not in request.fixturenames:
        who.load_directory(tmp_path)


@pytest.fixture(autouse=True)
def _own_folder(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Keep runs apart from those of whoever runs the tests."""
    if "committed" not in request.fixturenames:
        settings.ACCORD_ASSURANCE = tmp_path / "assurance"


@pytest.fixture
def sign_in() -> SignIn:
    """Give a browser in which a member of staff of the small region is signed in."""

    def signed_in(staff_code: str) -> Browser:
        browser = Browser()
        browser.sign_in(who.open_account(staff_code))
        return browser

    return signed_in
