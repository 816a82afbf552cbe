"""`same_text`: the same words, or nearly the same, for different people.

Weak evidence: a template can be good practice. So words are held against their use elsewhere. The null: of the
decisions that a signer made in those days, each carries the words as often as the signer's other decisions do, or as
other signers' decisions do, whichever is the more; how many carry them is then binomial. Windows of 1, 7, 28 and 60
days are looked at, each beginning at a use, and the least chance is multiplied by how many were looked at, and by how
many different words the signer wrote (Bonferroni). Words that a signer writes for everybody all year are therefore no
signal, nor are words that everybody writes.

The same is asked of a site and of a practice or trust, where several signers there used the words. Somebody who copies
a text month after month stands out in no window: `steady_words` holds signers against other signers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import duckdb
import numpy as np
import numpy.typing as npt

from accord.assurance.signals.decisions import day_of, number_of
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.shared_words import number_words
from accord.assurance.signals.steady_words import find_steady, likelihood_ratio
from accord.assurance.statistics.tails import binomial_upper

WIDTHS = (1, 7, 28, 60)
FEWEST_PEOPLE = 3
EVER = np.iinfo(np.int64).min
_BELIEF = 5.0
"""A signer's own past counts as if so many more decisions had followed the others' use."""

# What fewer decisions carry is no question: most words, and dear to count by person.
_REPEATED = """
CREATE TEMP TABLE repeated AS
SELECT * FROM worded SEMI JOIN (
    SELECT words FROM worded WHERE words IS NOT NULL GROUP BY words HAVING count(*) >= ?
) USING (words)
"""
# UNIT stands for the name of a column of ours.
_DAYS = """
SELECT UNIT, list(day ORDER BY day), count(DISTINCT words) FROM worded
WHERE UNIT IN (
    SELECT UNIT FROM repeated GROUP BY UNIT, words HAVING count(DISTINCT person_id) >= ?
)
GROUP BY ALL
"""
_TOTAL = "SELECT count(*) FROM worded WHERE UNIT IS NOT NULL"
_USES = """
WITH used AS (
    SELECT words, count(*) AS uses FROM repeated WHERE UNIT IS NOT NULL GROUP BY words
), shared AS (
    SELECT words, UNIT FROM repeated WHERE UNIT IS NOT NULL
    GROUP BY words, UNIT HAVING count(DISTINCT person_id) >= ? AND count(DISTINCT signer_id) >= ?
)
SELECT words, UNIT, uses, decision_id, person_id, day, site_code, area_code, signer_id, signer_org_code, whole
FROM repeated SEMI JOIN shared USING (words, UNIT) JOIN used USING (words)
ORDER BY words, UNIT, day, decision_id
"""

Days = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Use:
    """One decision that carries the words."""

    decision_id: str
    person_id: str
    day: int
    site_code: str | None
    area_code: str | None
    signer_id: str | None
    signer_org_code: str | None
    whole: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """Every decision of a signer (or site, or practice): their days in order, and how many different words are used."""

    days: Days
    different: int = 1


@dataclass(frozen=True, slots=True)
class Unusual:
    """The days in which words were used most unusually: how often, and how often as the null has it."""

    begins: int
    ends: int
    observed: int
    decisions: int
    expected: float
    p_value: float


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each group of several people with the same words, the most unusual first."""
    if not (held.has("decisions", "rationale") or held.has("decisions", "rationale_hash")):
        return Findings([])
    since = EVER if settings.since is None else number_of(settings.since)
    tables = number_words(held, settings)
    tables.execute(_REPEATED, [FEWEST_PEOPLE])
    signals: dict[tuple[str, ...], Signal] = {}
    for column in ("signer_id", "site_code", "signer_org_code"):
        for signal in _under(tables, column, since):
            signals.setdefault(signal.decision_ids, signal)
    steady = find_steady(tables, since, settings.seed)
    tables.close()
    found = sorted(
        [*signals.values(), *steady], key=lambda each: (each.p_value or 0, -each.observed, each.decision_ids)
    )
    return Findings(found, tested=len(signals) + steady.tested)


