"""What a region is asked to be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accord.assurance.simulations.draws import YEAR
from accord.assurance.simulations.events import SIZES

EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionSettings:
    """So many sites over so many years from a Monday; each kind of event is planted `repeats` times of each size."""

    sites: int = 1_000
    years: int = 2
    seed: int = 1
    repeats: int = 1
    sizes: tuple[int, ...] = SIZES
    begins: dt.date = dt.date(2022, 1, 3)

    def __post_init__(self) -> None:
        """Refuse a region that could not hold what is planted in it."""
        if self.sites < 50 or not 1 <= self.years <= 5 or self.repeats < 0:
            raise ValueError("a region has 50 sites or more, over 1 to 5 years, with 0 or more events of each kind")

    @property
    def days(self) -> int:
        """How many days the region is told for."""
        return self.years * YEAR

    @property
    def watched_from(self) -> int:
        """From which day detectors are run: the last year, or the second half where there is only one."""
        return max(self.days - YEAR, self.days // 2)

    @property
    def offset(self) -> int:
        """What is added to a day of the region for a day since 1970-01-01."""
        return (self.begins - EPOCH).days

    def date_of(self, day: int) -> dt.date:
        """Return the date of a day of the region."""
        return self.begins + dt.timedelta(days=int(day))
