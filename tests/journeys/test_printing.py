"""On paper stands what is current and who it is about, and nothing that is pressed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.journeys import Journey


@pytest.mark.parametrize("page", ["plan", "emergency"])
def test_a_printout_shows_the_person_and_the_status_and_nothing_to_press(journey: Journey, page: str) -> None:
    journey.given_a_plan()
    journey.screen.press({"plan": "The plan in full", "emergency": "The emergency screen"}[page])
    journey.screen.page.emulate_media(media="print")
    journey.then_in_this_order(journey.person.name, "Born", "Not for CPR")
    for pressed in journey.screen.page.locator("nav, button, .nhsuk-button, .app-no-print").all():
        expect(pressed).to_be_hidden()


@pytest.mark.parametrize("page", ["plan", "emergency"])
def test_a_printout_says_when_it_was_made(journey: Journey, page: str) -> None:
    journey.given_a_plan()
    journey.screen.press({"plan": "The plan in full", "emergency": "The emergency screen"}[page])
    journey.screen.page.emulate_media(media="print")
    expect(journey.screen.main.get_by_text("Printout of the signed electronic plan, as at")).to_be_visible()


def test_who_is_not_to_be_told_is_not_on_paper(journey: Journey) -> None:
    journey.given_a_plan_that_keeps_somebody_out()
    journey.screen.press("The plan in full")
    kept_out = journey.screen.main.get_by_text("Nigel Crake")
    expect(kept_out).to_be_visible()
    journey.screen.page.emulate_media(media="print")
    expect(kept_out).to_be_hidden()
