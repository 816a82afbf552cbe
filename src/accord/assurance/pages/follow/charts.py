"""The chart of a signal that is about counts over time, with its table: the weeks at its site, its own days marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from accord.assurance.queries import runs, series
from accord.assurance.queries.held_signals import Held, Seen
from accord.assurance.queries.scopes import Scope
from accord.assurance.queries.series import Counted
from accord.assurance.runs.shown_charts import Shown
from accord.assurance.signals.kinds import SignalKind
from accord.projections.charts.timelines import Span, Week, draw_timeline
from accord.web.words import say_date

OVER_TIME = frozenset({SignalKind.BURST, SignalKind.SHIFT, SignalKind.HIGH_RATE, SignalKind.SIGNER_DAY})
"""Kinds that ask about how many decisions were made when."""
MOST_WEEKS = 52
READING = "Each bar is a week. The line above with an end at both sides is the time that this question is about."
_WEEK = timedelta(days=7)
TITLE = "DNACPR decisions at the site by week, with the days that this question is about"


HEAD = ("Week beginning", "Decisions", "This question is about it")


def chart_of(held: Held, scope: Scope) -> Shown | None:
    """Return the chart of a signal, where its kind has one and whoever looks may see the whole site."""
    run = runs.newest()
    if held.kind not in OVER_TIME or run is None or not held.site_code or not scope.has_site(held.site_code):
        return None
    weeks = series.of(run, scope=scope, site=held.site_code).weeks[-MOST_WEEKS:]
    if not weeks:
        return None
    about = [_is_about(held.newest, week) for week in weeks]
    named = [Week(f"{each.begins.day} {each.begins:%b %y}", each.decisions) for each in weeks]
    svg = draw_timeline("signal", TITLE, weeks=named, spans=_spans(about), label="Week beginning")
    rows = tuple(
        (say_date(week.begins), f"{week.decisions:,}", "Yes" if is_about else "")
        for week, is_about in zip(weeks, about, strict=True)
    )
    return Shown(title=TITLE, reading=READING, svg=svg, head=HEAD, rows=rows)


def _is_about(seen: Seen, week: Counted) -> bool:
    if seen.begins is None or seen.ends is None:
        return False
    return seen.begins < week.begins + _WEEK and seen.ends >= week.begins


def _spans(about: Sequence[bool]) -> list[Span]:
    places = [place for place, is_about in enumerate(about) if is_about]
    return [Span(places[0], places[-1])] if places else []
