"""The small region, a person in it, and browsers that are signed in."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.browsers import Browser

SignIn = Callable[..., Browser]


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def person() -> UUID:
    return drafts.person_with_talk()


@pytest.fixture
def sign_in() -> SignIn:
    """Give a browser in which somebody is signed in; `place` is where, for those who work at several."""

    def signed_in(staff_code: str, place: str = "") -> Browser:
        browser = Browser()
        browser.sign_in(who.open_account(staff_code))
        if place:
            chosen = who.actor(place).staff_role_id
            browser.send("/choose-role", {"role": str(chosen), "next": "/"}, page="/choose-role")
        return browser

    return signed_in


@pytest.fixture
def gp(sign_in: SignIn) -> Browser:
    return sign_in("s-gp")


@pytest.fixture
def nurse(sign_in: SignIn) -> Browser:
    return sign_in("s-nurse", "R9901")


@pytest.fixture
def carer(sign_in: SignIn) -> Browser:
    return sign_in("s-care")
