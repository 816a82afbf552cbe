"""How many people stay at each site, by month and age band: the denominators that name nobody."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import groupby
from uuid import UUID

from accord.domain.moments import LONDON
from accord.people.queries import stays
from accord.people.queries.stays import CountedStay
from accord.plans.queries.dataset_files import Row
from accord.plans.queries.dataset_stays import Sites

MONTHS = 24
BANDS = ((65, "under 65"), (80, "65-79"), (200, "80 and over"))
Counted = tuple[UUID, date, str]


def counts(sites: Sites, on: date) -> Iterator[Row]:
    """Yield how many people stayed at each site on the last day of each month (of the current month, on `on`)."""
    days = month_ends(on)
    found: Counter[Counted] = Counter()
    for _, group in groupby(stays.every(), key=lambda stay: stay.person_id):
        found.update(_of_person(tuple(group), days))
    for (site_id, day, band), people in sorted(found.items(), key=lambda item: (str(item[0][0]), item[0][1:])):
        where = sites.cells(site_id)
        if where is not None:
            yield {"site_code": where["site_code"], "month": f"{day:%Y-%m}", "age_band": band, "people": people}


def month_ends(on: date) -> tuple[date, ...]:
    """Return the last day of each of the months before `on`, the earliest first, and `on` itself."""
    ends = [on]
    year, month = on.year, on.month
    for _ in range(MONTHS - 1):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        ends.append(date(year, month, calendar.monthrange(year, month)[1]))
    return tuple(reversed(ends))


def _of_person(held: tuple[CountedStay, ...], days: tuple[date, ...]) -> set[Counted]:
    """Return where one person stayed on each day: once a site, however many stays of theirs touch it."""
    found = set()
    for day in days:
        at = datetime.combine(day, time(23, 59), LONDON)
        for stay in held:
            if stay.start <= at and (stay.end is None or stay.end > at) and stay.birth_date is not None:
                found.add((stay.site_id, day, _band(stay.birth_date, day)))
    return found


def _band(born: date, day: date) -> str:
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return next(words for limit, words in BANDS if age < limit)
