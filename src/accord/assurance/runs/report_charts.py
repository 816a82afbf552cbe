"""The charts of a report, each with the table of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from accord.assurance.runs import sayings
from accord.assurance.runs.backgrounds import WEEK, Background
from accord.assurance.runs.made import Made
from accord.assurance.runs.report_measures import Row, rows_of
from accord.assurance.statistics.charts import Chart, PointRule, xmr
from accord.assurance.statistics.funnels import LEVELS, proportion_funnel, proportion_limits
from accord.projections.charts.funnels import Limits, Place, draw_funnel
from accord.projections.charts.series import Lines, Point, draw_series
from accord.projections.charts.timelines import Span, Week, draw_timeline
from accord.soundness.measures.breakdowns import NOBODY_SAYS
from accord.soundness.measures.catalogue import BY_ID

FUNNELS = ("M01", "M02", "M07")
FEWEST_PLACES = 5
FEWEST_MONTHS = 6
MOST_MONTHS = 36
MOST_ROWS = 300
_HOW_TO_READ = (
    "The line across is all sites together. Dashed and whole curves are the 95% and 99.8% limits; they allow for sites"
    " differing more than by chance alone. Filled squares with a cross line stand outside the 99.8% limits. Standing"
    " outside is a reason to look, and no finding."
)
_RULES = {
    PointRule.OUTSIDE: "outside the limits",
    PointRule.TREND: "six moves in a row one way",
    PointRule.TWO_OF_THREE: "two of three near a limit",
    PointRule.SHIFT: "seven on one side of the mean",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One chart: the drawing, what it says, and its table."""

    title: str
    reading: str
    svg: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def show_charts(made: Made, background: Background) -> Iterator[Shown]:
    """Yield each chart for which there is enough."""
    if weeks := background.weeks():
        yield _timeline(made, weeks)
    months = dict(list(background.months().items())[-MOST_MONTHS:])
    if len(months) >= FEWEST_MONTHS:
        yield _decisions_by_month(months)
    yield from _conversations_by_month(made, months)
    for measure in FUNNELS:
        rows = [row for row in rows_of(made, measures=[measure], breakdown="site") if row["denominator"]]
        rows = [row for row in rows if row["value"] != NOBODY_SAYS]
        if len(rows) >= FEWEST_PLACES:
            yield _funnel(measure, rows, background.site_names)


