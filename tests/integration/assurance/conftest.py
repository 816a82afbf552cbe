"""A small region, and browsers that are signed in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.builders import who
from tests.builders.browsers import Browser

SignIn = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def _region(_database: None, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "committed" not in request.fixturenames:
        who.load_directory(tmp_path)


@pytest.fixture
def sign_in() -> SignIn:
    """Give a browser in which a member of staff of the small region is signed in."""

    def signed_in(staff_code: str) -> Browser:
        browser = Browser()
        browser.sign_in(who.open_account(staff_code))
        return browser

    return signed_in
