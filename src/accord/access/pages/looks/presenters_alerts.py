"""Looks outside a relationship in words, with what was said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accord.access.pages.looks.presenters import PURPOSES, say_basis
from accord.access.queries.alerts import Alert, Conclusion
from accord.web.words import say_datetime

NOT_YET = "No reason given yet"


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert."""

    alert: Alert

    @property
    def href(self) -> str:
        """Its page."""
        return reverse("looks:alert", args=[self.alert.id])

    @property
    def when(self) -> str:
        """The day and time."""
        return say_datetime(self.alert.raised_at)

    @property
    def who(self) -> str:
        """Whoever looked."""
        return self.alert.staff_name or "Somebody no longer in the directory"

    @property
    def reason(self) -> str:
        """The reason that was given last."""
        if not self.alert.reasons:
            return NOT_YET
        last = self.alert.reasons[-1]
        return f"{last.reason.words}. {last.words}".strip() if last.words else last.reason.words

    @property
    def state(self) -> str:
        """What came of a review, or that there was none."""
        return self.alert.reviews[-1].outcome.words if self.alert.reviews else "Not reviewed"

    @property
    def is_reviewed(self) -> bool:
        """Whether there was one."""
        return bool(self.alert.reviews)

    @property
    def rows(self) -> list[dict[str, str]]:
        """All that is known of it."""
        alert = self.alert
        purpose = PURPOSES.get(alert.purpose, alert.purpose.capitalize())
        reasons = [f"{say_datetime(each.at)}: {each.reason.words}. {each.words}".strip() for each in alert.reasons]
        return [
            {"key": "When", "value": self.when},
            {"key": "Who looked", "value": self.who},
            {"key": "At what first", "value": alert.what.replace("_", " ").capitalize()},
            {"key": "Why", "value": f"{purpose}: {say_basis(alert.basis)}"},
            {"key": "Reasons given", "value": "\n".join(reasons) or NOT_YET},
        ]

    @property
    def conclusions(self) -> list[str]:
        """What came of each review."""
        return say_conclusions(self.alert.reviews)


def say_conclusions(reviews: Sequence[Conclusion]) -> list[str]:
    """Say what came of reviews."""
    return [
        f"{say_datetime(each.at)}, {each.by_name}: {each.outcome.words}{f'. {each.words}' if each.words else ''}"
        for each in reviews
    ]
