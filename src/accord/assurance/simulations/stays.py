"""Who was where and when: places are taken, left and taken again; and what is true of each person.

Every place is a renewal process, begun long before the region's first day, so that the first day is as any other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accord.assurance.simulations.draws import Flags, Floats, Ints, choose, seasonal, stream, whole
from accord.assurance.simulations.likenesses import Likeness
from accord.assurance.simulations.services import SERVICES
from accord.assurance.simulations.settings import RegionSettings
from accord.assurance.simulations.sites import Sites

WAVE_DAYS = 14
FILL_DAYS = 40
ETHNICITIES = ("A", "B", "C", "H", "J", "K", "L", "M", "N", "R", "S", "G", "Z", "arab", "gypsy_roma_traveller")
_RURAL = (86, 1.5, 3, 1, 1, 0.4, 0.6, 0.7, 0.6, 0.4, 0.5, 0.5, 3.5, 0.2, 0.1)
_URBAN = (56, 2, 5, 6, 6, 2.5, 3, 6, 5, 1, 2, 1.5, 3, 0.8, 0.2)
WHITE_BRITISH = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """One entry a stay, sorted by site. `leaves` is beyond the region's last day where somebody is still there."""

    site: Ints
    arrives: Ints
    leaves: Ints
    dies: Flags
    age: Ints
    female: Flags
    ethnicity: Ints
    imd: Ints
    dementia: Flags
    learning_disability: Flags
    downs_syndrome: Flags
    autism: Flags
    mental_illness: Flags
    physical_disability: Flags
    sensory_impairment: Flags
    frailty: Ints
    palliative: Flags
    first: Ints

    def at(self, site: int) -> slice:
        """Return the stays at a site."""
        return slice(int(self.first[site]), int(self.first[site + 1]))

    def present(self, site: int, day: int) -> Ints:
        """Return the stays at a site of those who are there on a day."""
        held = self.at(site)
        there = (self.arrives[held] <= day) & (self.leaves[held] > day)
        found: Ints = np.flatnonzero(there) + held.start
        return found


def draw_stays(sites: Sites, settings: RegionSettings) -> Stays:
    """Draw the stays at every site, and the people."""
    source = stream(settings.seed, "stays")
    drawn = list(_by_service(source, sites, settings))
    site = np.concatenate([each[0] for each in drawn])
    arrives = whole(seasonal(np.concatenate([each[1] for each in drawn]), -30_000, settings.days * 2))
    leaves = whole(seasonal(np.concatenate([each[2] for each in drawn]), -30_000, settings.days * 2))
    leaves = np.maximum(leaves, arrives + 1)
    kept = (leaves > 0) & (arrives < settings.days)
    order = np.flatnonzero(kept)[np.lexsort((arrives[kept], site[kept]))]
    return _people(stream(settings.seed, "people"), sites, site[order], arrives[order], leaves[order])


def _by_service(
    source: np.random.Generator, sites: Sites, settings: RegionSettings
) -> Iterator[tuple[Ints, Floats, Floats]]:
    for number, service in enumerate(SERVICES):
        held = np.flatnonzero(sites.service == number)
        slots = np.repeat(held, sites.places[held])
        first = -source.exponential(service.stay, len(slots))
        new = np.isin(slots, sites.alike(Likeness.NEW_HOME))
        opened = sites.likeness_day[slots] + source.exponential(FILL_DAYS, len(slots))
        yield _occupy(source, slots, np.where(new, opened, first), service.stay, settings.days)
        wave = np.intersect1d(held, sites.alike(Likeness.ADMISSION_WAVE))
        beds = np.repeat(wave, source.integers(8, 21, len(wave)))
        came = sites.likeness_day[beds] + WAVE_DAYS * source.random(len(beds))
        yield beds, came, came + source.exponential(service.stay, len(beds))


def _occupy(
    source: np.random.Generator, slots: Ints, first: Floats, mean: float, days: int
) -> tuple[Ints, Floats, Floats]:
    """Return the stays of each place from the first one on; who was there already stays as long again as anybody."""
    turns = days / (mean * 1.04)
    count = int(turns + 6 * np.sqrt(turns) + 3)
    lengths = source.exponential(mean, (len(slots), count))
    lengths[:, 0] += np.maximum(-first, 0)
    gaps = source.exponential(0.04 * mean, (len(slots), count))
    gaps[:, 0] = 0
    starts = first[:, None] + np.cumsum(gaps, axis=1) + np.cumsum(lengths, axis=1) - lengths
    ends = starts + lengths
    told = (starts < days + 60) & (ends > -60)
    return np.repeat(slots, count)[told.ravel()], starts[told], np.minimum(ends[told], days + 300.0)


def _people(source: np.random.Generator, sites: Sites, site: Ints, arrives: Ints, leaves: Ints) -> Stays:
    """Draw each person, one thing leaning on the last: service, age, learning disability, dementia, frailty."""
    count = len(site)
    of = sites.service[site]
    mean, deviation, youngest = (np.array([each.age[part] for each in SERVICES])[of] for part in range(3))
    age = np.clip(np.round(mean + deviation * source.standard_normal(count)), youngest, 106).astype(np.int64)

    def happens(probability: Floats | float) -> Flags:
        return np.asarray(source.random(count) < probability, dtype=np.bool_)

    learning = happens(_of("learning_disability", of) * np.where(age < 80, 1.0, 0.4))
    downs = learning & happens(np.where(age < 65, 0.16, 0.04))
    at_home = np.isin(site, sites.alike(Likeness.DEMENTIA_HOME))
    share = np.where(at_home, 0.97, _of("dementia", of)) * np.clip((age - 45) / 38, 0.02, 1.1)
    dementia = happens(np.maximum(share, np.where(downs & (age > 50), 0.5, 0.0)))
    palliative = happens(_of("palliative", of))
    frailty = np.round(_of("frailty", of) + 0.03 * (age - 82) + 0.9 * source.standard_normal(count) + 0.4 * palliative)
    return Stays(
        site=site,
        arrives=arrives,
        leaves=leaves,
        dies=happens(_of("dies", of)),
        age=age,
        female=happens(_of("female", of)),
        ethnicity=_ethnicity(source, sites.area[site], age),
        imd=np.clip(np.round(5.5 + (sites.area[site] % 5 - 2) + 2.2 * source.standard_normal(count)), 1, 10).astype(
            np.int64
        ),
        dementia=dementia,
        learning_disability=learning,
        downs_syndrome=downs,
        autism=happens(np.where(learning, 0.3, 0.012)),
        mental_illness=happens(np.where(of == 7, 0.8, 0.08)),
        physical_disability=happens(np.where(age < 65, 0.12, 0.3)),
        sensory_impairment=happens(np.clip((age - 60) * 0.009, 0.02, 0.5)),
        frailty=np.clip(frailty, 1, 9).astype(np.int64),
        palliative=palliative,
        first=np.searchsorted(site, np.arange(len(sites.service) + 1)),
    )


def _of(name: str, service: Ints) -> Floats:
    return np.array([getattr(each, name) for each in SERVICES], dtype=np.float64)[service]


def _ethnicity(source: np.random.Generator, area: Ints, age: Ints) -> Ints:
    """Return ethnicities: one area in three is urban; the oldest are more often White British than their area."""
    urban = area % 3 == 1
    drawn = np.where(urban, choose(source, _URBAN, len(area)), choose(source, _RURAL, len(area)))
    again = (drawn != WHITE_BRITISH) & (age >= 75) & (source.random(len(area)) < 0.35)
    return np.where(again, WHITE_BRITISH, drawn)
