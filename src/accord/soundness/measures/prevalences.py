"""M04 and M05: how many people have a DNACPR decision. A point and a period are two measures, never put together.

The CQC printed 28% (at 16 March 2020) beside 36% (from 17 March on): the first is of people there on a day, the second
of all who were ever there in nine months, so that the one did not rise to the other (reference/review-facts.md 1.1).
"""

from __future__ import annotations

from accord.domain.expressions import ALWAYS, known, yes
from accord.soundness.measures.definitions import Benchmark, Measure, Over
from accord.soundness.measures.terms import CQC, DICTIONARY

_EACH_SITE = "A person cared for at two sites is counted at each, as providers count. A high share is not a fault, and"
_NO_FAULT = f"{_EACH_SITE} neither is a low one; everybody in a nursing home having one is, by itself, no signal."

M04 = Measure(
    id="M04",
    name="People with a DNACPR decision at the census (a point)",
    counts="people with a DNACPR decision in place at midnight at the end of the day of the census",
    among="people cared for at that midnight",
    source=DICTIONARY,
    over=Over.CENSUS,
    applies=ALWAYS,
    recorded=known("dnacpr_at_census"),
    met=yes("dnacpr_at_census"),
    note=_NO_FAULT,
    benchmarks=(
        Benchmark(
            value=16_876 / 59_274, of="at 16 March 2020, all adult social care that answered", source=f"{CQC}, Q2"
        ),
        Benchmark(value=7_009 / 9_434, of="the same, nursing homes", source=f"{CQC}, Q4", site_type="nursing_home"),
    ),
)

M05 = Measure(
    id="M05",
    name="People with a DNACPR decision at any time in the period (cumulative)",
    counts="people with a DNACPR decision in place, or ended, at any time in the period",
    among="people cared for at any time in the period",
    source=DICTIONARY,
    over=Over.WINDOW,
    applies=ALWAYS,
    recorded=known("dnacpr_in_window"),
    met=yes("dnacpr_in_window"),
    note=f"Not to be read as a later M04. {_NO_FAULT}",
    benchmarks=(
        Benchmark(value=26_555 / 73_637, of="17 March to December 2020, all adult social care", source=f"{CQC}, Q3"),
        Benchmark(value=10_647 / 11_539, of="the same, nursing homes", source=f"{CQC}, Q5", site_type="nursing_home"),
    ),
)

MEASURES = (M04, M05)
