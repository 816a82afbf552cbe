"""The small region, a person with a signed plan, and browsers that are signed in."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.plans.actions.signing import Signed

SignIn = Callable[..., Browser]


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def person() -> UUID:
    return drafts.person_with_talk()


@pytest.fixture
def signed(person: UUID) -> Signed:
    return drafts.signed(person)


@pytest.fixture
def gp() -> Browser:
    browser = Browser()
    browser.sign_in(who.open_account("s-gp"))
    return browser
