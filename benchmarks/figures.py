"""Figures: what was measured, what bounds it on this machine, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long each of many things took, in milliseconds, and how many were done a second."""

    p50: float
    p95: float
    p99: float
    a_second: float

    @classmethod
    def of(cls, took: Iterable[float], lasted: float) -> Spread:
        """Return the spread of these times (in seconds), measured over so many seconds."""
        ordered = sorted(each * 1000 for each in took)
        at = (ordered[min(int(len(ordered) * part), len(ordered) - 1)] for part in (0.5, 0.95, 0.99))
        p50, p95, p99 = at
        return cls(p50=p50, p95=p95, p99=p99, a_second=len(ordered) / lasted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: the value that a target speaks of, and the same work done by `bound_by` in the same run.

    `people`: how many were in the record, where that matters. `grows`: whether it is to grow no faster than they do.
    """

    name: str
    unit: str
    value: float
    people: int = 0
    spread: Spread | None = None
    bound: float | None = None
    bound_by: str = ""
    target: float | None = None
    more_is_better: bool = False
    grows: bool = False

    @property
    def ratio(self) -> float | None:
        """How the value stands to its bound."""
        return self.value / self.bound if self.bound else None

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where none was set."""
        if self.target is None:
            return None
        return self.value >= self.target if self.more_is_better else self.value <= self.target


def median_by_p95(spreads: Sequence[Spread]) -> Spread:
    """Return the middle one of several measurements."""
    return sorted(spreads, key=lambda each: each.p95)[len(spreads) // 2]


def table_of(figures: Iterable[Figure]) -> Table:
    """Return the figures as a table for a terminal."""
    table = Table(title="Measured", title_justify="left")
    table.add_column("Figure")
    for heading in ("People", "Value", "p50 ms", "p95 ms", "p99 ms", "a second", "Bound", "Ratio", "Target"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Bound by")
    for figure in figures:
        table.add_row(*_cells(figure))
    return table


def _cells(figure: Figure) -> list[str]:
    spread = figure.spread
    spread_cells = [_said(spread.p50), _said(spread.p95), _said(spread.p99), _said(spread.a_second)] if spread else []
    return [
        figure.name,
        f"{figure.people:,}" if figure.people else "",
        f"{_said(figure.value)} {figure.unit}",
        *(spread_cells or [""] * 4),
        _said(figure.bound) if figure.bound is not None else "",
        f"{figure.ratio:.2f}" if figure.ratio is not None else "",
        _target(figure),
        figure.bound_by,
    ]


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    colour, outcome = ("green", "met") if figure.is_met else ("red", "missed")
    return f"{'≥' if figure.more_is_better else '≤'} {_said(figure.target)} [{colour}]{outcome}[/{colour}]"


def _said(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
