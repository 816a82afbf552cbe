"""Measures in words, line by line: each with its interval, what is not recorded, and what was published elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import cast

from django.urls import reverse

from accord.assurance.queries import attempts
from accord.assurance.queries.besides import Beside
from accord.assurance.queries.measured import Measured
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.runs import sayings
from accord.assurance.runs.figures import Figure, Row, figure
from accord.soundness.measures.catalogue import BY_ID, MEASURES
from accord.soundness.measures.definitions import Kind, Measure, Missing, Over
from accord.web.words import say_date, say_datetime

TOO_FEW_OTHERS = "Too few other sites to tell"
GROUPS = (
    ("How decisions were made and kept", Over.DECISIONS),
    ("After a move", Over.MOVES),
    ("At contacts with urgent care, and at deaths", Over.CONTACTS),
)
"""Every measure but those of how many people have a decision, which stand apart, and of equality columns."""
RECORDED = "M23"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """When what is shown was read, and whether the run that should have followed did not end."""

    said: str
    is_stale: bool
    did_not_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measure. `published`: each figure from elsewhere, of what it is, and its source."""

    name: str
    href: str
    figure: Figure
    beside: str = ""
    published: tuple[tuple[str, str, str], ...] = ()


def reading(run: CurrentRun, now: datetime) -> Reading:
    """Return when a run read what it shows, and whether another should have followed."""
    said = f"The record as it stood on {say_date(run.as_of)}, read on {say_datetime(run.made_at)}."
    later = attempts.since(run.made_at)
    return Reading(said=said, is_stale=run.stale(now), did_not_end=bool(later and later.did_not_end))


def row_of(measured: Measured) -> Row:
    """Return the same row as the report and the charts take it."""
    return cast(Row, asdict(measured))


def told(measured: Measured, name: str = "") -> Figure:
    """Return one figure in words; what is not recorded is told with what it is of."""
    measure = BY_ID[measured.measure_id]
    said = figure(measure, row_of(measured), name)
    return replace(
        said,
        interval=said.interval.replace("–", "") if not measured.denominator else said.interval,
        not_recorded=_missing(measure, measured),
    )


def lines(
    rows: Iterable[Measured], *, beside: Mapping[str, Beside] | None = None, site_type: str = ""
) -> dict[str, Line]:
    """Return the lines of measures, by id, in the order of the dictionary. A quantile of nothing is left out."""
    held = {row.measure_id: row for row in rows}
    found = {}
    for measure in MEASURES:
        if row := held.get(measure.id):
            found[measure.id] = Line(
                name=measure.name,
                href=reverse("assurance:measure", args=[measure.id]),
                figure=told(row),
                beside=_beside(measure, (beside or {}).get(measure.id)),
                published=tuple(published(measure, site_type)),
            )
    return found


def published(measure: Measure, site_type: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield what was published elsewhere: of one kind of site, where there is such a figure for this kind."""
    kinds = {each.site_type for each in measure.benchmarks}
    wanted = site_type if site_type in kinds else ""
    for each in measure.benchmarks:
        if not site_type or each.site_type == wanted:
            yield sayings.share(each.value), each.of, each.source


def in_groups(found: Mapping[str, Line]) -> list[tuple[str, list[Line]]]:
    """Return the lines under their headings; those of people with a decision and of equality columns are not here."""
    return [
        (words, these)
        for words, over in GROUPS
        if (these := [line for name, line in found.items() if BY_ID[name].over is over and not is_of_columns(name)])
    ]


def prevalences(found: Mapping[str, Line]) -> tuple[Line | None, Line | None]:
    """Return the point and the cumulative prevalence: two measures, never to be put in one table."""
    return found.get("M04"), found.get("M05")


def of_columns(found: Mapping[str, Line]) -> list[Line]:
    """Return the lines of how much of who people are is recorded."""
    return [line for name, line in found.items() if is_of_columns(name)]


def is_of_columns(measure: str) -> bool:
    """Whether a measure is of equality columns recorded."""
    return measure.partition(".")[0] == RECORDED


def _missing(measure: Measure, row: Measured) -> str:
    of = row.denominator + (row.not_recorded if measure.missing is Missing.BESIDE else 0)
    return f"{row.not_recorded:,} of {of:,}" if row.not_recorded else "0"


def _beside(measure: Measure, found: Beside | None) -> str:
    if found is None:
        return TOO_FEW_OTHERS
    if found.is_exact:
        said = told(found.row)
        return f"{said.value} ({said.of})" if found.row.denominator else said.value
    if measure.kind is Kind.QUANTILE:
        return f"{found.row.numerator:,} days"
    return "–" if found.row.proportion is None else f"{found.row.proportion:.0%}"
