"""Every version, who signed it, and what changed between any two, in words."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_history_says_what_changed_between_two_versions(journey: Journey) -> None:
    journey.given_two_versions()
    journey.screen.press("History")
    journey.screen.sees("Enduring plan, version 2", "Enduring plan, version 1", "Replaced by a newer plan")
    journey.screen.press("What changed")
    journey.then_in_this_order("CPR attempts not recommended", "CPR attempts recommended")


def test_any_two_versions_can_be_compared(journey: Journey) -> None:
    journey.given_two_versions()
    journey.screen.press("History")
    compare, against = (journey.screen.page.locator("select").nth(place) for place in (0, 1))
    compare.select_option(index=1)
    against.select_option(index=1)
    journey.screen.press("Compare")
    journey.screen.sees("Select another version than the first")
    journey.screen.page.locator("select").nth(1).select_option(index=2)
    journey.screen.press("Compare")
    journey.screen.sees("What changed", "CPR attempts recommended")


def test_an_old_version_says_that_it_is_not_current(journey: Journey) -> None:
    journey.given_two_versions()
    journey.screen.press("History")
    journey.screen.press("Enduring plan, version 1")
    journey.screen.sees("This is not a current plan: replaced by a newer plan")
