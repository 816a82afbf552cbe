"""Steps: signing in, and finding one person."""

from __future__ import annotations

from tests.journeys.parties import Party
from tests.journeys.sites import Known


class Finding(Party):
    """How somebody gets to a person's record."""

    def when_finding_the_person_by_details(self, person: Known | None = None) -> None:
        """Find by family name, date of birth and postcode."""
        known = person or self.person
        self.screen.press("Find a person")
        self.screen.fill("Family name", known.family)
        self.screen.date("Date of birth", known.born)
        self.screen.fill("Postcode", known.postcode)
        self.screen.press("Find by name, date of birth and postcode")

    def when_finding_the_person_by_number(self) -> None:
        """Find by NHS number, and remember where the record stands."""
        self.screen.go("/people/find")
        self.screen.fill("NHS number", self.person.nhs_number)
        self.screen.press("Find by NHS number")
        self.record = self.screen.path

    def when_opening_the_record(self) -> None:
        """Go to the record that was found before."""
        if not self.record:
            self.when_finding_the_person_by_number()
        self.screen.go(self.record)

    def when_reviewing_the_latest_look(self) -> None:
        """Open the latest look outside a relationship, see whose record it was, and say what came of it."""
        self.screen.go("/who-looked/outside")
        self.screen.act(self.screen.main.locator("a.nhsuk-task-list__link").first)
        self.screen.sees(self.person.name, "I am caring for this person now")
        self.screen.choose("What came of your review?", "There was a reason to look")
        self.screen.press("Keep this review")

    def then_the_record_is_of(self, person: Known) -> None:
        """Check whose record it is, before anything else on it."""
        self.screen.sees(person.name)
        assert person.nhs_number not in self.screen.page.url
        self.record = self.screen.path
