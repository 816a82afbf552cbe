"""Decisions over time, week by week, with the days that questions are about marked above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accord.projections.charts.drawings import ACCENT, HEIGHT, INK, MARK, TOP, Area, drawing, element, line, words

MOST_TICKS = 6
ROWS = 7
ROW = 9
NEAR = 3
"""Weeks between two marks whose signs would stand over one another."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week: its first day in words, and how many decisions were made in it."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Span:
    """The weeks, by place, that a question is about."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened in a week, by place; `words` is its short sign, such as a number of the table."""

    at: int
    words: str


def draw_timeline(
    name: str, title: str, *, weeks: Sequence[Week], spans: Sequence[Span], label: str, marks: Sequence[Mark] = ()
) -> str:
    """Return a chart of weeks as bars. Questions are bars with ends above them, in a few rows; marks are lines down."""
    most = max((each.count for each in weeks), default=1) or 1
    room = 1 + ROWS * ROW / (HEIGHT - TOP) * 1.6 if spans or marks else 1.1
    area = Area(x=(-0.5, len(weeks) - 0.5), y=(0.0, most * room))
    every = -(-len(weeks) // MOST_TICKS) or 1
    ticks = [(float(at), each.name) for at, each in enumerate(weeks) if at % every == 0]
    description = (
        f"{sum(each.count for each in weeks):,} decisions in {len(weeks)} weeks, at most {most:,} in one;"
        f" {len(spans)} questions are marked above, where there is room."
        f"{f' {len(marks)} events are marked.' if marks else ''} The table below holds the same figures."
    )
    width = max((area.across(1.0) - area.across(0.0)) * 0.8, 1.0)
    return drawing(
        name,
        title,
        description,
        area.axes(ticks, label, lambda count: f"{count:,.0f}" if count == int(count) else ""),
        *(_bar(area, float(at), each.count, width) for at, each in enumerate(weeks) if each.count),
        *(_span(area, each, row) for each, row in in_rows(spans)),
        *(_mark(area, each, _side(each, marks)) for each in marks),
    )


def in_rows(spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """Yield each span that finds room beside those before it, with its row; what finds none is left to the table."""
    rows: list[list[Span]] = [[] for _ in range(ROWS)]
    for span in spans:
        for number, row in enumerate(rows):
            if all(span.first > each.last or span.last < each.first for each in row):
                row.append(span)
                yield span, number
                break


def _bar(area: Area, at: float, count: int, width: float) -> str:
    top, foot = area.up(float(count)), area.up(0.0)
    return element("rect", x=area.across(at) - width / 2, y=top, width=width, height=foot - top, fill=ACCENT)


def _span(area: Area, span: Span, row: int) -> str:
    y = TOP + row * ROW
    first, last = area.across(span.first - 0.4), area.across(span.last + 0.4)
    ends = "".join(line((x, y - 3), (x, y + 3), stroke=INK, stroke_width=1.5) for x in (first, last))
    return line((first, y), (last, y), stroke=MARK, stroke_width=3) + ends


def _side(mark: Mark, marks: Sequence[Mark]) -> str:
    """Return on which side of its line a sign stands, so that those of weeks near one another find room."""
    if any(0 < mark.at - each.at <= NEAR for each in marks):
        return "start"
    return "end" if any(0 < each.at - mark.at <= NEAR for each in marks) else "middle"


def _mark(area: Area, mark: Mark, anchor: str) -> str:
    x = area.across(float(mark.at))
    down = line((x, TOP + 12), (x, area.up(0.0)), stroke=INK, stroke_width=1.5, stroke_dasharray="2 4")
    return down + words(mark.words, x, TOP + 8, anchor=anchor, fill=INK)
