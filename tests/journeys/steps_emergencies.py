"""Steps: a crew at the door, and what the person now says."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.journeys.parties import Party
from tests.journeys.sites import Known

NO_PLAN = re.compile(
    r"No plan is known here, last checked \d{1,2} \w+ \d{4} at \d{1,2}:\d\d[ap]m\. Without a known decision the usual"
    r" presumption is to attempt CPR, unless clinical judgement says otherwise\."
)


class Emergencies(Party):
    """What is read, and said, when there is no time."""

    def when_looking_up(self, nhs_number: str = "") -> None:
        """Look somebody up by NHS number."""
        self.screen.go("/emergency")
        self.screen.fill("NHS number", nhs_number or self.person.nhs_number)
        self.screen.press("Find by NHS number")

    def when_looking_up_by_details(self, person: Known | None = None) -> None:
        """Look somebody up by name, date of birth and postcode."""
        known = person or self.person
        self.screen.go("/emergency")
        self.screen.fill("Family name", known.family)
        self.screen.date("Date of birth", known.born)
        self.screen.fill("Postcode", known.postcode)
        self.screen.press("Find by name, date of birth and postcode")

    def when_posting(self, says: str, words: str = "") -> None:
        """Post what the person now says, from the emergency screen."""
        self.screen.press("The person now says …")
        self.screen.choose("What does the person now say?", says)
        self.screen.choose("How do you know?", "The person said this to me")
        if words:
            self.screen.fill("In their own words, if you can", words)
        self.screen.press("Post it now")

    def then_the_status_is(self, words: str) -> None:
        """Check the one status banner."""
        expect(self.screen.page.locator(".app-status__title")).to_have_text(words)

    def then_the_crew_reads(self, words: str) -> None:
        """Let a crew look the person up now, and check what they read."""
        self.when_turning_to("paramedic")
        self.when_looking_up()
        self.then_the_status_is(words)

    def then_in_this_order(self, *words: str) -> None:
        """Check that the page says one thing after another."""
        text = self.screen.main.inner_text()
        places = [text.find(each) for each in words]
        assert -1 not in places, [words[n] for n, place in enumerate(places) if place == -1]
        assert places == sorted(places), list(zip(words, places, strict=True))

    def then_no_plan_is_known(self) -> None:
        """Check the exact words, which answer nothing."""
        expect(self.screen.main).to_contain_text(NO_PLAN)
        self.screen.sees_not("Not for CPR", "For CPR")
