"""A look-back: the lead sees how many it would be over, a clinician reviews with the person, the lead sees it move."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.clocks import today
from tests.journeys.journeys import Journey
from tests.journeys.keyboards import KeyboardScreen

LEARNED = "Each decision had been talked about with the person."


def when_opening_a_look_back(journey: Journey) -> None:
    """Ask for today's decisions over every site, by keyboard alone."""
    journey.given_signed_in("assurance", KeyboardScreen)
    screen = journey.screen
    screen.press("Assurance")
    screen.press("Look-backs")
    screen.press("Open a look-back")
    screen.choose("Over which decisions?", "Every site of the area")
    screen.choose("Of which kind?", "CPR attempts not recommended (DNACPR)")
    screen.date("Signed from", today())
    screen.date("Signed until", today())
    screen.choose("Why?", "A letter, a policy or an instruction may have led to them")
    screen.fill("What led to it?", "A letter of this morning.")
    screen.date("To be reviewed by", today() + timedelta(days=14))
    screen.press("Show what it would be over")
    screen.sees("What this look-back would be over")
    screen.press("Open this look-back")
    screen.sees("The look-back is open.", "0 of")


def test_look_back_is_opened_reviewed_watched_and_closed(journey: Journey) -> None:
    journey.given_a_plan()
    signed_by = journey.screen
    when_opening_a_look_back(journey)
    lead, address = journey.screen, journey.screen.path
    lead.sees_not(journey.person.name)
    journey.screen = signed_by
    journey.screen.go("/?group=look_backs")
    journey.screen.sees("Look-backs: review these decisions again", journey.person.name)
    journey.when_reviewing()
    lead.go(address)
    lead.sees("1 of", "reviewed.")
    lead.press("Close this look-back")
    lead.press("Close it")
    lead.sees_error("What was learned, and what follows?", "Say what was learned")
    lead.fill("What was learned, and what follows?", LEARNED)
    lead.press("Close it")
    lead.sees("The look-back is closed.", LEARNED, "Not reviewed")


def test_manager_is_led_from_a_register_to_a_record(journey: Journey) -> None:
    journey.given_signed_in("manager")
    journey.screen.press("Assurance")
    journey.screen.press("Registers")
    journey.screen.press("Records to complete")
    journey.screen.sees("did not show", "Whoever opens a record is noted in it.")
