"""The whole way from signing in to signing a plan: by keyboard alone, without scripts, on a telephone, and at 400%."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.journeys import Journey
from tests.journeys.keyboards import KeyboardScreen
from tests.journeys.screens import Screen
from tests.journeys.scriptless import ScriptlessScreen

TELEPHONE = {"viewport": {"width": 375, "height": 812}, "has_touch": True}
NO_SCRIPTS = {"java_script_enabled": False}
ZOOMED = {"viewport": {"width": 320, "height": 256}}
"""1,280 by 1,024 pixels at 400% leave this much room (WCAG 2.2, 1.4.10)."""


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        (KeyboardScreen, {}),
        (ScriptlessScreen, NO_SCRIPTS),
        (Screen, TELEPHONE),
        (Screen, ZOOMED),
    ],
    ids=["keyboard", "no_scripts", "telephone", "zoomed"],
)
def test_a_plan_is_written_and_signed(journey: Journey, kind: type[Screen], options: dict[str, Any]) -> None:
    journey.given_signed_in("clinician", kind, **options)
    journey.when_finding_the_person_by_details()
    journey.then_the_record_is_of(journey.person)
    journey.when_opening_a_draft()
    journey.when_writing_what_matters()
    journey.when_recording_a_conversation()
    journey.when_recommending()
    journey.when_checking_and_signing()
    journey.then_the_status_is("Not for CPR")


@pytest.mark.parametrize(
    ("kind", "options"),
    [(KeyboardScreen, {}), (ScriptlessScreen, NO_SCRIPTS), (Screen, ZOOMED)],
    ids=["keyboard", "no_scripts", "zoomed"],
)
def test_a_crew_posts_what_the_person_now_says(journey: Journey, kind: type[Screen], options: dict[str, Any]) -> None:
    journey.given_signed_in("paramedic", kind, **options)
    journey.when_looking_up()
    journey.when_posting("They refuse CPR", "Let me go.")
    journey.when_looking_up()
    journey.then_in_this_order("They refuse CPR", "Let me go.", "No plan is known here")
