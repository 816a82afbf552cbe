"""The XmR chart of a series by month with its table: of decisions, or of a share of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from accord.assurance.runs import sayings
from accord.assurance.runs.shown_charts import Shown
from accord.assurance.statistics.charts import Chart, PointRule, xmr
from accord.projections.charts.series import Lines, Point, draw_series

FEWEST_COUNTED = 5
"""Decisions of which a month's share may stand out: of one or two, none or all is chance."""
UPWARDS = "above the mean alone: fewer decisions are no question"
BOTH_WAYS = "in either direction"
_RULES = {
    PointRule.OUTSIDE: "outside the limits",
    PointRule.TREND: "six moves in a row one way",
    PointRule.TWO_OF_THREE: "two of three near a limit",
    PointRule.SHIFT: "seven on one side of the mean",
}
_TOO_FEW = "too few to say"


@dataclass(frozen=True, slots=True)
class Share:
    """What a month's share is of: so many of so many, and in how many more it was not recorded."""

    count: int
    of: int
    not_recorded: int

    @property
    def is_small(self) -> bool:
        """Whether too few are counted for the month to stand out."""
        return self.of < FEWEST_COUNTED


def show_series(
    name: str,
    title: str,
    values: Mapping[str, float],
    *,
    shares: Mapping[str, Share] | None = None,
    of_decisions: bool = False,
) -> Shown:
    """Return the XmR chart of a series by month (2026-03). `shares`: it is one of shares, and what each is of.

    `of_decisions`: it says how many decisions there are, of which fewer never stand out (architecture.md, decision 7).
    Raises ValueError for an empty series.
    """
    chart = _chart(values, shares or {}, of_decisions=of_decisions)
    rules = zip(values.items(), chart.rules, strict=True)
    points = [Point(sayings.month(month), float(value), rule is not None) for (month, value), rule in rules]
    drawn = draw_series(
        name,
        title,
        points=points,
        lines=Lines(chart.mean, chart.lower, chart.upper),
        label="Month",
        say=sayings.number if shares is None else lambda each: f"{each:.0%}",
        most=0.0 if shares is None else 1.0,
    )
    return Shown(
        title=title,
        reading="The line across is the mean; the dashed lines are the limits within which a series that does not"
        f" change stays (XmR). Filled squares are months that stand out, {UPWARDS if of_decisions else BOTH_WAYS}.",
        svg=drawn,
        head=("Month", "Value", *(() if shares is None else ("Counted", "Not recorded")), "Stands out"),
        rows=tuple(_rows(values, chart, shares)),
        note=_note(chart, shares),
    )


def _chart(values: Mapping[str, float], shares: Mapping[str, Share], *, of_decisions: bool) -> Chart:
    """Return the chart, in which nothing stands out that must not."""
    chart = xmr(list(values.values()))
    kept = (
        None if (of_decisions and value <= chart.mean) or (month in shares and shares[month].is_small) else rule
        for (month, value), rule in zip(values.items(), chart.rules, strict=True)
    )
    return replace(chart, rules=tuple(kept))


def _rows(values: Mapping[str, float], chart: Chart, shares: Mapping[str, Share] | None) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for (month, value), rule in zip(values.items(), chart.rules, strict=True):
        stands_out = _RULES[rule] if rule else "no"
        if shares is None:
            rows.append((sayings.month(month), sayings.number(value), stands_out))
            continue
        share = shares[month]
        counted = f"{share.count:,} of {share.of:,}", f"{share.not_recorded:,}"
        last = _TOO_FEW if share.is_small else stands_out
        rows.append((sayings.month(month), sayings.share(value), *counted, last))
    return rows


def _note(chart: Chart, shares: Mapping[str, Share] | None) -> str:
    say = sayings.number if shares is None else sayings.share
    upper = chart.upper if shares is None else min(chart.upper, 1.0)
    trial = " Fewer than 12 months make trial limits." if chart.is_trial else ""
    small = sum(each.is_small for each in (shares or {}).values())
    months = "1 month has" if small == 1 else f"{small} months have"
    few = f" {months} fewer than {FEWEST_COUNTED} decisions counted: too few to stand out." if small else ""
    return f"Mean {say(chart.mean)}; limits {say(max(chart.lower, 0.0))} to {say(upper)}.{trial}{few}"
