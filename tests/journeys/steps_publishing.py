"""Steps of publishing figures: choosing, looking at exactly what would leave, and releasing it."""

from __future__ import annotations

from tests.journeys.journeys import Journey

TRIES, BETWEEN = 240, 1_000
"""How often somebody looks whether it is ready, and how many milliseconds lie between: some minutes in all."""


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
        self.screen.press("Show what would leave")
        self.when_it_is_ready()

    def when_it_is_ready(self) -> None:
        """Look again until the worker has made it ready."""
        for _ in range(TRIES):
            if not self.screen.main.get_by_role("button", name="Look again").count():
                return
            self.screen.page.wait_for_timeout(BETWEEN)
            self.screen.press("Look again")
        raise AssertionError("the worker has not made it ready")

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
