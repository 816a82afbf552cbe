"""A crew whose network goes: what was opened stays for some hours, says its age, and what became of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect
from tests.journeys.journeys import Journey
from tests.journeys.screens import READY
from tests.journeys.sites import without_database

NO_ANSWER = "No plan is kept here. That is no answer about anybody"


def switch_on(journey: Journey) -> Page:
    """Let a crew ask that its device keeps what it opens."""
    journey.given_signed_in("paramedic")
    journey.screen.go("/emergency")
    journey.screen.press("Keep plans on this device")
    page = journey.screen.page
    page.get_by_role("button", name="Keep the plans that I open").click()
    page.get_by_role("button", name="Keep none").wait_for()
    journey.screen.check()
    page.evaluate(READY)
    return page


def lose_the_network(journey: Journey, page: Page) -> None:
    """Open the person's plan in an emergency, and then go where there is no network."""
    page.context.set_offline(False)
    journey.when_looking_up()
    page.locator("[data-kept='yes']").wait_for(state="attached")
    page.context.set_offline(True)
    page.goto(f"{journey.screen.address}/emergency")


def then_so_many_are_kept(page: Page, address: str, count: int, *, hours: int) -> None:
    """Look at what is kept, in another window some hours later.

    The clock is that of every window, and stands at 1970 for a moment while it is set: no other may look then.
    """
    page.goto("about:blank")
    later = page.context.new_page()
    later.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=hours))
    later.goto(f"{address}/kept")
    expect(later.locator("[data-kept-network]")).to_be_visible()
    expect(later.locator("[data-kept-list] li")).to_have_count(count)
    later.close()


def test_plan_that_was_opened_is_kept_for_a_shift(journey: Journey) -> None:
    journey.given_a_plan()
    page = switch_on(journey)
    lose_the_network(journey, page)
    then_so_many_are_kept(page, journey.screen.address, 1, hours=11)
    then_so_many_are_kept(page, journey.screen.address, 0, hours=13)
    lose_the_network(journey, page)
    page.get_by_role("button", name=journey.person.name).click()
    expect(page.locator(".app-status")).to_contain_text("This is not the current record")
    expect(page.locator(".app-status__title")).to_have_text("Not for CPR")
    journey.screen.check()
    then_it_says_that_the_plan_was_cancelled(journey, page)
    journey.screen.go(f"{journey.record}/who-looked")
    journey.screen.sees("opened it while there was no network")
    then_nothing_is_left_after_signing_out(journey, page)


def test_plan_that_was_kept_is_there_while_the_records_cannot_be_reached(journey: Journey) -> None:
    journey.given_a_plan()
    page = switch_on(journey)
    journey.when_looking_up()
    page.locator("[data-kept='yes']").wait_for(state="attached")
    with without_database(journey.site):
        page.goto(f"{journey.screen.address}/emergency")
        expect(page.locator("[data-kept-network]")).to_contain_text("Accord cannot be reached")
        page.get_by_role("button", name=journey.person.name).click()
        expect(page.locator(".app-status__title")).to_have_text("Not for CPR")
        journey.screen.check()
    assert {each.split()[0] for each in journey.screen.complaints} <= {"503"}
    journey.screen.complaints.clear()
    page.goto(f"{journey.screen.address}/emergency")
    journey.screen.sees("Emergency: find one person")


def then_it_says_that_the_plan_was_cancelled(journey: Journey, page: Page) -> None:
    """Cancel the plan elsewhere, and let the network come back: the plan is taken off the screen."""
    journey.when_turning_to("clinician")
    journey.when_cancelling()
    page.context.set_offline(False)
    told = page.locator("[data-kept-news]")
    expect(told).to_contain_text("Cancelled or ended since. Do not go by it.")
    expect(told).to_contain_text(journey.person.name)
    expect(page.locator("main")).not_to_contain_text("Not for CPR")


def then_nothing_is_left_after_signing_out(journey: Journey, page: Page) -> None:
    """Sign the crew out, and look with no network."""
    journey.when_turning_to("paramedic")
    journey.screen.go("/")
    journey.screen.press("Sign out")
    page.context.set_offline(True)
    page.goto(f"{journey.screen.address}/kept")
    expect(page.locator("main")).to_contain_text(NO_ANSWER)
    page.context.set_offline(False)