def unusual(people: Days, made: Made, elsewhere: float, since: int = EVER) -> Unusual | None:
    """Return the window in which words were used most unusually, or None where never for several people.

    `people`: the day of the first use for each person, in order; `elsewhere`: the share of others' decisions that
    carry the words; `since`: the first day of a window.
    """
    starts, widths = (each.ravel() for each in np.meshgrid(np.unique(people[people >= since]), np.array(WIDTHS)))
    used = np.searchsorted(people, starts + widths) - np.searchsorted(people, starts)
    decided = np.searchsorted(made.days, starts + widths) - np.searchsorted(made.days, starts)
    own = (len(people) - used + _BELIEF * elsewhere) / (len(made.days) - decided + _BELIEF)
    share = np.maximum(elsewhere, own)
    chances = np.where(used >= FEWEST_PEOPLE, binomial_upper(used, decided, np.minimum(share, 1.0)), 1.0)
    several = np.flatnonzero(used >= FEWEST_PEOPLE)
    if not len(several):
        return None
    best = several[np.lexsort((widths[several], -used[several], chances[several]))[0]]
    begins, ends = starts[best], starts[best] + widths[best]
    last = people[np.searchsorted(people, ends) - 1]
    looked_at = len(starts) * made.different
    return Unusual(
        begins=int(begins),
        ends=int(last),
        observed=int(used[best]),
        decisions=int(decided[best]),
        expected=float(decided[best] * share[best]),
        p_value=float(min(1.0, chances[best] * looked_at)),
    )


def _under(tables: duckdb.DuckDBPyConnection, column: str, since: int) -> Iterator[Signal]:
    """Yield the signals under each signer, or at each site or practice where several signers used the words."""
    every = tables.execute(_DAYS.replace("UNIT", column), [FEWEST_PEOPLE]).fetchall()
    made = {unit: Made(np.array(days, np.int64), different) for unit, days, different in every}
    total = sum(number for (number,) in tables.execute(_TOTAL.replace("UNIT", column)).fetchall())
    signers = 1 if column == "signer_id" else 2
    rows = tables.execute(_USES.replace("UNIT", column), [FEWEST_PEOPLE, signers]).fetchall()
    for (_, unit, uses), listed in groupby(rows, key=lambda row: row[:3]):
        group = [Use(*row[3:]) for row in listed]
        others = total - len(made[unit].days)
        signal = _signal(group, made[unit], (uses - len(group) + 0.5) / (others + 1), since)
        if signal is not None:
            yield signal


def _signal(uses: Sequence[Use], made: Made, elsewhere: float, since: int) -> Signal | None:
    first: dict[str, int] = {}
    for use in uses:
        first.setdefault(use.person_id, use.day)
    found = unusual(np.array(sorted(first.values()), np.int64), made, elsewhere, since)
    if found is None:
        return None
    within = [use for use in uses if found.begins <= use.day <= found.ends]
    alike = "the same words" if len({use.whole for use in within}) == 1 else "nearly the same words"
    return Signal(
        signal=SignalKind.SAME_TEXT,
        question=f"A template can be good practice: what is each person's own in the reasons for these {found.observed}"
        " people, and does each of the words hold for each of them?",
        decision_ids=tuple(sorted(use.decision_id for use in within)),
        observed=found.observed,
        expected=found.expected,
        statistic=likelihood_ratio(found.observed, found.decisions, found.expected),
        p_value=found.p_value,
        site_code=_only(use.site_code for use in within),
        area_code=_only(use.area_code for use in within),
        signer_id=_only(use.signer_id for use in within),
        signer_org_code=_only(use.signer_org_code for use in within),
        group=f"{found.observed} people with {alike}",
        begins=day_of(found.begins),
        ends=day_of(found.ends),
    )


def _only(values: Iterator[str | None]) -> str | None:
    """Return the one value that all have, or None where they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else None
