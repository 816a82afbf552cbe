"""A publication that is not ready, in words: how far it has come, or why it could not be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.assurance.pages.presenters_publications import chosen_rows, say_asked, say_period
from accord.assurance.queries.publication_requests import Asked, Making
from accord.web.words import say_ago

COLOURS = {Making.QUEUED: "grey", Making.UNDER_WAY: "blue", Making.REFUSED: "red"}
LONG = timedelta(minutes=2)
"""A worker that runs takes up what waits within a minute."""


@dataclass(frozen=True, slots=True)
class AskedScreen:
    """One publication that is not ready."""

    asked: Asked
    now: datetime

    @property
    def title(self) -> str:
        """What the page is about."""
        return f"Publication: {say_period(self.asked)}"

    @property
    def state(self) -> str:
        """How far it has come."""
        return self.asked.making.words

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.asked.making]

    @property
    def is_refused(self) -> bool:
        """Whether it could not be made ready."""
        return self.asked.making is Making.REFUSED

    @property
    def waits_long(self) -> bool:
        """Whether no worker has begun, though one would have."""
        return self.asked.making is Making.QUEUED and self.now - self.asked.asked_at > LONG

    @property
    def summary(self) -> list[dict[str, object]]:
        """What was chosen, by whom, and since when it is being made ready."""
        rows: list[dict[str, object]] = [{"key": "Asked for", "value": say_asked(self.asked)}, *chosen_rows(self.asked)]
        if self.asked.begun_at:
            rows.append({"key": "Begun", "value": say_ago(self.asked.begun_at, self.now)})
        return rows
