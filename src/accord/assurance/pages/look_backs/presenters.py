"""Look-backs in words, without HTTP: what each is over, and counts by site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from accord.assurance.actions.look_backs import Preview
from accord.assurance.queries.look_backs import Progress, Tally, View
from accord.domain.lifecycle import InappropriateReason
from accord.domain.look_backs import REVIEWED, Asked, Became, Coverage
from accord.domain.organisations import OrganisationReference
from accord.web.words import say_count, say_date, say_datetime, say_list

DECISIONS = ("decision", "decisions")
LEFT = (Became.SUPERSEDED, Became.ENDED, Became.DIED)
"""What left by itself: a newer plan, an end, a death."""
HEAD: tuple[object, ...] = (
    "Site",
    ("Decisions", "numeric"),
    ("Confirmed", "numeric"),
    ("To change", "numeric"),
    ("Not appropriate", "numeric"),
    ("Cancelled", "numeric"),
    ("Left", "numeric"),
    ("Not yet", "numeric"),
)
NOT_SENT = frozenset({"csrfmiddlewaretoken", "submission", "step"})
"""What each form brings anew."""


@dataclass(frozen=True, slots=True)
class ListScreen:
    """The look-backs of an area."""

    held: Sequence[View]
    now: datetime

    @property
    def head(self) -> tuple[object, ...]:
        """The columns."""
        return ("Over", "Why", "To be reviewed by", ("Decisions", "numeric"), "Stands")

    @property
    def rows(self) -> list[list[object]]:
        """The look-backs, newest first."""
        return [
            [_link(each), each.asked.why.words, say_date(each.asked.due_on), f"{each.decisions:,}", _stands(each)]
            for each in self.held
        ]


@dataclass(frozen=True, slots=True)
class PreviewScreen:
    """What a look-back would be over."""

    asked: Asked
    found: Preview
    sent: Sequence[tuple[str, str]]

    @property
    def summary(self) -> list[dict[str, str]]:
        """What was asked for."""
        return summary_of(self.asked, None)

    @property
    def says(self) -> str:
        """How many decisions, at how many sites."""
        return f"{say_count(self.found.decisions, *DECISIONS)} at {say_count(len(self.found.by_site), 'site')}"

    @property
    def rows(self) -> list[list[str]]:
        """How many at each site."""
        return [[site.name, f"{number:,}"] for site, number in self.found.by_site]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What was sent, to be sent again with the button."""
        return [(name, value) for name, value in self.sent if name not in NOT_SENT]


@dataclass(frozen=True, slots=True)
class LookBackScreen:
    """One look-back, and how far it has come."""

    held: View
    progress: Progress
    now: datetime

    @property
    def title(self) -> str:
        """Over what it is."""
        return say_over(self.held)

    @property
    def summary(self) -> list[dict[str, str]]:
        """What was asked for, and by whom."""
        opened = {"key": "Opened", "value": f"{self.held.opened_name}, {say_datetime(self.held.opened_at)}"}
        return [*summary_of(self.held.asked, self.held.place), opened]

    @property
    def is_open(self) -> bool:
        """Whether it is not closed."""
        return self.held.closing is None

    @property
    def asking(self) -> str:
        """How far the asking has come, while it goes on."""
        if self.held.is_asked or not self.is_open:
            return ""
        return f"Asked of {self.progress.tally().total:,} of about {say_count(self.held.decisions, *DECISIONS)} so far."

    @property
    def said(self) -> list[str]:
        """How far it has come, in sentences."""
        return list(_said(self.progress, self.is_open))

    @property
    def head(self) -> tuple[object, ...]:
        """The columns by site."""
        return HEAD if self.is_open else (*HEAD[:-1], ("Not reviewed", "numeric"))

    @property
    def rows(self) -> list[list[str]]:
        """The counts of each site by its name, and of all together."""
        together = self.progress.tally()
        rows = [[site.name, *_cells(tally)] for site, tally in self.progress.by_site()]
        return [*rows, ["All together", *_cells(together)]] if len(rows) > 1 else rows

    @property
    def found(self) -> list[list[str]]:
        """What reviews found wrong with decisions."""
        found = self.progress.tally().found
        return [[each.words, f"{found[each.value]:,}"] for each in InappropriateReason if found[each.value]]

    @property
    def closed(self) -> list[dict[str, str]]:
        """How it was closed."""
        closing = self.held.closing
        if closing is None:
            return []
        return [
            {"key": "Closed", "value": f"{closing.name}, {say_datetime(closing.at)}"},
            {"key": "What was learned", "value": closing.words},
        ]

    @property
    def left(self) -> str:
        """What closing it now would leave."""
        number = self.progress.tally().became[None]
        return f"{say_count(number, *DECISIONS)} not reviewed yet" if number else ""

    @property
    def href(self) -> str:
        """Its own page."""
        return reverse("assurance:look_back", args=[self.held.look_back_id])

    @property
    def close_href(self) -> str:
        """Where it is closed."""
        return reverse("assurance:look_back_close", args=[self.held.look_back_id])


