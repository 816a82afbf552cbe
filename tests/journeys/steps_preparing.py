"""Steps that make whole records, on which every page can be opened."""

from __future__ import annotations

from tests.journeys.steps_emergencies import Emergencies
from tests.journeys.steps_keeping import Keeping
from tests.journeys.steps_recording import Recording


class Preparing(Keeping, Recording, Emergencies):
    """Records with everything in them."""

    def given_everything_recorded(self) -> None:
        """Let a plan wait for endorsement, with every record beside it and a new draft begun."""
        self.given_a_plan()
        self.when_opening_a_draft("Change the enduring plan: write a new version")
        self.when_recording_a_conversation()
        self.when_adding_a_contact()
        self.given_legal_documents_open()
        self.when_recording_an_advance_decision(witnessed="Yes")
        self.when_recording_a_lasting_power("Attorneys may give or refuse consent to life-sustaining treatment")
        self.when_opening_the_record()
        self.when_reporting_a_paper_form()
        self.when_opening_the_record()
        self.when_posting("They wish to talk about their plan")

    def given_a_suspended_plan_after_a_stay(self) -> None:
        """Let a plan be suspended after a stay in hospital, so that its tasks wait."""
        self.given_a_plan()
        self.when_admitting_to_a_hospital()
        self.when_discharging()
        self.when_suspending_until_tomorrow()

    def given_a_death(self) -> None:
        """Let a death be recorded."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.screen.press("Record a death")
        self.screen.choose("How is it known?", "It is registered")
        self.screen.press("Record the death")
