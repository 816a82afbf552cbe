"""`group_rationale`: a reason that rests on, or only names, a protected characteristic or a diagnosis.

A signal by rule: one such reason is enough to ask, so it has no p and stands outside the control of false discovery
(GRP-05 of reference/rules.md). Dementia or frailty alone, which guidance and not law speaks of, is asked about from
three on. Each different text is read once, however many decisions carry it; where the text did
not leave, its phrase codes are judged alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from accord.assurance.signals.decisions import day_of, window
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.domain.causes import NEVER_A_REASON
from accord.domain.ground_terms import MAY_NAME, MAY_NAME_NEVER
from accord.domain.group_reasons import GROUPS, Resting, judge, judge_text
from accord.domain.rationales import LONG, may_rest_on_a_group

_BATCH = 200_000
_SHARE = 2_000
_ILLNESSES = frozenset({"dementia", "frailty", "frailty_scale"})
ENOUGH = 3
"""Dementia or frailty alone is asked about where a signer gives it so often at one site; anything else, once."""
ILLNESS = 2
"""The sort of reasons that give dementia or frailty alone."""
_FEW = 3
"""So many of the words that led to a signal are shown."""

# A DNACPR is `not_for_cpr` alone (design/clinical-decisions.md, Measures and signals).
_TEXTS = """
SELECT DISTINCT rationale FROM decisions
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN ? AND ? AND regexp_matches(lower(rationale), ?)
    AND (length(rationale) <= ? OR regexp_matches(lower(rationale), ?))
"""
_CODES = """
SELECT DISTINCT rationale_codes FROM decisions
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN ? AND ? AND rationale IS NULL AND rationale_codes IS NOT NULL
"""
_WITH_TEXT = """
SELECT groups, site_code, area_code, signer_id, signer_org_code, decision_id, decided_at_day, words
FROM decisions JOIN resting ON rationale = written
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN ? AND ?
ORDER BY decision_id
"""
_WITH_CODES = """
SELECT groups, site_code, area_code, signer_id, signer_org_code, decision_id, decided_at_day, words
FROM decisions JOIN resting ON rationale_codes = written
WHERE cpr = 'not_for_cpr' AND decided_at_day BETWEEN ? AND ? AND rationale IS NULL
ORDER BY decision_id
"""

Resolved = tuple[str, str, str]
"""A text (or its codes), the groups on which it rests, and the words that led to it, `;` between."""


def find(held: Held, settings: Settings) -> list[Signal]:
    """Return a signal for each site (or signer at several) whose decisions rest on groups, the plainest first."""
    signals = [*_of(held, settings, "rationale"), *_of(held, settings, "rationale_codes")]
    return sorted(signals, key=lambda each: (not _names_a_diagnosis(each), -each.observed, each.decision_ids))


def _of(held: Held, settings: Settings, column: str) -> list[Signal]:
    if not held.has("decisions", column):
        return []
    resolved = list(_resting_texts(held, settings) if column == "rationale" else _resting_codes(held, settings))
    bundles = _bundles(held, settings, column, resolved) if resolved else ()
    return [_signal(each) for each in bundles if _is_enough(each)]


def _resting_texts(held: Held, settings: Settings) -> Iterator[Resolved]:
    """Yield the different texts that rest on a group. What names none is sieved out before Python sees it."""
    cursor = held.tables.cursor().execute(_TEXTS, [*window(settings), MAY_NAME, LONG, MAY_NAME_NEVER])
    while rows := cursor.fetchmany(_BATCH):
        yield from _judged([text for (text,) in rows], settings.processes)


def _judged(texts: Sequence[str], processes: int) -> Iterator[Resolved]:
    if processes == 1 or len(texts) <= _SHARE:
        yield from judge_many(texts)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as workers:
        for resolved in workers.map(judge_many, _shares(texts)):
            yield from resolved


def _shares(texts: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(texts)
    while share := list(islice(rest, _SHARE)):
        yield share


def judge_many(texts: Iterable[str]) -> list[Resolved]:
    """Return those of the texts that rest on a group, each with its groups and the words that led to it."""
    readings = ((text, judge_text(text)) for text in texts if may_rest_on_a_group(text))
    return [
        (text, ";".join(sorted(reading.groups)), ";".join(word for word in reading.words if not re.search(r"\d", word)))
        for text, reading in readings
        if reading.resting is Resting.RESTS_ON
    ]


def _resting_codes(held: Held, settings: Settings) -> Iterator[Resolved]:
    """Yield the different lists of codes that rest on a group, of decisions whose text did not leave."""
    for (codes,) in held.rows(_CODES, window(settings)):
        reading = judge(code.strip() for code in codes.split(";"))
        if reading.resting is Resting.RESTS_ON:
            yield codes, ";".join(sorted(reading.groups)), ""


@dataclass(frozen=True, slots=True)
class _Reason:
    """One decision whose reason rests on groups."""

    groups: str
    site_code: str | None
    area_code: str | None
    signer_id: str | None
    signer_org_code: str | None
    decision_id: str
    day: int
    words: str

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the groups."""
        return frozenset(self.groups.split(";"))

    @property
    def sort(self) -> int:
        """0: a diagnosis that is never a reason; 1: a protected characteristic or a home; 2: dementia or frailty."""
        return 0 if self.codes & NEVER_A_REASON else ILLNESS if self.codes <= _ILLNESSES else 1


