"""A copy is printed on a ward, and checked by somebody who has nothing but the sheet and a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.builders.copies import square_code_of
from tests.journeys.journeys import Journey


def printed(journey: Journey, button: str) -> str:
    """Print what a button prints, and return what its square code says."""
    with journey.screen.page.expect_download() as download:
        journey.screen.act(journey.screen.find(button))
    return square_code_of(Path(download.value.path()).read_bytes())


def checked(page: Page, square: str, code: str = "") -> str:
    """Check a square code on the page that is open, and return what it says."""
    page.get_by_label("What the square code says").fill(square)
    page.get_by_label("The code printed in letters on the sheet").fill(code)
    page.get_by_role("button", name="Check it here").click()
    answer = page.get_by_role("status")
    answer.locator("strong").wait_for()
    return answer.inner_text()


@pytest.fixture
def square(journey: Journey) -> str:
    journey.given_a_plan()
    journey.screen.press("Print a copy")
    return printed(journey, "Print a notice about CPR")


def test_a_copy_is_printed_and_its_code_answers(journey: Journey, square: str) -> None:
    journey.screen.go(journey.screen.path)
    journey.screen.sees("A notice of the recommendation about CPR", "Of what is current")
    journey.screen.go("/copy/" + square.split("/copy/")[1])
    journey.screen.sees("Current: nothing newer is known here", "Authentic as printed at")


def test_a_copy_is_checked_with_no_network(journey: Journey, square: str) -> None:
    journey.screen.go("/check-a-copy")
    page, code = journey.screen.page, square.split("/copy/")[1][:10]
    page.context.set_offline(True)
    said = checked(page, square, code)
    assert "Authentic as printed at" in said
    assert "Nobody can tell from the paper alone" in said
    assert "It says: CPR attempts not recommended." in said
    assert "belongs to another copy" in checked(page, square, "7K3M9-QX2AB")
    assert "was changed" in checked(page, square.replace("not_for_cpr", "for_cpr"))
    page.context.set_offline(False)
