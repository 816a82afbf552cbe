"""Steps of publishing figures: choosing, looking at exactly what would leave, and releasing it."""

from __future__ import annotations

from tests.journeys.journeys import Journey

PATIENCE = 120_000
"""Milliseconds. Figures are counted afresh from the snapshot, on whatever machine this runs on."""


class Publishing(Journey):
    """Making ready and releasing."""

    def when_choosing(self, *breakdowns: str) -> None:
        """Choose one measure over half a year that is over, and send the form."""
        self.screen.go("/assurance/publications")
        self.screen.press("Make a publication ready")
        months = self.screen.page.locator("select[name=last] option").all_text_contents()
        self.screen.pick("First month", months[7].strip())
        self.screen.pick("Last month", months[2].strip())
        self.screen.choose("Measures", "Information given")
        self.screen.choose("Broken down by", *breakdowns)
        with self.screen.page.expect_navigation(timeout=PATIENCE):
            self.screen.act(self.screen.find("Show what would leave"))
        self.screen.arrive()

    def when_opening_the_newest(self) -> None:
        """Open the publication that was made ready last."""
        self.screen.go("/assurance/publications")
        with self.screen.page.expect_navigation():
            self.screen.act(self.screen.main.get_by_role("row").nth(1).get_by_role("link"))
        self.screen.arrive()

    def when_deciding(self, answer: str) -> None:
        """Decide about it."""
        self.screen.choose("What do you decide?", answer)
        self.screen.press("Record the decision")
