"""Figures are made ready by one, looked at exactly as they would leave, and released by another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.sites import Site
from tests.journeys.steps_publishing import Publishing

from accord.assurance.publications.packages import sha256_of


@pytest.fixture
def journey(site: Site, browser: Browser) -> Iterator[Publishing]:
    told = Publishing(site, browser)
    yield told
    told.end()


def test_publication_is_made_ready_by_one_and_released_by_another_by_keyboard(journey: Publishing) -> None:
    journey.when_turning_to("assurance")
    journey.when_choosing("Sex", "Age band")
    journey.screen.sees("Nothing has left", "Waiting for a second person", "You made this ready")
    journey.screen.open_details("The figures, for a spreadsheet")
    journey.screen.sees("measure_id,breakdown,value")
    meant = journey.screen.main.locator("code").first.text_content()
    journey.given_signed_in("officer", KeyboardScreen)
    journey.when_opening_the_newest()
    journey.screen.press("Record the decision")
    journey.screen.sees_error("What do you decide?", "Select what you decide")
    journey.when_deciding("Release exactly these files")
    journey.screen.sees("Released: these files, and no others")
    with journey.screen.page.expect_download() as download:
        journey.screen.act(journey.screen.find("What they mean, for a program"))
    assert sha256_of(Path(download.value.path()).read_text(encoding="utf-8")) == meant
