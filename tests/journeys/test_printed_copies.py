"""A copy is printed on a ward, and checked by somebody who has nothing but the sheet and a telephone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect
from tests.builders.copies import square_code_of
from tests.journeys.journeys import Journey
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.screens import READY, Screen


def printed(journey: Journey, button: str) -> str:
    """Print what a button prints, and return what its square code says."""
    with journey.screen.page.expect_download() as download:
        journey.screen.act(journey.screen.find(button))
    return square_code_of(Path(download.value.path()).read_bytes())


def check(screen: Screen, square: str, code: str = "") -> Locator:
    """Check a square code on the page that is open, and return where it is answered."""
    screen.fill("What the square code says", square)
    screen.fill("The code printed in letters on the sheet", code)
    screen.act(screen.find("Check it here"))
    return screen.page.get_by_role("status")


def test_a_copy_is_printed_and_checked_by_keyboard_alone(journey: Journey) -> None:
    journey.given_a_plan()
    journey.given_signed_in("doctor", KeyboardScreen)
    journey.screen.go(journey.record)
    journey.screen.press("Print a copy")
    square = printed(journey, "Print a notice about CPR")
    journey.screen.go(journey.screen.path)
    journey.screen.sees("A notice of the recommendation about CPR", "Of what is current")
    journey.screen.go("/check-a-copy")
    expect(check(journey.screen, square)).to_contain_text("Authentic as printed at")
    journey.screen.fill("The code printed under the square code", square.split("/copy/")[1][:10])
    journey.screen.press("Ask how it stands")
    journey.screen.sees("Current: nothing newer is known here")


def test_a_copy_says_that_what_stood_at_its_top_has_changed(journey: Journey) -> None:
    journey.given_a_plan()
    journey.screen.press("Print a copy")
    code = printed(journey, "Print the plan").split("/copy/")[1][:10]
    journey.then_the_crew_reads("Not for CPR")
    journey.when_posting("They want CPR to be attempted", "I want them to try.")
    journey.given_a_screen("passer-by")
    journey.screen.go(f"/copy/{code}")
    journey.screen.sees("the top of the sheet has changed since: ask before you rely on it", "If in doubt")
    journey.screen.sees_not("I want them to try")


def test_a_copy_is_checked_with_no_network_on_a_page_that_was_closed(journey: Journey) -> None:
    journey.given_a_plan()
    journey.screen.press("Print a copy")
    square = printed(journey, "Print a notice about CPR")
    journey.given_a_screen("passer-by")
    journey.screen.go("/check-a-copy")
    screen, page = journey.screen, journey.screen.page
    page.evaluate(READY)
    page.context.set_offline(True)
    page.goto("about:blank")
    page.goto(f"{screen.address}/check-a-copy")
    expect(screen.main).to_contain_text("The keys in this page are as at")
    answer = check(screen, square, square.split("/copy/")[1][:10])
    expect(answer).to_contain_text("Authentic as printed at")
    expect(answer).to_contain_text("Nobody can tell from the paper alone")
    expect(answer).to_contain_text("It says: CPR attempts not recommended.")
    expect(check(screen, square, "7K3M9-QX2AB")).to_contain_text("belongs to another copy")
    expect(check(screen, square.replace("not_for_cpr", "for_cpr"))).to_contain_text("was changed")
    screen.fill("The code printed under the square code", square.split("/copy/")[1][:10])
    screen.press("Ask how it stands")
    expect(screen.main).to_contain_text("Accord cannot be reached: nobody was asked how the copy stands")
    page.context.set_offline(False)
