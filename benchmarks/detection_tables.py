"""What was found, as tables for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from accord.assurance.simulations.answers import LEAST
from accord.assurance.simulations.calibrations import LEVELS, Calibration
from accord.assurance.simulations.events import CORE, PLANTED, SIZES, EventKind
from accord.assurance.simulations.scores import AIMED_DAYS, AIMED_FALSE, AIMED_RECALL, Score


def tables_of(scores: Mapping[str, Score]) -> Iterator[Table]:
    """Yield the figures that the aim speaks of, and then, detector by detector, what was found by kind and size."""
    yield _overview(scores)
    for name, score in scores.items():
        yield _by_kind(name, score)
    yield _false(scores)
    yield _alike(scores)


def table_of_calibration(found: Sequence[Calibration]) -> Table:
    """Return how often a p is small where nothing was planted."""
    table = Table(title="Where nothing was planted: the share of tests with so small a p", title_justify="left")
    table.add_column("Signal")
    table.add_column("Tested", justify="right")
    for level in LEVELS:
        table.add_column(f"p ≤ {level}", justify="right")
    for each in found:
        cells = (_share(each, place) for place in range(len(LEVELS)))
        table.add_row(each.name, f"{each.tested:,}", *cells)
    table.caption = "In brackets: exact 95% limits. No more than the level itself is what a p promises"
    return table


def _share(each: Calibration, place: int) -> str:
    limits = each.interval(place)
    return _with_limits(each.share(place), (float(limits.lower), float(limits.upper)), 4)


def _overview(scores: Mapping[str, Score]) -> Table:
    table = Table(title=f"Events of {LEAST} people and more: those of issue 4, and all", title_justify="left")
    for heading in ("Detector", "Planted", "Found", "Recall", "Half found by day", "Since five seen", "False / 1,000"):
        table.add_column(heading, justify="left" if heading == "Detector" else "right")
    for name, score, kinds in ((name, score, kinds) for name, score in scores.items() for kinds in (CORE, PLANTED)):
        large = score.of(*kinds, least=LEAST)
        table.add_row(
            name if kinds == CORE else f"{name}, all kinds",
            str(len(large.findings)),
            str(len(large.days)),
            _with_limits(large.recall, large.recall_limits, 2),
            _said(large.median_days),
            _said(large.median_days_since_plain),
            _with_limits(score.false_a_thousand, score.false_limits, 1),
        )
    table.add_row("aim", "", "", f"≥ {AIMED_RECALL}", f"≤ {AIMED_DAYS}", "", f"≤ {AIMED_FALSE}")
    table.caption = "False signals per 1,000 site-years. In brackets: 95% limits (Wilson; Poisson)"
    return table


def _by_kind(name: str, score: Score) -> Table:
    table = Table(title=f"{name}: found / planted (median days)", title_justify="left")
    table.add_column("Event")
    for size in SIZES:
        table.add_column(str(size), justify="right")
    table.add_column(f"{LEAST} and more", justify="right")
    table.add_column("Recall", justify="right")
    table.add_column("Found by")
    for kind in PLANTED:
        cells = [_cell(score.of(kind, size=size)) for size in SIZES]
        large = score.of(kind, least=LEAST)
        limits = _with_limits(large.recall, large.recall_limits, 2) if large.findings else "-"
        table.add_row(kind.value, *cells, _cell(large), limits, _by(score.of(kind)))
    return table


def _cell(score: Score) -> str:
    if not score.findings:
        return "-"
    days = score.median_days_of_found
    return f"{len(score.days)}/{len(score.findings)}" + (f" ({days:.0f})" if days is not None else "")


def _by(score: Score) -> str:
    return ", ".join(f"{by} {count}" for by, count in score.found_by.most_common(3))


def _false(scores: Mapping[str, Score]) -> Table:
    table = Table(title="Signals about nothing that was planted", title_justify="left")
    table.add_column("Detector")
    table.add_column("True", justify="right")
    table.add_column("False", justify="right")
    table.add_column("False by kind of signal")
    table.add_column("Of those, at look-alikes")
    for name, score in scores.items():
        false = len(score.false)
        kinds = ", ".join(f"{kind} {count}" for kind, count in score.false_by_signal.most_common())
        alike = ", ".join(f"{kind} {count}" for kind, count in score.false_by_likeness.most_common())
        table.add_row(name, str(len(score.episodes) - false), str(false), kinds, alike)
    return table


def _alike(scores: Mapping[str, Score]) -> Table:
    """Return how often each detector asked about nothing at what only looks like an event."""
    table = Table(title="False signals per 1,000 site-years at look-alikes", title_justify="left")
    table.add_column("Look-alike")
    table.add_column("Site-years", justify="right")
    for name in scores:
        table.add_column(name, justify="right")
    years = next(iter(scores.values())).alike_years
    for kind in sorted(years):
        rates = (f"{1_000 * each.false_by_likeness[kind] / years[kind]:,.0f}" for each in scores.values())
        counts = (f"({each.false_by_likeness[kind]})" for each in scores.values())
        table.add_row(kind, f"{years[kind]:,.0f}", *(" ".join(cell) for cell in zip(rates, counts, strict=True)))
    table.caption = "In brackets: how many"
    return table


def calibrations_as_json(found: Sequence[Calibration]) -> list[dict[str, Any]]:
    """Return how often a p is small where nothing was planted."""
    return [{"signal": each.name, "tested": each.tested, **_levels(each)} for each in found]


def _levels(each: Calibration) -> dict[str, int]:
    return {f"p<={level}": count for level, count in zip(LEVELS, each.below, strict=True)}


def as_json(scores: Mapping[str, Score]) -> dict[str, Any]:
    """Return the figures of each detector, by kind and size of event."""
    return {name: _figures(score) for name, score in scores.items()}


def _figures(score: Score) -> dict[str, Any]:
    large, core = score.of(least=LEAST), score.of(*CORE, least=LEAST)
    return {
        "recall": core.recall,
        "recall_of_all_kinds": large.recall,
        "half_found_by_day": core.median_days,
        "half_found_by_day_since_five_were_seen": core.median_days_since_plain,
        "false_per_1000_site_years": score.false_a_thousand,
        "false_limits": score.false_limits,
        "recall_limits": core.recall_limits,
        "site_years": score.site_years,
        "site_years_at_likeness": dict(score.alike_years),
        "false_by_signal": dict(score.false_by_signal),
        "false_by_likeness": dict(score.false_by_likeness),
        "events": [_event(score.of(kind, size=size), kind, size) for kind in PLANTED for size in SIZES],
    }


def _event(score: Score, kind: EventKind, size: int) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "size": size,
        "planted": len(score.findings),
        "found": len(score.days),
        "median_days_of_found": score.median_days_of_found,
        "found_by": dict(score.found_by),
    }


def _with_limits(number: float | None, limits: tuple[float, float], digits: int) -> str:
    if number is None:
        return "-"
    return f"{number:,.{digits}f} ({limits[0]:,.{digits}f}–{limits[1]:,.{digits}f})"


def _said(number: float | None, digits: int = 0) -> str:
    return "never" if number is None else f"{number:,.{digits}f}"
