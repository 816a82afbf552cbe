"""Steps: writing a plan with the person, part by part, and signing it."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.clocks import today
from tests.journeys.screens import Screen
from tests.journeys.steps_finding import Finding

REASON = "Advanced COPD with frequent admissions. Her heart stopping would be the end of that illness."
NOT_RECOMMENDED = "CPR attempts not recommended"
WORTH = "Her garden, the chapel choir, and not being a burden on her daughter."


class Writing(Finding):
    """How a plan comes to be."""

    draft = ""

    def when_opening_a_draft(self, button: str = "Write a plan") -> None:
        """Open a draft from the person's page."""
        self.screen.press(button)
        self.draft = self.screen.path
        self.screen.sees("Fill any part, in any order")

    def when_opening_part(self, title: str) -> None:
        """Go to one part from the list."""
        if self.screen.path != self.draft:
            self.screen.go(self.draft)
        self.screen.press(title)

    def when_writing_what_matters(self, words: str = WORTH) -> None:
        """Write down what the person values."""
        self.when_opening_part("What matters to me")
        self.screen.fill("What do they most value?", words)
        self.screen.choose("What have they said about CPR?", "Does not want CPR")
        self.screen.pick("Where would they prefer to be cared for?", "Own home")
        self.screen.press("Save and continue")
        self.screen.sees("Saved: What matters to me.")

    def when_recording_a_conversation(self) -> None:
        """Record the conversation of today with the person, and go back to the plan."""
        self.when_opening_part("Conversations")
        self.screen.press("Record a conversation")
        self.screen.date("When was it?", today())
        self.screen.pick("With whom?", "The person")
        self.screen.choose("What was it about?", "What matters to the person", "CPR")
        self.screen.choose("How was it held?", "In person")
        self.screen.fill("What was said?", "She does not want to be brought back if her heart stops.")
        self.screen.choose("What came of it?", "Agreed")
        self.screen.press("Save the conversation")
        self.screen.sees("The conversation was recorded.")
        self.screen.press("Back to the plan being written")

    def when_recommending(self, recommendation: str = NOT_RECOMMENDED, reason: str = REASON) -> None:
        """Recommend about CPR, with the reason."""
        self.when_opening_part("Cardiopulmonary resuscitation (CPR)")
        self.screen.choose("What is recommended about CPR?", recommendation)
        self.screen.date("When was this decided?", today())
        if recommendation == NOT_RECOMMENDED:
            self.screen.choose("What is the reason?", "CPR would be unlikely to succeed")
        self.screen.fill("The reason, for this person", reason)
        self.screen.choose("Is a cardiac arrest foreseeable for this person?", "Yes")
        self.screen.press("Save and continue")

    def when_recording_capacity(self) -> None:
        """Record that capacity is not in doubt."""
        self.when_opening_part("Capacity")
        self.screen.choose("Is there reason to doubt their capacity for this decision?", "No")
        self.screen.choose("Does the person have capacity for this decision?", "Has capacity for this decision")
        self.screen.press("Save and continue")

    def when_setting_a_review(self) -> None:
        """Set a review date."""
        self.when_opening_part("Review")
        self.screen.choose("When should this plan be reviewed?", "Review by a date")
        self.screen.date("Review by", today() + timedelta(days=180))
        self.screen.press("Save and continue")

    def when_checking_and_signing(self, responsible: str = "Yes") -> None:
        """Check the plan and sign it."""
        self.screen.go(self.draft)
        self.screen.press("Check and sign")
        self.when_signing(responsible)

    def when_signing(self, responsible: str = "Yes") -> None:
        """Fill in the signature, and sign."""
        self.screen.choose("Are you the senior responsible clinician?", responsible)
        self.screen.choose("Signing", "I have read this plan as it stands, and I am signing it")
        self.screen.press("Sign this plan")

    def given_a_plan(self, signer: str = "clinician", recommendation: str = NOT_RECOMMENDED) -> None:
        """Let a plan be written and signed, as shortly as it can be."""
        self.when_turning_to(signer)
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_recommending(recommendation)
        self.when_checking_and_signing("No: the senior responsible clinician will be asked to endorse it")
        self.screen.sees("Signed. Version 1 is now current")

    def given_a_plan_that_keeps_somebody_out(self) -> None:
        """Let a plan say who is not to be told."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_opening_part("Who may know, and who is consulted")
        self.screen.fill("Name", "Nigel Crake", self.screen.page.locator("#not_to_be_told"))
        self.screen.press("Save and continue")
        self.when_recommending()
        self.when_checking_and_signing()

    def given_both_on_one_part(self, title: str) -> None:
        """Let a clinician and a doctor have the same part of one draft open, unchanged, at the same time."""
        self.given_signed_in("clinician")
        self.screen.page.clock.install()
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_opening_part(title)
        self.when_turning_to("doctor")
        self.when_opening_part(title)
        self.when_turning_to("clinician")

    def given_a_draft_that_stops(self) -> None:
        """Let a draft rest on nothing but where the person lives, and be about to be signed."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_recommending(reason="Care home resident.")
        self.screen.press("Check and sign")

    def given_typing_in(self, title: str, label: str, words: str) -> None:
        """Let a clinician be in the middle of a part."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_opening_part(title)
        self.screen.fill(label, words)

    def when_the_session_ends(self) -> None:
        """End the session in another tab of the same browser."""
        other = self.screen.page.context.new_page()
        other.goto(self.site.address)
        other.get_by_role("button", name="Sign out").click()
        other.wait_for_url("**/signed-out")
        other.close()

    def when_closing_the_page_and_coming_back(self) -> None:
        """Close the page without saving, and open another one."""
        context = self.screen.page.context
        self.screen.page.close()
        self.screen = self.screens["clinician"] = Screen(context.new_page(), self.site.address)

    def given_two_versions(self) -> None:
        """Let a plan be replaced by one that recommends otherwise."""
        self.given_a_plan()
        self.when_opening_a_draft("Change the enduring plan: write a new version")
        self.when_recommending("CPR attempts recommended", "She is well again after her new valve.")
        self.when_checking_and_signing()
        self.screen.sees("Signed. Version 2 is now current")