def summary_of(asked: Asked, place: OrganisationReference | None) -> list[dict[str, str]]:
    """Return what was asked for as rows of a summary list."""
    named = f"{place.name} ({place.code})" if place else asked.place_code
    rows = [{"key": "Over", "value": asked.coverage.words}]
    if asked.coverage is not Coverage.AREA:
        rows.append({"key": "Site or organisation", "value": named})
    return [
        *rows,
        {"key": "Kind of decision", "value": asked.decided.words},
        {"key": "Signed", "value": f"{say_date(asked.decided_from)} to {say_date(asked.decided_until)}"},
        {"key": "Why", "value": asked.why.words},
        {"key": "What led to it", "value": asked.words},
        {"key": "To be reviewed by", "value": say_date(asked.due_on)},
    ]


def say_over(held: View) -> str:
    """Say over which place and time a look-back goes."""
    where = held.place.name if held.place else "Every site"
    return f"{where}, signed {say_date(held.asked.decided_from)} to {say_date(held.asked.decided_until)}"


def _said(progress: Progress, is_open: bool) -> list[str]:
    tally, half = progress.tally(), progress.times.half
    reviewed = sum(tally.became[each] for each in REVIEWED)
    said = [f"{reviewed:,} of {say_count(tally.total, *DECISIONS)} reviewed."]
    if reviewed:
        said.append(f"{tally.by_signer:,} of these by whoever had signed the decision.")
    if half is not None:
        days = half // timedelta(days=1)
        said.append("Half of the reviews came within a day." if not days else f"Half came within {days + 1} days.")
    left = [f"{each.words.lower()}: {tally.became[each]:,}" for each in LEFT if tally.became[each]]
    if left:
        said.append(f"Left without a review: {say_list(left)}.")
    if is_open and tally.past_due:
        said.append(f"{say_count(tally.past_due, *DECISIONS)} past the day by which they were to be reviewed.")
    return said


def _cells(tally: Tally) -> list[str]:
    became = tally.became
    counts = (
        tally.total,
        became[Became.CONFIRMED],
        became[Became.CHANGED],
        became[Became.INAPPROPRIATE],
        became[Became.CANCELLED],
        sum(became[each] for each in LEFT),
        became[None] + became[Became.NOT_REVIEWED],
    )
    return [f"{each:,}" for each in counts]


def _link(held: View) -> Markup:
    href = reverse("assurance:look_back", args=[held.look_back_id])
    return Markup('<a href="{}">{}</a>').format(href, say_over(held))


def _stands(held: View) -> str:
    if held.closing is not None:
        return f"Closed {say_date(timezone.localdate(held.closing.at))}"
    return "Open" if held.is_asked else "Being asked"
