"""What the pages of downtime packs show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from markupsafe import Markup

from accord.sharing.copies import codes
from accord.sharing.copies.contents import NO_BREAK
from accord.sharing.queries.downtime import OpeningLine, PackLine, Schedule
from accord.web.words import say_count, say_datetime, say_list

OF_NAMES = "The list of names"
RECORD = Markup('<a href="{}">One record<span class="nhsuk-u-visually-hidden"> (opening {})</span></a>')


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack."""

    line: PackLine
    now: datetime

    @property
    def code(self) -> str:
        """Its code, as it stands on its cover."""
        return codes.shown(self.line.code).replace("-", NO_BREAK)

    @property
    def href(self) -> str:
        """Its page."""
        return reverse("downtime:pack", args=[self.line.pack_id])

    @property
    def made(self) -> str:
        """When it was made, and who asked for it."""
        asked = f", asked for by {self.line.asked_name}" if self.line.asked_name else ""
        return f"{say_datetime(self.line.made_at)}{asked}"

    @property
    def taken(self) -> str:
        """Who took it away."""
        return say_list(dict.fromkeys(self.line.takings)) or "Nobody"

    @property
    def state(self) -> str:
        """Whether it may still be used."""
        if not self.line.is_out_of_date(self.now):
            return f"Good until {say_datetime(self.line.expires_at)}"
        why = "Out of date" if self.line.expires_at <= self.now else "A newer one is there"
        return f"{why}: delete it" if self.line.takings else why

    @property
    def came_back(self) -> str:
        """What came back of it."""
        if self.line.opened:
            return say_count(self.line.opened, "opening")
        if self.line.is_returned:
            return "Never opened"
        return "Asked for" if self.line.is_asked_for(self.now) else "Nothing yet"


@dataclass(frozen=True, slots=True)
class OwnScreen:
    """The packs of one's own organisation."""

    organisation: str
    schedule: Schedule | None
    packs: Sequence[PackLine]
    now: datetime

    @property
    def rows(self) -> list[PackRow]:
        """The packs, the newest first."""
        return [PackRow(each, self.now) for each in self.packs]

    @property
    def newest(self) -> PackRow | None:
        """The one to take."""
        return next((each for each in self.rows if each.line.is_newest and each.line.has_content), None)

    @property
    def asked(self) -> list[PackRow]:
        """Those whose openings are asked for."""
        return [each for each in self.rows if each.line.is_asked_for(self.now)]

    @property
    def is_on(self) -> bool:
        """Whether packs are made."""
        return bool(self.schedule and self.schedule.is_on)

    @property
    def said(self) -> str:
        """How packs are made now."""
        if self.schedule is None:
            return "No packs are made for this organisation."
        every = "hour" if self.schedule.every_hours == 1 else f"{self.schedule.every_hours} hours"
        made = f"A pack is made every {every}" if self.schedule.is_on else "No packs are made now"
        return f"{made}. Set by {self.schedule.set_name}, {say_datetime(self.schedule.set_at)}."


@dataclass(frozen=True, slots=True)
class PackScreen:
    """One pack, and its openings that came back."""

    row: PackRow
    openings: Sequence[OpeningLine]

    @property
    def title(self) -> str:
        """Which pack."""
        return f"Downtime pack {self.row.code}"

    @property
    def summary(self) -> list[dict[str, str]]:
        """What is known of it."""
        return [
            {"key": "Made", "value": self.row.made},
            {"key": "State", "value": self.row.state},
            {"key": "Plans in it", "value": str(self.row.line.people)},
            {"key": "Envelope", "value": self.row.line.envelope},
            {"key": "Taken away by", "value": self.row.taken},
            {"key": "Openings", "value": self.row.came_back},
        ]

    @property
    def cells(self) -> list[list[str | Markup]]:
        """The openings, as rows of a table."""
        return [self._cells(each, number) for number, each in enumerate(self.openings, 1)]

    @staticmethod
    def _cells(each: OpeningLine, number: int) -> list[str | Markup]:
        of = RECORD.format(reverse("plans:person", args=[each.person_id]), number) if each.person_id else OF_NAMES
        who = f"{each.who}, {each.job}" if each.job else each.who
        return [say_datetime(each.opened_at), who, each.why.words, of]


@dataclass(frozen=True, slots=True)
class EnvelopeScreen:
    """The sheet for the envelope: shown once."""

    organisation: str
    envelope: str
    passphrase: str
    at: datetime
