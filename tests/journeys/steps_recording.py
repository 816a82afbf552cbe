"""Steps: what is recorded beside a plan, with or without one."""

from __future__ import annotations

from datetime import date

from tests.journeys.steps_finding import Finding


class Recording(Finding):
    """Paper forms and legal documents."""

    def when_reporting_a_paper_form(self) -> None:
        """Write down what a paper form says, and where it is."""
        self.screen.press("A paper form was seen here")
        self.screen.choose("What does it say about CPR?", "CPR attempts not recommended")
        self.screen.fill("Where is the form?", "In the yellow folder")
        self.screen.press("Report it now")

    def given_recording_a_conversation_of(self, day: date) -> None:
        """Record a conversation that was held on a day."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.screen.press("Conversations")
        self.screen.press("Record a conversation")
        self.screen.date("When was it?", day)
        self.screen.pick("With whom?", "The person")
        self.screen.fill("What was said?", "She is at peace with it.")
        self.screen.press("Save the conversation")

    def when_sending_the_form_twice(self) -> None:
        """Send the form as it stands, and once more, as a browser does that lost the first answer."""
        form = self.screen.main.locator("form").first
        pairs: list[list[str]] = form.evaluate("form => [...new FormData(form)]")
        for _ in range(2):
            answer = self.screen.page.context.request.post(self.screen.page.url, form=dict(pairs))
            assert answer.ok, answer.status_text

    def when_adding_a_contact(self) -> None:
        """Add somebody to call."""
        self.when_opening_the_record()
        self.screen.press("Contacts")
        self.screen.press("Add a contact")
        self.screen.fill("Name", "Grace Ashdown")
        self.screen.fill("Relationship to the person", "Daughter")
        self.screen.fill("Telephone number", "07700 900 123")
        self.screen.press("Save")

    def given_legal_documents_open(self) -> None:
        """Let a clinician have the list of legal documents open."""
        self.when_turning_to("clinician")
        self.when_opening_the_record()
        self.screen.press("Legal documents")

    def when_recording_an_advance_decision(self, witnessed: str) -> None:
        """Record an advance decision that refuses CPR."""
        self.screen.press("An advance decision to refuse treatment (ADRT)")
        self.screen.date("When was it made?", date(2024, 5, 4))
        for question in (
            "Did the person have capacity when they made it?",
            "Is it in writing?",
            "Does it say that it applies even if life is at risk?",
        ):
            self.screen.choose(question, "Yes")
        self.screen.choose("When does it apply?", "In all circumstances")
        self.screen.choose("Who signed it?", "Signed by the person")
        self.screen.choose("Was the signature made or acknowledged before a witness?", witnessed)
        if witnessed == "Yes":
            self.screen.choose("Did the witness sign it, in the person’s presence?", "Yes")
        self.screen.fill("The treatment, in the words of the document", "I refuse cardiopulmonary resuscitation")
        self.screen.pick("Which of these is it?", "Cardiopulmonary resuscitation (CPR)")
        self.screen.choose("Could refusing it put life at risk?", "Yes")
        self.screen.press("Save")

    def when_recording_a_lasting_power(self, life: str) -> None:
        """Record a registered lasting power with one attorney."""
        self.screen.press("A lasting power of attorney (LPA)")
        self.screen.choose("What is it about?", "Health and welfare")
        self.screen.pick("Where is it in its life?", "Registered with the Office of the Public Guardian")
        self.screen.tick(self.screen.group("Life-sustaining treatment").get_by_label(life, exact=True).first)
        self.screen.fill("Name", "Grace Ashdown")
        self.screen.press("Save")
