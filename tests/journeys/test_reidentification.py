"""Who stands behind a pseudonym is asked by one, agreed to by another, and shown once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.journeys.sites import Site
from tests.journeys.steps_reidentifying import Reidentifying


@pytest.fixture
def journey(site: Site, browser: Browser) -> Iterator[Reidentifying]:
    told = Reidentifying(site, browser)
    yield told
    told.end()


def test_request_is_approved_and_the_answer_is_shown_once(journey: Reidentifying) -> None:
    journey.given_a_plan()
    journey.when_turning_to("assurance")
    journey.when_asking_who_stands_behind("not one")
    journey.screen.sees_error("Pseudonyms", "What stands in line 1 is no pseudonym")
    journey.screen.fill("Pseudonyms", journey.pseudonym())
    journey.screen.press("Ask")
    journey.screen.sees("Waiting for a decision", "Somebody else decides")
    journey.when_turning_to("officer")
    journey.when_deciding("Yes, approve")
    journey.when_turning_to("assurance")
    journey.screen.go("/re-identification")
    journey.screen.press("Request")
    journey.screen.press("Show who it is")
    journey.screen.sees("This cannot be opened again", journey.person.family)
    journey.screen.press("Back")
    journey.screen.sees("Shown")
    journey.screen.sees_not(journey.person.family)


def test_request_that_is_refused_says_why(journey: Reidentifying) -> None:
    journey.when_turning_to("reviewer")
    journey.when_asking_who_stands_behind("0" * 20)
    journey.when_turning_to("privacy")
    journey.when_deciding("No, refuse")
    journey.screen.sees("Your decision is recorded", "Refused")
    journey.when_turning_to("reviewer")
    journey.screen.go("/re-identification")
    journey.screen.press("Request")
    journey.screen.sees("It was refused", "Nobody else can tell the home")
