"""M04 out of `population_counts`, where person-level stays cannot be given: people at a site in a month, by age band.

The counts of the census's own month are taken, else of the latest month before it. A person with a decision is
counted at the site of the decision and by the age on it, since counts name nobody. A group with more decisions than
people is left out: its counts and its decisions are of different people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from accord.assurance.runs.engines import Engine, dated
from accord.assurance.runs.lines import limits, lines
from accord.soundness.ibis_rules import holds
from accord.soundness.measures.breakdowns import BREAKDOWNS, Breakdown
from accord.soundness.measures.catalogue import BY_ID
from accord.soundness.measures.definitions import Over
from accord.soundness.measures.terms import DNACPR, LIVE

BROKEN_DOWN = ("all", "area", "site_type", "site", "age_band")
BANDS = {"under 65": 64, "65-79": 79, "80 and over": 80}
"""An age in each band of the counts, so that one function bands both."""


def counted_people(engine: Engine) -> Iterator[pa.Table]:
    """Yield M04 by each breakdown that the counts allow; nothing where stays were given, or no counts."""
    if engine.has("population") or not engine.has("population_counts"):
        return
    people, having = _people(engine).to_pylist(), _having(engine).to_pylist()
    for breakdown in BREAKDOWNS:
        if breakdown.name in BROKEN_DOWN and Over.CENSUS in breakdown.over:
            yield _measured(breakdown, _added(breakdown, people), _added(breakdown, having))


def _people(engine: Engine) -> pa.Table:
    counts = engine.table("population_counts")
    known = counts.filter(counts.month_day <= engine.day)
    latest = known.group_by(here=known.site_code).aggregate(latest=known.month_day.max())
    there = known.join(latest, (known.site_code == latest.here) & (known.month_day == latest.latest))
    sites = engine.table("sites").select("site_type", "area_code", place="site_code")
    joined = there.left_join(sites, there.site_code == sites.place)
    ages = [(joined.age_band == band, ibis.literal(age, "int64")) for band, age in BANDS.items()]
    return joined.select("site_code", "site_type", "area_code", people="people", age=ibis.cases(*ages)).to_pyarrow()


def _having(engine: Engine) -> pa.Table:
    facts = dated(engine, engine.table("decisions"))
    sites = engine.table("population_counts").select(counted="site_code").distinct()
    held = facts.filter(holds(DNACPR & LIVE, facts))
    there: ir.Table = held.semi_join(sites, held.site_code == sites.counted)
    once = there.group_by("person_id", "site_code").aggregate(
        site_type=there.site_type.max(), area_code=there.area_code.max(), age=there.age.max()
    )
    return (
        once.group_by("site_code", "site_type", "area_code", "age")
        .aggregate(people=once.person_id.count())
        .to_pyarrow()
    )


def _added(breakdown: Breakdown, rows: list[dict[str, str | int | None]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[breakdown.group(row[breakdown.column])] += int(row["people"] or 0)
    return found


def _measured(breakdown: Breakdown, people: Counter[str], having: Counter[str]) -> pa.Table:
    groups = sorted(group for group, number in people.items() if having[group] <= number)
    so, there = (np.array([found[group] for group in groups], dtype=np.int64) for found in (having, people))
    counts = {"numerator": so, "denominator": there, "not_recorded": np.zeros(len(groups), dtype=np.int64)}
    return lines(BY_ID["M04"], breakdown.name, groups, counts, limits(so, there))
