"""A record opens on some basis: with a reason first, at once with one afterwards, or for an incident."""

from __future__ import annotations

from tests.journeys.journeys import Journey


def test_a_manager_says_why_before_the_record_opens(journey: Journey) -> None:
    journey.when_turning_to("manager")
    journey.when_finding_the_person_by_number()
    journey.screen.sees_not(journey.person.name)
    journey.screen.press("Open this record")
    journey.screen.sees_error("Why are you opening this record?", "Select why you are opening this record")
    journey.screen.choose("Why are you opening this record?", "A colleague asked me for advice or help")
    journey.screen.press("Open this record")
    journey.then_the_record_is_of(journey.person)


def test_a_clinician_says_why_afterwards_and_it_is_reviewed(journey: Journey) -> None:
    journey.when_turning_to("clinician")
    journey.when_finding_the_person_by_number()
    journey.then_the_record_is_of(journey.person)
    journey.screen.press("Say why you looked")
    journey.screen.choose("Why did you open this record?", "I am caring for this person now")
    journey.screen.press("Keep this reason")
    journey.when_turning_to("privacy")
    journey.when_reviewing_the_latest_look()
    journey.screen.sees("Your review is kept.")


def test_a_crew_gives_its_incident_and_is_asked_nothing(journey: Journey) -> None:
    journey.when_turning_to("paramedic")
    journey.screen.go("/emergency")
    journey.screen.fill("Incident number", "LON 4471-22", journey.screen.main.locator("form").first)
    journey.screen.fill("NHS number", journey.person.nhs_number)
    journey.screen.press("Find by NHS number")
    journey.screen.sees(journey.person.name)
    journey.screen.sees_not("Say why you looked")
