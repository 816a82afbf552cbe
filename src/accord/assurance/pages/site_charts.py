"""The charts of one site: decisions by week with what happened, decisions by month, conversations by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from accord.assurance.pages.looks import Look
from accord.assurance.queries import measured, series
from accord.assurance.queries.places import Site
from accord.assurance.queries.readings import Happened
from accord.assurance.queries.scopes import Scope
from accord.assurance.queries.series import Counted
from accord.assurance.runs import sayings
from accord.assurance.runs.shown_charts import FEWEST_MONTHS, Shown
from accord.assurance.runs.shown_series import Share, show_series
from accord.projections.charts.timelines import Mark, Span, Week, draw_timeline
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Kind

MOST_MONTHS = 36
CONVERSATIONS = "M01"
Time = tuple[date, date]


def charts(look: Look, site: Site, happened: Sequence[Happened], asked: Sequence[Time] = ()) -> Iterator[Shown]:
    """Yield each chart of a site for which there is enough. `asked`: the times that questions are about."""
    scope = Scope(site_codes=frozenset({site.code}))
    found = series.of(look.run, scope=scope, site=site.code)
    if found.weeks:
        yield _timeline(found.weeks, happened, asked)
    if len(found.months) >= FEWEST_MONTHS:
        months = {f"{each.begins:%Y-%m}": each.decisions for each in found.months}
        yield show_series("decisions", "DNACPR decisions made, by month", months, of_decisions=True)
    yield from by_month(look, CONVERSATIONS, scope)


def by_month(look: Look, measure: str, scope: Scope) -> Iterator[Shown]:
    """Yield the series of a measure over the months that have it, where there are enough; not recorded beside."""
    if BY_ID[measure].kind is Kind.QUANTILE:
        return
    rows = measured.rows(look.run, measure=measure, breakdown="month", scope=scope)
    held = {row.value: row for row in rows if row.proportion is not None and row.value[:1].isdigit()}
    months = dict(sorted(held.items())[-MOST_MONTHS:])
    if len(months) >= FEWEST_MONTHS:
        values = {month: row.proportion or 0.0 for month, row in months.items()}
        shares = {month: Share(row.numerator, row.denominator, row.not_recorded) for month, row in months.items()}
        title = f"{BY_ID[measure].name}, by month"
        name = f"months-{measure.replace('.', '-')}"
        yield show_series(name, title, values, shares=shares, of_decisions=BY_ID[measure].is_prevalence)


def _timeline(weeks: Sequence[Counted], happened: Sequence[Happened], asked: Sequence[Time]) -> Shown:
    first, last = weeks[0].begins, len(weeks) - 1
    spans = [
        Span(max(_place(begins, first), 0), min(_place(ends, first), last))
        for begins, ends in asked
        if _place(ends, first) >= 0 and _place(begins, first) <= last
    ]
    marks = [
        Mark(_place(each.day, first), str(number))
        for number, each in enumerate(happened, start=1)
        if 0 <= _place(each.day, first) <= last
    ]
    title = "DNACPR decisions by week, with what happened"
    named = [Week(f"{each.begins.day} {each.begins:%b %y}", each.decisions) for each in weeks]
    rows = []
    for place, week in enumerate(weeks):
        questions = sum(span.first <= place <= span.last for span in spans)
        signs = ", ".join(mark.words for mark in marks if mark.at == place)
        rows.append((sayings.day(week.begins), f"{week.decisions:,}", f"{questions:,}", signs or "–"))
    return Shown(
        title=title,
        reading="Each bar is a week. A line above with an end at both sides is the time that one question is about. A"
        " number with a line down is something that happened, listed below.",
        svg=draw_timeline("timeline", title, weeks=named, spans=spans, label="Week beginning", marks=marks),
        head=("Week beginning", "Decisions", "Questions about it", "What happened"),
        rows=tuple(rows),
    )


def _place(day: date, first: date) -> int:
    return (day - first).days // 7
