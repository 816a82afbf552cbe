"""Something that law expects is not met: it stops the signature once, and one reason in words lets it through."""

from __future__ import annotations

from tests.journeys.journeys import Journey

REASON = "Why are you signing although this is not met?"
WORDS = "I am writing her own reasons down tonight, with her daughter, before eight."


def test_a_shortfall_in_law_needs_one_reason_in_words(journey: Journey) -> None:
    journey.given_a_draft_that_stops()
    journey.screen.sees("Expected by law, and not met")
    journey.when_signing()
    journey.screen.sees_error(REASON, "Select why you are signing")
    journey.screen.sees_error("In your own words", "Say in your own words")
    journey.screen.choose(REASON, "It will be done, and when is written below")
    journey.screen.fill("In your own words", WORDS)
    journey.screen.press("Sign this plan")
    journey.then_the_status_is("Not for CPR")


def test_a_justified_signature_goes_on_the_list_to_look_at(journey: Journey) -> None:
    journey.given_a_draft_that_stops()
    journey.screen.choose(REASON, "It is an emergency, and the decision cannot wait")
    journey.screen.fill("In your own words", WORDS)
    journey.when_signing()
    journey.screen.press("The plan in full")
    journey.screen.sees(WORDS)
    journey.when_turning_to("doctor")
    journey.screen.go("/?group=justified")
    journey.screen.sees("Signed with a justification", journey.person.name)


def test_what_is_not_met_is_said_without_accusing(journey: Journey) -> None:
    journey.given_a_draft_that_stops()
    journey.screen.sees("What this record does not show", "Source:")
    journey.screen.sees_not("unlawful", "breach", "non-compliant")
