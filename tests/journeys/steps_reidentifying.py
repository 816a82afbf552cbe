"""Steps of finding out who stands behind a pseudonym."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from tests.journeys.journeys import Journey
from tests.journeys.sites import PSEUDONYM_KEY

from accord.projections.dataset import pseudonym


class Reidentifying(Journey):
    """Asking, deciding and being shown."""

    request: str

    def pseudonym(self) -> str:
        """Return the person's pseudonym, as an export of this site has it."""
        person = UUID(self.record.rsplit("/", 1)[-1])
        return pseudonym(str(person), column="person_id", key=sha256(PSEUDONYM_KEY.encode()).digest())

    def when_asking_who_stands_behind(self, text: str) -> None:
        """Fill in the form and send it."""
        self.screen.go("/re-identification")
        self.screen.press("Ask who stands behind a pseudonym")
        self.screen.choose("What are the pseudonyms of?", "People (person_id)")
        self.screen.fill("Pseudonyms", text)
        self.screen.choose("Why must somebody be found?", "Somebody may be at risk: safeguarding")
        self.screen.fill("What is it about?", "Three decisions in one night at one home.")
        self.screen.press("Ask")

    def when_deciding(self, answer: str) -> None:
        """Open the newest request, and decide about it."""
        self.screen.go("/re-identification/requests")
        self.screen.press("Request")
        self.screen.choose("May whoever asked be told?", answer)
        self.screen.fill("What did you consider?", "Nobody else can tell the home.")
        self.screen.press("Record the decision")
