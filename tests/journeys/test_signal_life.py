"""A signal's whole life: those who are asked answer, a lead follows it to its end, and a second one closes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.raising import SECOND
from tests.journeys.sites import Site
from tests.journeys.steps_following import Following, raise_signal


@pytest.fixture
def journey(site: Site, browser: Browser) -> Iterator[Following]:
    told = Following(site, browser)
    yield told
    told.end()


def test_signal_is_answered_followed_and_closed_by_a_second_lead(journey: Following) -> None:
    journey.signal = raise_signal(journey.site)
    journey.when_turning_to("assurance")
    journey.screen.go("/assurance/signals")
    journey.screen.sees("for an answer by those who are asked")
    journey.given_signed_in("manager", KeyboardScreen)
    journey.when_opening_the_signal()
    journey.screen.sees("Your organisation is asked")
    journey.when_answering("We share the concern")
    journey.when_turning_to("officer")
    journey.when_opening_the_signal()
    journey.when_answering("There is an explanation")
    journey.when_turning_to("assurance")
    journey.when_opening_the_signal()
    journey.when_confirming_a_concern()
    journey.when_reviewing_a_case()
    journey.when_agreeing_an_action()
    journey.when_recording_that_it_is_done()
    journey.screen.press("Share what was learnt")
    journey.screen.fill("What was learnt, that others can use?", "Ask each person first.")
    journey.screen.press("Share it")
    journey.screen.sees("Somebody else explains it after all, or closes it")
    journey.given_signed_in(SECOND)
    journey.when_opening_the_signal()
    journey.screen.press("Close it")
    journey.screen.press("Close it")
    journey.screen.sees("Closed", "Minutes of the staff meeting.", "Not recorded")
    journey.screen.go("/assurance/follow-up")
    journey.screen.sees("false-alarm record", "From raised to closed")


def test_lead_asks_who_stands_behind_with_the_pseudonyms_filled_in(journey: Following) -> None:
    journey.signal = raise_signal(journey.site, days=30)
    journey.given_signed_in("assurance", viewport={"width": 375, "height": 800})
    journey.when_opening_the_signal()
    journey.screen.press("Ask who stands behind them")
    journey.screen.fill("What is it about?", "A concern about three decisions at one home.")
    journey.screen.press("Ask")
    journey.screen.sees("Waiting for a decision")
