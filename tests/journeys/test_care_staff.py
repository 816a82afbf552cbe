"""Care staff record what matters, what was talked about and a paper form; they sign nothing."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_care_staff_write_what_matters_and_a_conversation(journey: Journey) -> None:
    journey.when_turning_to("carer")
    journey.when_opening_the_record()
    journey.when_opening_a_draft()
    journey.when_writing_what_matters()
    journey.when_recording_a_conversation()


def test_care_staff_report_a_paper_form(journey: Journey) -> None:
    journey.when_turning_to("carer")
    journey.when_opening_the_record()
    journey.when_reporting_a_paper_form()
    journey.screen.sees("Reported. It now shows on the emergency screen")
    journey.then_the_crew_reads("No plan signed here: one is reported from elsewhere")
    journey.screen.sees("not confirmed here", "In the yellow folder")


def test_care_staff_cannot_recommend_or_sign(journey: Journey) -> None:
    journey.when_turning_to("carer")
    journey.when_opening_the_record()
    journey.when_opening_a_draft()
    journey.when_opening_part("Cardiopulmonary resuscitation (CPR)")
    journey.screen.sees("is filled by a clinician")
    journey.screen.press("Check and sign")
    journey.screen.sees("This cannot be signed yet")
    assert not journey.screen.page.get_by_role("button", name="Sign this plan").count()


def test_a_clinician_confirms_a_paper_form_with_the_person(journey: Journey) -> None:
    journey.when_turning_to("carer")
    journey.when_opening_the_record()
    journey.when_reporting_a_paper_form()
    journey.when_turning_to("clinician")
    journey.when_opening_the_record()
    journey.screen.press("Reported from elsewhere (1)")
    journey.screen.press("Open a draft to confirm it")
    journey.draft = journey.screen.path
    journey.when_checking_and_signing()
    journey.then_the_crew_reads("Not for CPR")
    journey.screen.sees_not("not confirmed here")
