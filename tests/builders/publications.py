"""Small records, counted as a run counts them, and published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accord.assurance.publications.figures import Period
from accord.assurance.publications.leaving import Chosen
from accord.assurance.publications.lines import Line
from accord.assurance.publications.publications import Prepared, prepare
from accord.assurance.publications.releases import Release
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Missing

MEASURES = ("M02", "M07", "M19")
BREAKDOWNS = ("sex", "age_band", "month")
SITES = {"nursing_home": 9, "residential_home": 9, "hospice": 9}


@dataclass(frozen=True, slots=True)
class Record:
    """One decision: in which month, of whom, and what each measure of MEASURES finds (so, not_so, not_recorded)."""

    month: int
    sex: str = "female"
    age_band: str = "80 and over"
    found: tuple[str, ...] = ("so", "so", "so")
    site_type: str = "nursing_home"


def period(first: int = 1, last: int = 3) -> Period:
    """Return whole months of 2026."""
    return Period(date(2026, first, 1), date.fromordinal(date(2026, last + 1, 1).toordinal() - 1))


def rows(records: Iterable[Record], measures: Sequence[str] = MEASURES) -> Iterator[dict[str, object]]:
    """Yield the rows of `measures.csv` of these records."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for record in records:
        for number, measure_id in enumerate(measures):
            for breakdown, value in groups(record):
                counted[measure_id, breakdown, value, record.found[number]] += 1
    for measure_id, breakdown, value in sorted({key[:3] for key in counted}):
        so, not_so, missing = (counted[measure_id, breakdown, value, each] for each in ("so", "not_so", "not_recorded"))
        within = missing if BY_ID[measure_id].missing is Missing.WITHIN else 0
        counts = {"numerator": so, "denominator": so + not_so + within, "not_recorded": missing}
        yield {"measure_id": measure_id, "breakdown": breakdown, "value": value, **counts}


def groups(record: Record) -> Iterator[tuple[str, str]]:
    """Yield each breakdown with the group of a record."""
    yield "all", "all"
    yield "month", f"2026-{record.month:02d}"
    for name in ("sex", "age_band", "site_type"):
        yield name, str(getattr(record, name))


def publish(
    records: Iterable[Record],
    *,
    over: Period | None = None,
    measures: Sequence[str] = MEASURES,
    breakdowns: Sequence[str] = BREAKDOWNS,
    earlier: Sequence[Prepared] = (),
) -> Prepared:
    """Prepare a publication of the records of a period."""
    chosen = Chosen(measures=tuple(measures), breakdowns=tuple(breakdowns), period=over or period())
    inside = [record for record in records if chosen.period.since.month <= record.month <= chosen.period.until.month]
    return prepare(rows(inside), chosen, sites=SITES, earlier=[released(each) for each in earlier])


def released(prepared: Prepared) -> Release:
    """Return what anybody can read of a publication."""
    return Release(prepared.chosen.period, {line.place: line.counts for line in prepared.lines})


def line(prepared: Prepared, measure_id: str, breakdown: str = "all", value: str = "all") -> Line:
    """Return one figure as it leaves."""
    sought = (measure_id, breakdown, value)
    return next(each for each in prepared.lines if (each.measure_id, each.breakdown, each.value) == sought)
