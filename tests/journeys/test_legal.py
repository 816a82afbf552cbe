"""What a legal document gives is computed, requirement by requirement, and explained."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_a_complete_advance_decision_is_explained(journey: Journey) -> None:
    journey.given_legal_documents_open()
    journey.when_recording_an_advance_decision(witnessed="Yes")
    journey.screen.sees("Recorded: Advance decision to refuse treatment (ADRT).")
    journey.screen.open_details("What the record shows of each requirement")
    journey.screen.sees("witness", "Mental Capacity Act 2005")


def test_a_refusal_without_a_witness_is_said_to_lack_one(journey: Journey) -> None:
    journey.given_legal_documents_open()
    journey.when_recording_an_advance_decision(witnessed="No")
    journey.screen.open_details("What the record shows of each requirement")
    journey.screen.sees("not met")


def test_an_attorney_without_authority_over_life_is_explained(journey: Journey) -> None:
    journey.given_legal_documents_open()
    journey.when_recording_a_lasting_power("Attorneys may not decide about life-sustaining treatment")
    journey.screen.sees("Authority over CPR", "Grace Ashdown")