def _timeline(made: Made, weeks: Sequence[tuple[date, int]]) -> Shown:
    begins = weeks[0][0]
    spans = [
        Span(max((each.begins - begins).days // WEEK, 0), min((each.ends - begins).days // WEEK, len(weeks) - 1))
        for each in made.told.signals
        if each.begins and each.ends and each.ends >= begins and (each.begins - begins).days // WEEK < len(weeks)
    ]
    title = "DNACPR decisions by week, with the days that questions are about"
    named = [Week(f"{day.day} {day:%b %y}", count) for day, count in weeks]
    asked = [sum(span.first <= place <= span.last for span in spans) for place in range(len(weeks))]
    return Shown(
        title=title,
        reading="Each bar is a week. Each line above with an end at both sides is the time that one question is about.",
        svg=draw_timeline("timeline", title, weeks=named, spans=spans, label="Week beginning"),
        head=("Week beginning", "Decisions", "Questions about it"),
        rows=tuple(
            (sayings.day(day), f"{count:,}", f"{questions:,}")
            for (day, count), questions in zip(weeks, asked, strict=True)
        ),
        note="Where questions crowd, the strongest are drawn; the table counts them all.",
    )


def _decisions_by_month(months: Mapping[str, int]) -> Shown:
    title = "DNACPR decisions made, by month"
    return _series("decisions", title, months, label="Month", as_share=False)


def _conversations_by_month(made: Made, months: Mapping[str, int]) -> Iterator[Shown]:
    rows = rows_of(made, measures=["M01"], breakdown="month")
    shares = {row["value"]: row["proportion"] for row in rows if row["denominator"] and row["value"] in months}
    known = {name: value for name, value in shares.items() if value is not None}
    if len(known) >= FEWEST_MONTHS:
        yield _series("conversations", f"{BY_ID['M01'].name}, by month", known, label="Month", as_share=True)


def _series(name: str, title: str, values: Mapping[str, float], *, label: str, as_share: bool) -> Shown:
    chart = xmr(list(values.values()))
    points = [
        Point(sayings.month(month), float(value), rule is not None)
        for (month, value), rule in zip(values.items(), chart.rules, strict=True)
    ]
    say = sayings.share if as_share else sayings.number
    drawn = draw_series(
        name,
        title,
        points=points,
        lines=Lines(chart.mean, chart.lower, chart.upper),
        label=label,
        say=(lambda each: f"{each:.0%}") if as_share else sayings.number,
        most=1.0 if as_share else 0.0,
    )
    return Shown(
        title=title,
        reading="The line across is the mean; the dashed lines are the limits within which a series that does not"
        " change stays (XmR). Filled squares are months that stand out, in either direction.",
        svg=drawn,
        head=("Month", "Value", "Stands out"),
        rows=tuple(
            (point.name, say(point.value), _RULES[rule] if rule else "no")
            for point, rule in zip(points, chart.rules, strict=True)
        ),
        note=_limits_in_words(chart, as_share=as_share),
    )


def _limits_in_words(chart: Chart, *, as_share: bool) -> str:
    say = sayings.share if as_share else sayings.number
    upper = min(chart.upper, 1.0) if as_share else chart.upper
    trial = " Fewer than 12 months make trial limits." if chart.is_trial else ""
    return f"Mean {say(chart.mean)}; limits {say(max(chart.lower, 0.0))} to {say(upper)}.{trial}"


def _funnel(measure: str, rows: Sequence[Row], site_names: Mapping[str, str]) -> Shown:
    count = np.array([row["numerator"] for row in rows], dtype=np.float64)
    total = np.array([row["denominator"] for row in rows], dtype=np.float64)
    found = proportion_funnel(count, total)
    tau2 = found.dispersion.tau2
    sizes = np.geomspace(1.0, float(total.max()) * 1.05, 60)
    outer = proportion_limits(total, target=found.target, tau2=tau2, level=LEVELS[1])
    outside = (found.values < outer.lower) | (found.values > outer.upper)
    names = [sayings.group("site", row["value"], site_names) for row in rows]
    limits = []
    for level in LEVELS:
        held = proportion_limits(sizes, target=found.target, tau2=tau2, level=level)
        limits.append(Limits(f"{level:.1%}", sizes.tolist(), held.lower.tolist(), held.upper.tolist()))
    title = f"{BY_ID[measure].name}, by site"
    places = [
        Place(name, float(size), float(value), bool(out))
        for name, size, value, out in zip(names, total, found.values, outside, strict=True)
    ]
    return Shown(
        title=title,
        reading=f"Each point is a site. What is counted: {BY_ID[measure].counts}. {_HOW_TO_READ}",
        svg=draw_funnel(
            f"funnel-{measure}", title, places=places, centre=found.target, limits=limits, size_words="Decisions"
        ),
        head=("Site", "Share", "95% interval", "Decisions", "Not recorded", "Outside 99.8% limits"),
        rows=tuple(
            (
                name,
                sayings.share(row["proportion"]),
                f"{sayings.share(row['lower'])} to {sayings.share(row['upper'])}",
                f"{row['numerator']:,} of {row['denominator']:,}",
                f"{row['not_recorded']:,}",
                "yes" if out else "no",
            )
            for name, row, out in list(zip(names, rows, outside.tolist(), strict=True))[:MOST_ROWS]
        ),
        note=f"The first {MOST_ROWS} sites by code are listed; all are in measures.csv."
        if len(rows) > MOST_ROWS
        else "",
    )