def _bundles(held: Held, settings: Settings, column: str, resolved: Sequence[Resolved]) -> list[list[_Reason]]:
    """Return the decisions by sort, and by the signer who signs so at several sites, or else by site."""
    cursor = held.tables.cursor()
    cursor.execute("CREATE TEMP TABLE resting (written VARCHAR, groups VARCHAR, words VARCHAR)")
    cursor.executemany("INSERT INTO resting VALUES (?, ?, ?)", [list(each) for each in resolved])
    rows = cursor.execute(_WITH_TEXT if column == "rationale" else _WITH_CODES, window(settings)).fetchall()
    cursor.execute("DROP TABLE resting")
    reasons = [_Reason(*row) for row in rows]
    sites: dict[tuple[int, str | None], set[str | None]] = {}
    for each in reasons:
        sites.setdefault((each.sort, each.signer_id), set()).add(each.site_code)
    found: dict[tuple[int, str | None, str | None], list[_Reason]] = {}
    for each in reasons:
        several = len(sites[each.sort, each.signer_id]) > 1
        found.setdefault((each.sort, *_whose(each, signs_at_several=several)), []).append(each)
    return list(found.values())


def _whose(each: _Reason, *, signs_at_several: bool) -> tuple[str | None, str | None]:
    """Return the signer and site by which a decision is asked about; None where others' go with it."""
    if each.sort == ILLNESS:
        return each.signer_id, each.site_code
    # Without a site, a signer is all that is known.
    by_signer = each.signer_id is not None and (each.site_code is None or signs_at_several)
    return (each.signer_id, None) if by_signer else (None, each.site_code)


def _is_enough(bundle: Sequence[_Reason]) -> bool:
    """Whether there are enough of them to ask."""
    return bundle[0].sort != ILLNESS or len(bundle) >= ENOUGH


def _signal(bundle: Sequence[_Reason]) -> Signal:
    count = len(bundle)
    these = "this decision" if count == 1 else f"these {count} decisions"
    names = _named(bundle)
    words = Counter(word for each in bundle for word in each.words.split(";") if word)
    most = sorted(words, key=lambda word: (-words[word], word))[:_FEW]
    shown = f" (in words such as {', '.join(most)})" if most else ""
    return Signal(
        signal=SignalKind.GROUP_RATIONALE,
        question=f"What was the reason for {these} beside {names}, and where is it written?",
        decision_ids=tuple(each.decision_id for each in bundle),
        observed=count,
        expected=0,
        site_code=_only(each.site_code for each in bundle),
        area_code=_only(each.area_code for each in bundle),
        signer_id=_only(each.signer_id for each in bundle),
        signer_org_code=_only(each.signer_org_code for each in bundle),
        group=f"the reason names {names}{shown}",
        begins=day_of(min(each.day for each in bundle)),
        ends=day_of(max(each.day for each in bundle)),
    )


def _named(bundle: Sequence[_Reason]) -> str:
    """Return the groups in words, in the order in which the grammar names them."""
    codes = frozenset[str]().union(*(each.codes for each in bundle))
    *others, last = (words for code, words in GROUPS.items() if code in codes)
    return f"{', '.join(others)} and {last}" if others else last


def _only(values: Iterable[str | None]) -> str | None:
    """Return the one value that all have, or None where they differ."""
    different = set(values)
    return different.pop() if len(different) == 1 else None


def _names_a_diagnosis(signal: Signal) -> bool:
    return any(GROUPS[code] in (signal.group or "") for code in NEVER_A_REASON)
