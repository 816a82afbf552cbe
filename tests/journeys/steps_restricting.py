"""Steps: keeping a part of a plan to some readers."""

from __future__ import annotations

from tests.journeys.steps_writing import WORTH, Writing

MATTERS = "What matters to me"
SHARING = "Who may know, and who is consulted"
KEPT = "Kept to some readers at the person’s request."


class Restricting(Writing):
    """How a person has some parts read by some alone."""

    def when_keeping_what_matters_to_some(self) -> None:
        """Write down that the person wants one part read only where they asked for it."""
        self.when_opening_part(SHARING)
        self.screen.choose("Does the person want any part kept to some readers?", MATTERS)
        self.screen.choose("Who may read these parts?", "Only staff of the organisation where they asked for this")
        self.screen.press("Save and continue")
        self.screen.sees(f"Saved: {SHARING}.")

    def given_a_plan_with_a_restricted_part(self) -> None:
        """Let a plan be signed whose person wants one part kept to some readers."""
        self.when_opening_the_record()
        self.when_opening_a_draft()
        self.when_writing_what_matters()
        self.when_keeping_what_matters_to_some()
        self.when_recommending()
        self.when_checking_and_signing()
        self.screen.sees("Signed. Version 1 is now current")

    def then_the_part_is_kept(self) -> None:
        """Check that the page names the part, and holds none of its words."""
        self.screen.sees("at the person’s request. Something may be recorded here that is not shown to you.")
        assert WORTH not in self.screen.page.content()
