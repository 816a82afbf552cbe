"""The ground of every chart: elements, an area with two scales, axes with their words, and a title and description."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 560, 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 16, 58
INK, QUIET, LINE, ACCENT, MARK, PAPER = "#212b32", "#4c6272", "#aeb7bd", "#005eb8", "#d5281b", "#ffffff"
TEXT = 15
TICKS = 5


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Return one element; `_` in the name of an attribute stands for `-`, and what is given is escaped."""
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{_written(value)}"' for key, value in attributes.items())
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def words(text: str, x: float, y: float, *, anchor: str = "middle", fill: str = QUIET) -> str:
    """Return a piece of text at a place."""
    return element("text", escape(text), x=x, y=y, text_anchor=anchor, fill=fill, font_size=TEXT)


def line(start: tuple[float, float], end: tuple[float, float], **attributes: object) -> str:
    """Return a straight line between two places."""
    given = {"stroke": LINE, "stroke_width": 1, **attributes}
    return element("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], **given)


def path(points: Iterable[tuple[float, float]], **attributes: object) -> str:
    """Return a line through places."""
    steps = " L".join(f"{_written(x)} {_written(y)}" for x, y in points)
    return element("path", d=f"M{steps}", **{"fill": "none", "stroke": INK, "stroke_width": 2, **attributes})


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Where figures are drawn: from `x` and `y`, each the least and the most, to places in the drawing."""

    x: tuple[float, float]
    y: tuple[float, float]

    def across(self, value: float) -> float:
        """Return how far from the left a figure stands."""
        return LEFT + _share(value, self.x) * (WIDTH - LEFT - RIGHT)

    def up(self, value: float) -> float:
        """Return how far from the top a figure stands; what is outside stands at the edge."""
        return HEIGHT - BOTTOM - min(max(_share(value, self.y), 0.0), 1.0) * (HEIGHT - TOP - BOTTOM)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of two figures."""
        return self.across(x), self.up(y)

    def rule(self, y: float, **attributes: object) -> str:
        """Return a line from left to right at a figure."""
        return line(self.at(self.x[0], y), self.at(self.x[1], y), **attributes)

    def axes(self, ticks: Sequence[tuple[float, str]], label: str, say: Callable[[float], str]) -> str:
        """Return both axes: the ticks given below, and round figures at the left, with lines across."""
        sides = [
            self.rule(each) + words(say(each), LEFT - 8, self.up(each) + 5, anchor="end") for each in rounds(self.y)
        ]
        below = [words(text, self.across(each), HEIGHT - BOTTOM + 22) for each, text in ticks]
        foot = self.rule(self.y[0], stroke=INK)
        return "".join([*sides, foot, *below, words(label, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, fill=INK)])


def rounds(ends: tuple[float, float]) -> list[float]:
    """Return a few round figures between two: steps of 1, 2 or 5 times a power of ten."""
    least, most = ends
    rough = (most - least) / TICKS
    power = 10.0 ** math.floor(math.log10(rough)) if rough > 0 else 1.0
    step = next((power * each for each in (1, 2, 5, 10) if power * each >= rough * 0.999), power)
    first = math.ceil(least / step - 1e-9)
    return [step * number for number in range(first, math.floor(most / step + 1e-9) + 1)]


def drawing(name: str, title: str, description: str, *parts: str) -> str:
    """Return a whole drawing. `name` is its own in the page: its title and description are found by it."""
    head = element("title", escape(title), id=f"{name}-title") + element("desc", escape(description), id=f"{name}-desc")
    return element(
        "svg",
        head + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="chart",
    )


def _share(value: float, ends: tuple[float, float]) -> float:
    return (value - ends[0]) / (ends[1] - ends[0]) if ends[1] > ends[0] else 0.5


def _written(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else escape(str(value))
