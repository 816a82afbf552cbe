"""Training runs out: it warns ahead, then stops a signature and asks why, and never keeps anybody from signing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.journeys.journeys import Journey
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.steps_training import CPR, WHY, WORDS

RUN_OUT = "Something of yours has run out, or is not recorded"


@pytest.fixture
def lapsing(journey: Journey) -> Iterator[Journey]:
    """Let the clinician's training be renewed afterwards: the other journeys sign as the same one."""
    yield journey
    journey.when_recording_training_that_ends(700)


def test_training_warns_ahead_then_is_justified_and_endorsed(lapsing: Journey) -> None:
    lapsing.when_recording_training_that_ends(10)
    lapsing.given_signed_in("clinician", KeyboardScreen)
    lapsing.screen.sees("Runs out soon", CPR)
    lapsing.screen.press("Your training and registration")
    lapsing.screen.sees("Runs out on")
    lapsing.when_recording_training_that_ends(-1)
    lapsing.when_turning_to("clinician")
    lapsing.screen.go("/")
    lapsing.screen.sees(RUN_OUT, "You can sign all the same")
    lapsing.given_a_draft_to_sign()
    lapsing.screen.sees(RUN_OUT, "This does not keep you from signing", "Expected by law, and not met")
    lapsing.when_signing()
    lapsing.screen.sees_error(WHY, "Select why you are signing")
    lapsing.when_justifying()
    lapsing.screen.press("Sign this plan")
    lapsing.then_the_status_is("Not for CPR")
    lapsing.screen.press("The emergency screen")
    lapsing.screen.sees("Endorsement due by")


def test_justified_lapse_waits_for_the_senior_clinician(lapsing: Journey) -> None:
    lapsing.when_recording_training_that_ends(-1)
    lapsing.when_turning_to("clinician")
    lapsing.given_a_draft_to_sign()
    lapsing.when_justifying()
    lapsing.when_signing()
    lapsing.when_turning_to("doctor")
    lapsing.screen.go("/?group=justified")
    lapsing.screen.sees(lapsing.person.name)
    lapsing.screen.go("/?group=endorsements")
    lapsing.screen.sees(lapsing.person.name)
    lapsing.when_opening_the_record()
    lapsing.screen.press("The plan in full")
    lapsing.screen.sees(WORDS)
    lapsing.when_endorsing()
    lapsing.screen.sees("You have endorsed this plan.")


def test_training_recorded_in_error_is_withdrawn_after_asking(lapsing: Journey) -> None:
    lapsing.when_recording_training_that_ends(300)
    lapsing.screen.press("Withdraw")
    lapsing.screen.sees("was recorded in error. It will not count any more.")
    lapsing.screen.press("Withdraw it")
    lapsing.screen.sees("Withdrawn: recorded in error")


def test_cover_is_read_with_its_table_and_hides_small_numbers(journey: Journey) -> None:
    journey.when_turning_to("assurance")
    journey.screen.go("/")
    journey.screen.press("Training cover")
    journey.screen.sees("From 1 to 7 a count is shown as *", "All providers together, by competence")
    journey.screen.press("Mental Capacity Act: capacity and best interests")
    journey.screen.sees("By provider: Mental Capacity Act")
