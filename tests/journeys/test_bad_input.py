"""What cannot be taken is refused at its field, in words, and everything that was typed is still there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.journeys.clocks import today
from tests.journeys.journeys import Journey

VALUES = "What do they most value?"
LONG = "a" * 100_000


def test_a_hundred_thousand_characters_stay_in_the_field(journey: Journey) -> None:
    journey.given_typing_in("What matters to me", VALUES, LONG)
    journey.screen.press("Save and continue")
    journey.screen.sees_error(VALUES, "80,000 characters too long. Use 20,000 characters or fewer.")
    journey.screen.sees_typed(VALUES, LONG)


@pytest.mark.parametrize(
    ("hidden", "named"),
    [("\N{RIGHT-TO-LEFT OVERRIDE}", "right-to-left override (U+202E)"), ("\x07", "U+0007"), ("\x1b", "U+001B")],
    ids=["override", "bell", "escape"],
)
def test_a_hidden_character_is_named_and_shown(journey: Journey, hidden: str, named: str) -> None:
    journey.given_typing_in("What matters to me", VALUES, f"Not{hidden} for her")
    journey.screen.press("Save and continue")
    journey.screen.sees_error(VALUES, named)
    journey.screen.sees_typed(VALUES, "Not\N{REPLACEMENT CHARACTER} for her")


@pytest.mark.parametrize("typed", ["999 000 0000", "12345", "abc def ghij"])
def test_a_wrong_nhs_number_is_refused_at_its_field(journey: Journey, typed: str) -> None:
    journey.when_turning_to("paramedic")
    journey.when_looking_up(typed)
    journey.screen.sees_error("NHS number", "NHS number")
    journey.screen.sees_typed("NHS number", typed)


def test_a_date_that_is_not_there_is_refused_part_by_part(journey: Journey) -> None:
    journey.when_turning_to("clinician")
    journey.screen.go("/people/find")
    journey.screen.fill("Family name", "Ashdown")
    journey.screen.date("Date of birth", "31 2 1940")
    journey.screen.press("Find by name, date of birth and postcode")
    journey.screen.sees_error("Date of birth", "Date of birth must be a real date")
    journey.screen.sees_typed("Family name", "Ashdown")


def test_a_conversation_in_the_future_is_refused(journey: Journey) -> None:
    journey.given_recording_a_conversation_of(today() + timedelta(days=2))
    journey.screen.sees_error("When was it?", "must be today or in the past")
    journey.screen.sees_typed("What was said?", "She is at peace with it.")


def test_a_conversation_before_the_person_was_born_is_refused(journey: Journey) -> None:
    journey.given_recording_a_conversation_of(journey.person.born - timedelta(days=1))
    journey.screen.sees_error("When was it?", "born")
    journey.screen.sees_typed("What was said?", "She is at peace with it.")


def test_a_form_sent_twice_is_taken_once(journey: Journey) -> None:
    journey.when_turning_to("clinician")
    journey.when_opening_the_record()
    journey.screen.press("The person now says …")
    journey.screen.choose("What does the person now say?", "They wish to talk about their plan")
    journey.screen.choose("How do you know?", "The person said this to me")
    journey.when_sending_the_form_twice()
    journey.when_opening_the_record()
    assert journey.screen.main.get_by_text("The person now says: They wish to talk").count() == 1


def test_a_plan_signed_twice_is_one_version(journey: Journey) -> None:
    journey.when_turning_to("doctor")
    journey.when_opening_the_record()
    journey.when_opening_a_draft()
    journey.when_recommending()
    journey.screen.press("Check and sign")
    journey.screen.choose("Are you the senior responsible clinician?", "Yes")
    journey.screen.choose("Signing", "I have read this plan as it stands, and I am signing it")
    journey.when_sending_the_form_twice()
    journey.when_opening_the_record()
    journey.screen.sees("Version 1, signed by")
