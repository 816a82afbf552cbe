"""A crew whose network goes: what was opened stays for some hours, says its age, and what became of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tests.journeys.journeys import Journey
from tests.journeys.screens import READY

NO_ANSWER = "No plan is kept here. That is no answer about anybody"


def keep(journey: Journey) -> Page:
    """Let a crew switch keeping on, and open the person's plan in an emergency."""
    journey.given_signed_in("paramedic")
    journey.screen.go("/emergency")
    journey.screen.press("Keep plans on this device")
    page = journey.screen.page
    page.get_by_role("button", name="Keep the plans that I open").click()
    page.get_by_role("button", name="Keep none").wait_for()
    journey.screen.check()
    journey.when_looking_up()
    page.locator("[data-kept='yes']").wait_for(state="attached")
    page.evaluate(READY)
    return page


def test_plan_that_was_opened_is_kept_with_no_network_and_says_that_it_was_cancelled(journey: Journey) -> None:
    journey.given_a_plan()
    page = keep(journey)
    page.context.set_offline(True)
    page.goto(f"{journey.screen.address}/emergency")
    page.get_by_role("button", name=journey.person.name).click()
    expect(page.locator(".app-status")).to_contain_text("This is not the current record")
    expect(page.locator(".app-status__title")).to_have_text("Not for CPR")
    journey.screen.check()
    journey.when_turning_to("clinician")
    journey.when_cancelling()
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Cancelled or ended since. Do not go by it.")
    expect(page.locator("main")).not_to_contain_text("Not for CPR")
    journey.screen.go(f"/{journey.record.strip('/')}/who-looked")
    journey.screen.sees("opened it while there was no network")
    journey.when_turning_to("paramedic")
    journey.screen.go("/")
    journey.screen.press("Sign out")
    page.context.set_offline(True)
    page.goto(f"{journey.screen.address}/kept")
    expect(page.locator("main")).to_contain_text(NO_ANSWER)
    page.context.set_offline(False)
