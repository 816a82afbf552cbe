"""The ground that events are planted in: who could be touched on a day, and which sites are still free."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from accord.assurance.simulations.courses import Sketch
from accord.assurance.simulations.draws import Flags, Ints
from accord.assurance.simulations.events import Event, EventKind
from accord.assurance.simulations.recipes import BY_NAME
from accord.assurance.simulations.services import NURSING, RESIDENTIAL, SERVICES
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Sites
from accord.assurance.simulations.stays import Stays

NEVER = 10**6


class Ground:
    """One region while events are being planted in it. A site takes one event at most, a look-alike none."""

    def __init__(
        self, sites: Sites, stays: Stays, sketch: Sketch, settings: RegionSettings, source: np.random.Generator
    ) -> None:
        """Begin with the ordinary course, in which nothing is planted."""
        self.sites, self.stays, self.sketch, self.settings, self.source = sites, stays, sketch, settings, source
        self.events: list[Event] = []
        self.free: Flags = sites.likeness < 0
        self.first: Ints = np.full(len(stays.site), NEVER)
        np.minimum.at(self.first, sketch.stay, sketch.day)

    @property
    def number(self) -> int:
        """The number of the next event."""
        return len(self.events)

    def begin(self, lasts: int = 0) -> int:
        """Return a weekday in the watched time that leaves room for what lasts so long, and for finding it."""
        earliest = self.settings.watched_from + 14
        latest = max(self.settings.days - 63 - lasts, earliest + 7)
        day = int(self.source.integers(earliest, latest))
        return day - max(0, day % 7 - 4)

    def undecided(self, site: int, day: int) -> Ints:
        """Return the stays of those at a site who have no decision yet on a day."""
        there = self.stays.present(site, day)
        return there[self.first[there] > day]

    def some(self, stays: Ints, size: int) -> Ints:
        """Return so many of these stays, in a random order."""
        return self.source.permutation(stays)[:size]

    def homes(self, *services: int) -> Ints:
        """Return the free sites of these services (care homes, unless others are named), in a random order."""
        wanted = np.isin(self.sites.service, services or (NURSING, RESIDENTIAL))
        return self.source.permutation(np.flatnonzero(wanted & self.free))

    def social_care(self, *, area: int | None = None, practice: int | None = None) -> Ints:
        """Return the free sites of adult social care in an area or looked after by a practice."""
        found = np.array([each.social_care for each in SERVICES])[self.sites.service] & self.free
        if area is not None:
            found &= self.sites.area == area
        if practice is not None:
            found &= self.sites.practice == practice
        return np.flatnonzero(found)

    def plant(
        self,
        kind: EventKind,
        size: int,
        stays: Ints,
        days: Ints,
        *,
        signers: Ints | int,
        begins: int | None = None,
        exclusive: bool = True,
    ) -> Event:
        """Give these people decisions, and leave out what they would have had later in the ordinary course."""
        later = np.isin(self.sketch.stay, stays) & (self.sketch.day >= days.min())
        self.sketch.keep(~(later & (self.sketch.event < 0)))
        by = np.broadcast_to(np.asarray(signers, dtype=np.int64), stays.shape)
        self.sketch.add(stays, days, by, BY_NAME[kind.value], event=self.number, text=self.number)
        self.first[stays] = np.minimum(self.first[stays], days)
        return self.tell(kind, size, stays, days, by, begins=begins, exclusive=exclusive)

    def tell(
        self,
        kind: EventKind,
        size: int,
        stays: Ints,
        days: Ints,
        signers: Ints,
        *,
        begins: int | None = None,
        exclusive: bool = True,
    ) -> Event:
        """Write down the truth about an event; its sites take no other where it is theirs alone."""
        sites = np.unique(self.stays.site[stays])
        if exclusive:
            self.free[sites] = False
        event = Event(
            number=self.number,
            kind=kind,
            size=size,
            people=len(np.unique(stays)),
            begins=int(days.min()) if begins is None else begins,
            ends=int(days.max()),
            area=int(self.sites.area[sites[0]]),
            sites=_ints(sites),
            signers=_ints(np.unique(signers)),
        )
        self.events.append(event)
        return event


def _ints(values: Sequence[int] | Ints) -> tuple[int, ...]:
    return tuple(int(each) for each in values)
