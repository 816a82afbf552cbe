"""The charts of a report, each with the table of its figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from accord.assurance.runs import sayings
from accord.assurance.runs.backgrounds import WEEK, Background, Dated
from accord.assurance.runs.figures import Row
from accord.assurance.runs.made import Made
from accord.assurance.runs.report_measures import rows_of
from accord.assurance.runs.shown_charts import (
    FEWEST_MONTHS,
    FEWEST_PLACES,
    MOST_ROWS,
    Dot,
    Shown,
    show_funnel,
)
from accord.assurance.runs.shown_series import Share, show_series
from accord.projections.charts.timelines import Mark, Span, Week, draw_timeline
from accord.soundness.measures.breakdowns import NOBODY_SAYS
from accord.soundness.measures.catalogue import BY_ID

FUNNELS = ("M01", "M02", "M07")
MOST_MONTHS = 36


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
    events = [each for each in made.background.events if 0 <= (each.day - begins).days // WEEK < len(weeks)]
    places = [(each.day - begins).days // WEEK for each in events]
    marks = [
        Mark(place, ", ".join(str(number) for number, each in enumerate(places, start=1) if each == place))
        for place in dict.fromkeys(places)
    ]
    title = "DNACPR decisions by week, with the days that questions are about"
    named = [Week(f"{day.day} {day:%b %y}", count) for day, count in weeks]
    before = sum(1 for each in made.told.signals if each.ends and each.ends < begins)
    asked = [sum(span.first <= place <= span.last for span in spans) for place in range(len(weeks))]
    return Shown(
        title=title,
        reading="Each bar is a week. Each line above with an end at both sides is the time that one question is about."
        + (" Each numbered line that is dotted is a dated event of the files." if events else ""),
        svg=draw_timeline("timeline", title, weeks=named, spans=spans, label="Week beginning", marks=marks),
        head=("Week beginning", "Decisions", "Questions about it", *(["Dated events"] if events else [])),
        rows=tuple(
            (
                sayings.day(day),
                f"{count:,}",
                f"{questions:,}",
                *([_told(events, places, place)] if events else []),
            )
            for place, ((day, count), questions) in enumerate(zip(weeks, asked, strict=True))
        ),
        note=(f"{before:,} more {'is' if before == 1 else 'are'} about times before these weeks. " if before else "")
        + "Where questions crowd, the strongest are drawn; the table counts them all."
        + (" That a change follows an event does not say that it came of it." if events else ""),
    )


def _told(events: Sequence[Dated], places: Sequence[int], week: int) -> str:
    """Return the events of a week, each with its number, its day and where."""
    return "; ".join(
        f"{number}. {sayings.day(each.day)}{f', {each.where}' if each.where else ''}: {each.words}"
        for number, (each, place) in enumerate(zip(events, places, strict=True), start=1)
        if place == week
    )


def _decisions_by_month(months: Mapping[str, int]) -> Shown:
    title = "DNACPR decisions made, by month"
    return show_series("decisions", title, months, of_decisions=True)


def _conversations_by_month(made: Made, months: Mapping[str, int]) -> Iterator[Shown]:
    rows = rows_of(made, measures=["M01"], breakdown="month")
    held = {row["value"]: row for row in rows if row["proportion"] is not None and row["value"] in months}
    if len(held) >= FEWEST_MONTHS:
        values = {month: row["proportion"] or 0.0 for month, row in held.items()}
        shares = {
            month: Share(row["numerator"], row["denominator"], row["not_recorded"]) for month, row in held.items()
        }
        yield show_series("conversations", f"{BY_ID['M01'].name}, by month", values, shares=shares)


def _funnel(measure: str, rows: Sequence[Row], site_names: Mapping[str, str]) -> Shown:
    shown = show_funnel(measure, [Dot(sayings.group("site", row["value"], site_names), row) for row in rows])
    if len(rows) > MOST_ROWS:
        note = f"The first {MOST_ROWS} sites by code are listed; all are in measures.csv."
        return replace(shown, note=note)
    return shown
