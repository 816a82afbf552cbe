"""A series over months, with its mean and the limits that its own moves give (an XmR chart)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accord.projections.charts.drawings import ACCENT, INK, MARK, PAPER, QUIET, Area, drawing, element, path

MOST_TICKS = 6
RADIUS = 4


@dataclass(frozen=True, slots=True)
class Point:
    """One value of the series, under its name; `is_marked` where a rule of the chart makes it stand out."""

    name: str
    value: float
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The mean of a series and its limits."""

    mean: float
    lower: float
    upper: float


def draw_series(
    name: str,
    title: str,
    *,
    points: Sequence[Point],
    lines: Lines,
    label: str,
    say: Callable[[float], str],
    most: float = 0,
) -> str:
    """Return a chart of a series. Points that stand out are squares; `most`: the top of the scale, if it has one."""
    top = most or max([*(each.value for each in points), lines.upper]) * 1.1 or 1.0
    area = Area(x=(-0.5, len(points) - 0.5), y=(0.0, top))
    every = -(-len(points) // MOST_TICKS)
    ticks = [(float(at), each.name) for at, each in enumerate(points) if at % every == 0]
    marked = sum(each.is_marked for each in points)
    description = (
        f"{len(points)} months. The mean is {say(lines.mean)}, the limits {say(max(lines.lower, 0.0))} and"
        f" {say(min(lines.upper, top))}. {marked} months stand out. The table below holds the same figures."
    )
    places = [area.at(float(at), each.value) for at, each in enumerate(points)]
    return drawing(
        name,
        title,
        description,
        area.axes(ticks, label, say),
        area.rule(lines.mean, stroke=ACCENT, stroke_width=2),
        *(
            area.rule(each, stroke=INK, stroke_dasharray="6 4")
            for each in (lines.lower, lines.upper)
            if 0 < each <= top
        ),
        path(places, stroke=QUIET),
        *(_dot(x, y, each) for (x, y), each in zip(places, points, strict=True)),
    )


def _dot(x: float, y: float, point: Point) -> str:
    if point.is_marked:
        box = {"x": x - RADIUS - 1, "y": y - RADIUS - 1, "width": 2 * RADIUS + 2, "height": 2 * RADIUS + 2}
        return element("rect", fill=MARK, stroke=INK, **box)
    return element("circle", cx=x, cy=y, r=RADIUS, fill=PAPER, stroke=ACCENT, stroke_width=2)
