"""Steps: keeping the competence register, and signing when something has run out."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.clocks import today
from tests.journeys.steps_writing import Writing

CPR = "Making and recording decisions about CPR"
GRADE = "Advanced practitioner"
"""Of the clinician of these journeys, who is the only one of that grade at the practice."""
WHY = "Why are you signing although this is not met?"
WORDS = "On duty alone tonight; my course is booked for Monday."


class Training(Writing):
    """What happens around training that runs out."""

    def when_recording_training_that_ends(self, days: int) -> None:
        """Let the practice's administrator record training of the clinician that ends in so many days."""
        self.when_turning_to("administrator")
        self.screen.go("/training")
        row = self.screen.main.get_by_role("row").filter(has_text=GRADE)
        with self.screen.page.expect_navigation():
            row.get_by_role("link").click()
        self.screen.arrive()
        self.screen.press("Record training, or a check of registration")
        self.screen.pick("What was completed?", CPR)
        self.screen.date("Completed on", today() - timedelta(days=700))
        self.screen.date("Valid until", today() + timedelta(days=days))
        self.screen.press("Record")
        self.screen.sees(CPR)

    def when_justifying(self) -> None:
        """Say why the plan is signed all the same."""
        self.screen.choose(WHY, "Nobody more senior can be reached now")
        self.screen.fill("In your own words", WORDS)

    def given_a_draft_to_sign(self) -> None:
        """Let a clinician have talked, written a draft and be about to sign it."""
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_recording_a_conversation()
        self.when_recommending()
        self.screen.press("Check and sign")
