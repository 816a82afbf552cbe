"""The reference page of measures, made from the values themselves, as Markdown."""

from __future__ import annotations

from accord.soundness.markdown import page, table
from accord.soundness.measures.breakdowns import BREAKDOWNS
from accord.soundness.measures.catalogue import MEASURES, WANTED
from accord.soundness.measures.definitions import Benchmark, Kind, Measure, Over

_OVER = {
    Over.DECISIONS: "each decision",
    Over.CENSUS: "each person at each site at the census",
    Over.WINDOW: "each person at each site in the period",
    Over.MOVES: "each move",
    Over.CONTACTS: "each contact",
}


def measures_page() -> str:
    """Return the page of every measure."""
    return page(
        "Measures",
        "Each measure is a value: what it counts, among what, who says so, and what was published elsewhere. None has a"
        " target. A low share of people with a decision is never a fault, a high one by itself neither, and no measure"
        " lists people.",
        "What is not recorded is counted beside every measure, in a column of its own, and is never read as no."
        " Proportions have 95% limits by Wilson's method; a quantile is said in days, in the column `numerator`, with"
        " the quantiles at the Wilson limits of its rank. A decision not to attempt CPR is `not_for_cpr` alone.",
        "`as_at` is the day of the census, at the midnight that ends it; the period runs from `since` to that day, both"
        " in it. Suspended decisions are in place.",
        "## Broken down\n\n" + table(["Breakdown", "By", "Of"], [_breakdown(each) for each in _names()]),
        *(_measure(each) for each in MEASURES),
        "## What the dataset cannot give\n\n"
        + table(
            ["Measure", "What", "The columns that would open it"],
            [[each.id, each.name, each.lacks] for each in WANTED],
        ),
    )


def _names() -> list[str]:
    return list(dict.fromkeys(each.name for each in BREAKDOWNS))


def _breakdown(name: str) -> list[str]:
    found = [each for each in BREAKDOWNS if each.name == name]
    of = ", ".join(_OVER[over] for each in found for over in each.over)
    words = found[0].words + (". Only where it is asked for, by the responsible officer" if found[0].when_asked else "")
    return [f"`{name}`", words, of]


def _measure(measure: Measure) -> str:
    rows = [
        ["Is", measure.kind.words],
        ["Asked of", _OVER[measure.over]],
        ["Not recorded", measure.missing.words],
        ["Source", measure.source],
        *(["Published elsewhere", _benchmark(each)] for each in measure.benchmarks),
        ["Tables it needs", ", ".join(f"`{name}`" for name in measure.over.tables)],
        ["Facts it reads", ", ".join(f"`{name}`" for name in measure.reads)],
    ]
    if measure.kind is Kind.QUANTILE and measure.between is not None:
        rows.insert(1, ["From and to", " to ".join(f"`{name}`" for name in measure.between)])
    lines = "\n".join(f"- **{name}**: {words}" for name, words in rows)
    note = f"{measure.note}\n\n" if measure.note else ""
    return f"## {measure.id}: {measure.name}\n\n{measure.says}\n\n{note}{lines}"


def _benchmark(benchmark: Benchmark) -> str:
    return f"{benchmark.value:.1%} {benchmark.of} ({benchmark.source})"
