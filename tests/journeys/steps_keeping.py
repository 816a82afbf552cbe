"""Steps: what happens to a plan after it is signed."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.clocks import now, today
from tests.journeys.steps_writing import Writing


class Keeping(Writing):
    """Endorsing, reviewing, suspending, cancelling, moving."""

    def when_endorsing(self) -> None:
        """Endorse the plan as the senior responsible clinician."""
        self.when_opening_the_record()
        self.screen.press("Endorse")
        self.screen.fill("Anything to add", "Read with the nurse, and agreed.")
        self.screen.press("Endorse")

    def when_reviewing(self) -> None:
        """Review the plan with the person: it still stands."""
        self.when_opening_the_record()
        self.screen.press("Review")
        self.screen.choose("What came of the review?", "Confirmed: it still stands")
        self.screen.date("When should it be looked at next?", today() + timedelta(days=90))
        self.screen.fill("What was considered?", "Seen at home; of the same mind.")
        self.screen.press("Record the review")

    def when_suspending_until_tomorrow(self) -> None:
        """Suspend the plan for an operation."""
        self.when_opening_the_record()
        self.screen.press("Suspend for a time")
        self.screen.date("From when?", now())
        self.screen.date("Until when?", now() + timedelta(days=1))
        self.screen.fill("What is it for?", "A hip operation under general anaesthetic")
        self.screen.press("Suspend")

    def when_ending_the_suspension(self) -> None:
        """End the suspension early."""
        self.when_opening_the_record()
        self.screen.press("End or call off the suspension")
        self.screen.press("End the suspension", self.screen.main.locator("form"))

    def when_cancelling(self, reason: str = "The person has changed their mind") -> None:
        """Cancel the plan."""
        self.when_opening_the_record()
        self.screen.press("Cancel")
        self.screen.choose("Why is it cancelled?", reason)
        self.screen.press("Cancel the plan")

    def given_a_plan_that_says_whom_to_tell(self) -> None:
        """Let a plan be signed that names the family among those to be told."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_opening_part("Who to tell, and where copies are")
        self.screen.choose("Who should know of this plan?", "Those close to the person")
        self.screen.press("Save and continue")
        self.when_recommending()
        self.when_checking_and_signing("No: the senior responsible clinician will be asked to endorse it")

    def when_saying_what_became_of_a_copy(self) -> None:
        """Say that whoever the plan names was told of its cancellation."""
        self.screen.press("Say what became of it")
        self.screen.choose("What became of it?", "They were told, and have no copy")
        self.screen.fill("Who was told, by whom and how", "The family was telephoned.")
        self.screen.press("Save the answer")

    def when_admitting_to_a_hospital(self) -> None:
        """Record an admission, to a hospital of which only a word is known."""
        self.when_opening_the_record()
        self.screen.press("Record a move")
        self.screen.choose("What happened?", "Admitted to hospital or hospice")
        self.screen.fill("Where to?", "hospital")
        self.screen.date("When was it?", today())
        self.screen.press("Record the move")
        if "move" in self.screen.path:
            self.screen.sees_error("Which place is it?", "Select which of these places it is")
            self.screen.tick(self.screen.group("Which place is it?").get_by_role("radio").first)
            self.screen.press("Record the move")

    def when_discharging(self) -> None:
        """Record the discharge."""
        self.when_opening_the_record()
        self.screen.press("Record a move")
        self.screen.choose("What happened?", "Discharged from hospital")
        self.screen.date("When was it?", now())
        self.screen.press("Record the move")

    def when_answering_for_the_plan_after_the_move(self) -> None:
        """Say that the plan still stands after the move."""
        self.screen.press(self.person.name)
        self.screen.choose("Does it still stand?", "It still stands")
        self.screen.press("Save the answer")

    def when_looking_again(self) -> None:
        """Look at the plan again, from the list of what waits."""
        self.screen.press(self.person.name)
        self.screen.fill("What did you look at, and what did you do?", "Seen at home: it fits as it is.")
        self.screen.press("This is done")

    def step_path(self, step: str) -> str:
        """The address of another step with the plan that stands on the person's page."""
        href = self.screen.main.get_by_role("link", name="Review").first.get_attribute("href") or ""
        return href.replace("/review", f"/{step}")
