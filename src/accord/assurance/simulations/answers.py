"""What signals are held against: which decisions were planted, from when they show, and what only looks alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from accord.assurance.simulations.events import EventKind
from accord.assurance.simulations.regions import Region
from accord.assurance.simulations.settings import EPOCH

A_YEAR = 365.25
LEAST = 5
"""The aim speaks of events that touch so many people or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedEvent:
    """What has to be known of an event to score: from which day the extract shows each of its decisions, by id.

    That is the day of entry; where care was withheld because of an older decision, the day of the contact.
    """

    number: int
    kind: EventKind
    size: int
    begins: dt.date
    entered: dict[str, dt.date]

    def known(self, as_of: dt.date) -> int:
        """Return how many of its decisions were entered by a day."""
        return sum(1 for day in self.entered.values() if day <= as_of)

    @property
    def plain_from(self) -> dt.date:
        """The day from which the extract shows five of its people, or all where they are fewer."""
        days = sorted(self.entered.values())
        return days[min(LEAST, len(days)) - 1]


def planted_events(region: Region) -> list[PlantedEvent]:
    """Return what was planted in a region, strays among it."""
    decisions = region.tables["decisions"]
    ids = decisions.column("decision_id").to_pylist()
    recorded: dict[str, dt.date] = dict(zip(ids, _dates(decisions.column("recorded_at_day")), strict=True))
    of_event: dict[int, list[str]] = {}
    for row in region.planted.to_pylist():
        of_event.setdefault(row["event"], []).append(row["decision_id"])
    person = dict(zip(ids, decisions.column("person_id").to_pylist(), strict=True))
    contacts = _contacts_with_care_held_back(region)

    def shown(decision: str, row: dict[str, Any]) -> dt.date:
        begins: dt.date = row["begins"]
        if row["kind"] != EventKind.CARE_WITHHELD:
            return recorded[decision]
        return min(day for day in contacts[person[decision]] if day >= begins)

    return [
        PlantedEvent(
            number=row["event"],
            kind=EventKind(row["kind"]),
            size=row["size"],
            begins=row["begins"],
            entered={one: shown(one, row) for one in of_event[row["event"]]},
        )
        for row in region.truth.to_pylist()
    ]


def _contacts_with_care_held_back(region: Region) -> dict[str, list[dt.date]]:
    held_back = pc.is_valid(pc.field("withheld")) & (pc.field("withheld") != "none")
    contacts = region.tables["contacts"].filter(held_back)
    found: dict[str, list[dt.date]] = {}
    for person, day in zip(contacts.column("person_id").to_pylist(), _dates(contacts.column("at_day")), strict=True):
        found.setdefault(person, []).append(day)
    return found


def _dates(days: pa.ChunkedArray) -> Iterable[dt.date]:
    return (EPOCH + dt.timedelta(days=day) for day in days.to_pylist())


def likeness_of_decisions(region: Region) -> dict[str, str]:
    """Return what each decision's place only looks like, where it does: its site, or its area in a hard winter."""
    rows = region.likenesses.to_pylist()
    kinds = {row["site_code"]: row["kind"] for row in rows if row["site_code"] is not None}
    areas = {row["area_code"]: row for row in rows if row["site_code"] is None}
    decisions = region.tables["decisions"]
    columns = (decisions.column(name).to_pylist() for name in ("decision_id", "site_code", "area_code"))
    found = {}
    for decision, site, area, day in zip(*columns, _dates(decisions.column("decided_at_day")), strict=True):
        if site in kinds:
            found[decision] = kinds[site]
        elif area in areas and areas[area]["begins"] <= day <= areas[area]["ends"]:
            found[decision] = areas[area]["kind"]
    return found


def years_alike(region: Region) -> dict[str, float]:
    """Return the site-years of each kind of look-alike, in the time that is watched."""
    settings = region.settings
    first = settings.date_of(settings.watched_from)
    sites = Counter(region.tables["sites"].column("area_code").to_pylist())
    found: dict[str, float] = {}
    for row in region.likenesses.to_pylist():
        of_site = row["site_code"] is not None
        # A site is what it looks like all the time: a round is to be expected of it, and so is its echo.
        begins = first if of_site else max(first, row["begins"])
        ends = settings.date_of(settings.days - 1) if of_site else row["ends"]
        years = (1 if of_site else sites[row["area_code"]]) * max((ends - begins).days + 1, 0) / A_YEAR
        found[row["kind"]] = found.get(row["kind"], 0.0) + years
    return found
