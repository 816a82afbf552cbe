"""The small region, and a person who lives at Ash House with a plan that says whom to tell."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.domain.plan.keeping import Copy, Distribution, Recipient
from accord.domain.plan.parts import PartName
from accord.plans.actions.signing import Signed

SignIn = Callable[[str], Browser]
TOLD = Distribution(
    tell=frozenset({Recipient.GP, Recipient.CARE_HOME, Recipient.AMBULANCE, Recipient.FAMILY}),
    copies=(Copy(held_by="Rose", location="Yellow folder by the telephone"),),
    location_at_home="Message in a bottle, in the fridge",
)


@pytest.fixture(autouse=True)
def _region(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    request.getfixturevalue("committed" if "teller" in request.fixturenames else "_database")
    who.load_directory(tmp_path)


@pytest.fixture
def person() -> UUID:
    held = drafts.person_with_talk()
    drafts.move_in(held)
    return held


@pytest.fixture
def signed(person: UUID) -> Signed:
    return drafts.signed(person, parts={**drafts.USUAL, PartName.DISTRIBUTION: TOLD})


@pytest.fixture
def sign_in() -> SignIn:
    def browse(staff_code: str) -> Browser:
        browser = Browser()
        browser.sign_in(who.open_account(staff_code))
        return browser

    return browse
