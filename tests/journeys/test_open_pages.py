"""A plan that stands open on a screen says that it was cancelled, and says when it cannot hear."""

from __future__ import annotations

from tests.journeys.journeys import Journey

CANCELLED = "A plan of this person has been cancelled since this page was loaded."
LOST = "This page is not connected"
STREAMS = "**/stands/*"
PATIENCE = 60_000  # milliseconds: a busy machine is slow, not wrong


def test_an_open_page_hears_of_a_cancellation_and_says_when_it_cannot_hear(journey: Journey) -> None:
    journey.given_a_plan()
    journey.when_turning_to("doctor")
    page = journey.screen.page
    page.route(STREAMS, lambda route: route.abort())
    journey.when_opening_the_record()
    page.get_by_role("alert").get_by_text(LOST).wait_for(timeout=PATIENCE)
    page.unroute(STREAMS)
    page.get_by_role("alert").get_by_text(LOST).wait_for(state="detached", timeout=PATIENCE)
    journey.when_turning_to("clinician")
    journey.when_cancelling()
    page.get_by_role("alert").get_by_text(CANCELLED).wait_for(timeout=PATIENCE)
