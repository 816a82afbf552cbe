"""The pages of assurance: read by keyboard alone, and on a telephone; a signal's page with its chart drawn."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.journeys import Journey
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.sites import Site
from tests.journeys.steps_following import raise_signal

PAPER, NARROW = {"width": 718, "height": 1000}, {"width": 375, "height": 812}
"""What A4 leaves between its margins, and the telephone."""
CUT_OFF = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
TELEPHONE = {"viewport": NARROW, "has_touch": True}
READ = ("", "/sites", "/measures/M01", "/measures/M04", "/measures/M16", "/equality")
FOLLOWED = ("/signals", "/follow-up", "/publications", "/publications/new")
AS_IT_STOOD = "The record as it stood on"


@pytest.fixture(scope="module")
def signal(site: Site) -> str:
    """Raise a signal that nobody waits for any more, and give its address."""
    return raise_signal(site, days=30)


def sees_a_chart(journey: Journey, title: str) -> None:
    """Check that a chart is drawn, not too small to be read, and that its figures stand under it."""
    drawn = journey.screen.main.get_by_role("region", name=title).locator("svg")
    expect(drawn).to_be_visible()
    box = drawn.bounding_box()
    assert box
    assert min(box["width"], box["height"]) > 200
    journey.screen.open_details(f"The figures of this chart: {title}")
    expect(journey.screen.main.get_by_role("table", name=title)).to_be_visible()


def prints_whole(journey: Journey) -> None:
    """Check that nothing is cut off on paper, and that nothing stands there which can only be pressed."""
    page = journey.screen.page
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    assert page.evaluate(CUT_OFF) <= 0, page.url
    assert page.locator("summary:visible, nav:visible, button:visible").count() == 0, page.url
    page.emulate_media(media="screen")
    page.set_viewport_size(NARROW)


def test_manager_reads_their_own_site_with_a_keyboard(journey: Journey) -> None:
    journey.given_signed_in("manager", KeyboardScreen)
    journey.screen.press("Assurance")
    journey.screen.sees(AS_IT_STOOD, "a low number of decisions is never a fault")
    journey.screen.press("Sites")
    (own,) = journey.screen.main.get_by_role("rowheader").get_by_role("link").all_text_contents()
    journey.screen.press(own)
    journey.screen.sees("What the law and guidance expect", "The record does not show")
    sees_a_chart(journey, "DNACPR decisions by week, with what happened")
    journey.screen.press("Conversation recorded with the person or a consultee")
    journey.screen.sees("What it counts", "Published elsewhere", "neither a target nor a limit")


def test_lead_reads_groups_and_a_signal_with_its_chart_by_keyboard(journey: Journey, signal: str) -> None:
    journey.given_signed_in("assurance", KeyboardScreen)
    journey.screen.press("Assurance")
    journey.screen.press("Groups of people")
    journey.screen.sees(AS_IT_STOOD, "That a group has fewer decisions is no fault")
    journey.screen.press("Signals")
    journey.screen.act(journey.screen.main.locator(f"a[href='{signal}']"))
    journey.screen.page.wait_for_url(f"**{signal}")
    journey.screen.arrive()
    sees_a_chart(journey, "DNACPR decisions at the site by week, with the days that this question is about")
    journey.screen.press("Signals")
    journey.screen.press("Follow-up")
    journey.screen.sees("false-alarm record")


def test_lead_reads_every_page_on_a_telephone_and_on_paper(journey: Journey, signal: str) -> None:
    journey.given_signed_in("assurance", **TELEPHONE)
    for page in READ:
        journey.screen.go(f"/assurance{page}")
        journey.screen.sees(AS_IT_STOOD)
        prints_whole(journey)
    for page in FOLLOWED:
        journey.screen.go(f"/assurance{page}")
    journey.screen.go(signal)
    prints_whole(journey)
    journey.screen.go("/assurance/sites")
    first = journey.screen.main.get_by_role("rowheader").get_by_role("link").first.text_content() or ""
    journey.screen.press(first)
    journey.screen.sees(first, "Over time")
    prints_whole(journey)
