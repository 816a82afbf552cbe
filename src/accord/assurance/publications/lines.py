"""The figures of a publication as they are read: counts, shares of rounded counts, and days; each a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from accord.assurance.publications.figures import HELD, ONE_DECIMAL, Counts, Exact, Place, Shown
from accord.assurance.publications.releases import Release
from accord.assurance.statistics.intervals import wilson
from accord.domain.small_numbers import HIDDEN, SMALLEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure as it leaves. These are all the columns that there are."""

    measure_id: str
    breakdown: str
    value: str
    numerator: str
    denominator: str
    not_recorded: str
    percent: str = ""
    lower: str = ""
    upper: str = ""
    days: str = ""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.measure_id, self.breakdown, self.value)

    @property
    def counts(self) -> Counts:
        """Its counts, as anybody reads them."""
        numerator = Shown(self.numerator or HELD)
        return Counts(numerator, Shown(self.denominator), Shown(self.not_recorded))


COLUMNS = tuple(each.name for each in fields(Line))


def lines(release: Release, exact: Mapping[Place, Exact]) -> Iterator[Line]:
    """Yield the figures in the order of measures, breakdowns and the names of groups: never of their size."""
    for place, counts in release.counts.items():
        shown = {
            "measure_id": place.measure_id,
            "breakdown": place.breakdown,
            "value": place.value,
            "denominator": counts.denominator.text,
            "not_recorded": counts.not_recorded.text,
        }
        if place.is_quantile:
            yield Line(**shown, numerator="", days=say_days(place, counts, exact[place].numerator))
        else:
            percent, lower, upper = say_share(counts)
            yield Line(**shown, numerator=counts.numerator.text, percent=percent, lower=lower, upper=upper)


def say_share(counts: Counts) -> tuple[str, str, str]:
    """Return a share and its 95% limits (Wilson) in per cent, all worked out from what is shown alone."""
    numerator, denominator = counts.numerator, counts.denominator
    for hidden in (HELD, HIDDEN):
        if hidden in (numerator.text, denominator.text):
            return hidden, hidden, hidden
    if not denominator.number:
        return "", "", ""
    limits = wilson(numerator.number, denominator.number)
    share = numerator.number / denominator.number
    places = 1 if denominator.number >= ONE_DECIMAL else 0
    said = [f"{100 * float(each):.{places}f}" for each in (share, limits.lower, limits.upper)]
    return said[0], said[1], said[2]


def say_days(place: Place, counts: Counts, days: int) -> str:
    """Return a median or percentile: hidden where it is of 1 to 7, or where fewer than 8 lie beyond it.

    It has no limits: those would be the days of one single row.
    """
    shown = counts.denominator
    if not shown.is_number:
        return shown.text
    at = place.measure.at
    beyond = shown.number * round(min(at, 1 - at), 6)
    is_median = at == 0.5
    return f"{days}" if shown.number and (is_median or beyond >= SMALLEST) else HIDDEN if shown.number else ""
