"""`group_rationale`: a reason that rests on, or only names, a protected characteristic or a diagnosis.

A signal by rule: one such reason is enough to ask, so it has no p and stands outside the control of false discovery
(GRP-05 of reference/rules.md). Dementia or frailty alone, which guidance and not law speaks of, is asked about from
three on. Each different text is read once, however many decisions carry it; where the text did
not leave, its phrase codes are judged alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
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
    """Return a signal for each signer, site and kind of group whose decisions rest on it, the plainest first."""
    signals = [*_of(held, settings, "rationale"), *_of(held, settings, "rationale_codes")]
    return sorted(signals, key=lambda each: (not _names_a_diagnosis(each), -each.observed, each.decision_ids))


def _of(held: Held, settings: Settings, column: str) -> list[Signal]:
    if not held.has("decisions", column):
        return []
    resolved = list(_resting_texts(held, settings) if column == "rationale" else _resting_codes(held, settings))
    bundles = _bundles(held, settings, column, resolved) if resolved else ()
    return [_signal(each) for each in bundles if each.is_enough]


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


@dataclass(slots=True)
class _Bundle:
    """The decisions of one signer at one site that rest on the same groups."""

    groups: str
    site_code: str | None
    area_code: str | None
    signer_id: str | None
    signer_org_code: str | None
    decision_ids: list[str] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of them to ask."""
        return len(self.decision_ids) >= ENOUGH or not _ILLNESSES.issuperset(self.groups.split(";"))

    @property
    def names(self) -> str:
        """The groups, in words."""
        return ", ".join(GROUPS[code] for code in self.groups.split(";"))


def _bundles(held: Held, settings: Settings, column: str, resolved: Sequence[Resolved]) -> Iterable[_Bundle]:
    cursor = held.tables.cursor()
    cursor.execute("CREATE TEMP TABLE resting (written VARCHAR, groups VARCHAR, words VARCHAR)")
    cursor.executemany("INSERT INTO resting VALUES (?, ?, ?)", [list(each) for each in resolved])
    rows = cursor.execute(_WITH_TEXT if column == "rationale" else _WITH_CODES, window(settings)).fetchall()
    cursor.execute("DROP TABLE resting")
    found: dict[tuple[str | None, ...], _Bundle] = {}
    for *whose, decision_id, day, words in rows:
        bundle = found.setdefault(tuple(whose), _Bundle(*whose))
        bundle.decision_ids.append(decision_id)
        bundle.days.append(day)
        for word in filter(None, words.split(";")):
            bundle.words[word] = bundle.words.get(word, 0) + 1
    return found.values()


def _signal(bundle: _Bundle) -> Signal:
    count = len(bundle.decision_ids)
    these = "this decision" if count == 1 else f"these {count} decisions"
    most = sorted(bundle.words, key=lambda word: (-bundle.words[word], word))[:_FEW]
    shown = f" (in words such as {', '.join(most)})" if most else ""
    return Signal(
        signal=SignalKind.GROUP_RATIONALE,
        question=f"What was the reason for {these} beside {bundle.names}, and where is it written?",
        decision_ids=tuple(bundle.decision_ids),
        observed=count,
        expected=0,
        site_code=bundle.site_code,
        area_code=bundle.area_code,
        signer_id=bundle.signer_id,
        signer_org_code=bundle.signer_org_code,
        group=f"the reason names {bundle.names}{shown}",
        begins=day_of(min(bundle.days)),
        ends=day_of(max(bundle.days)),
    )


def _names_a_diagnosis(signal: Signal) -> bool:
    return any(GROUPS[code] in (signal.group or "") for code in NEVER_A_REASON)
