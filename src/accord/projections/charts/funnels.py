"""A funnel: each place by its size and its share, between limits that widen for the small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from accord.projections.charts.drawings import (
    ACCENT,
    INK,
    MARK,
    PAPER,
    TOP,
    Area,
    drawing,
    element,
    line,
    path,
    rounds,
    words,
)

RADIUS = 4


@dataclass(frozen=True, slots=True)
class Place:
    """One point: how large it is, its share (0 to 1), and whether it stands outside the outer limits.

    `is_own`: it is the reader's own, and marked among the others.
    """

    name: str
    size: float
    share: float
    is_outside: bool
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """One pair of limits, at each of some sizes; `words` such as `95%`."""

    words: str
    sizes: Sequence[float]
    lower: Sequence[float]
    upper: Sequence[float]


def draw_funnel(
    name: str, title: str, *, places: Sequence[Place], centre: float, limits: Sequence[Limits], size_words: str
) -> str:
    """Return a funnel. Places outside are drawn as squares and others as rings, so that colour is not needed."""
    most = max((each.size for each in places), default=1.0)
    area = Area(x=(0.0, most * 1.05), y=(0.0, 1.0))
    ticks = [(each, f"{each:,.0f}") for each in rounds(area.x)]
    outside = sum(each.is_outside for each in places)
    own = next((f" {each.name} is marked: {each.share:.1%}." for each in places if each.is_own), "")
    description = (
        f"{len(places):,} places by size. All together: {centre:.1%}."
        f" {outside:,} stand outside the outer limits.{own} The table below holds the same figures."
    )
    return drawing(
        name,
        title,
        description,
        area.axes(ticks, size_words, lambda share: f"{share:.0%}"),
        area.rule(centre, stroke=ACCENT, stroke_width=2),
        *(_curves(area, each, dashed=number == 0) for number, each in enumerate(limits)),
        *(_point(area, each) for each in sorted(places, key=lambda each: each.is_own)),
    )


def _curves(area: Area, limits: Limits, *, dashed: bool) -> str:
    dash = {"stroke_dasharray": "6 4"} if dashed else {}
    sides = (limits.lower, limits.upper)
    return "".join(
        path((area.at(x, y) for x, y in zip(limits.sizes, side, strict=True)), stroke_width=1.5, **dash)
        for side in sides
    )


def _point(area: Area, place: Place) -> str:
    x, y = area.at(place.size, place.share)
    label = element("title", escape(place.name))
    if place.is_own:
        return _own(x, y, label) + words("Yours", x, y - 15 if y > TOP + 24 else y + 26, fill=INK)
    if place.is_outside:
        box = {"x": x - RADIUS, "y": y - RADIUS, "width": 2 * RADIUS, "height": 2 * RADIUS}
        cross = line((x - 9, y), (x + 9, y), stroke=MARK, stroke_width=2)
        return cross + element("rect", label, fill=MARK, stroke=INK, **box)
    return element("circle", label, cx=x, cy=y, r=RADIUS, fill=PAPER, fill_opacity=0.6, stroke=ACCENT, stroke_width=1.5)


def _own(x: float, y: float, label: str) -> str:
    """Return the mark of the reader's own place: a diamond in a ring, told from all others without colour."""
    corners = " ".join(f"{x + across:.1f},{y + up:.1f}" for across, up in ((0, -6), (6, 0), (0, 6), (-6, 0)))
    ring = element("circle", cx=x, cy=y, r=10, fill="none", stroke=INK, stroke_width=2)
    return ring + element("polygon", label, points=corners, fill=INK)
