"""The signals of a report: each a question with its evidence, strongest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.assurance.runs import sayings
from accord.assurance.runs.made import Made
from accord.assurance.signals.kinds import Signal

MOST_IN_FULL = 60
MOST_IDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question; `evidence` pairs a label with its words."""

    number: int
    kind: str
    question: str
    where: str
    when: str
    group: str
    evidence: tuple[tuple[str, str], ...]
    decision_ids: tuple[str, ...]
    more_ids: int


def tell_signals(made: Made, site_names: Mapping[str, str]) -> Iterator[Asked]:
    """Yield the strongest questions in full; the others are counted, and stand in signals.json."""
    for place, signal in enumerate(made.told.signals[:MOST_IN_FULL], start=1):
        yield Asked(
            number=place,
            kind=signal.signal.words,
            question=signal.question,
            where=_where(signal, site_names),
            when=_when(signal),
            group=signal.group or "",
            evidence=tuple(_evidence(signal)),
            decision_ids=signal.decision_ids[:MOST_IDS],
            more_ids=max(len(signal.decision_ids) - MOST_IDS, 0),
        )


def by_kind(made: Made) -> tuple[tuple[str, int, str], ...]:
    """Return, for each kind that was looked for, how many questions it gave, or why it was not looked for."""
    found = Counter(each.signal.value for each in made.told.signals)
    return tuple(
        (each.name, found[each.id], "" if each.is_open else f"not looked for: it needs {sayings.lacking(each)}")
        for each in made.signals
    )


def _where(signal: Signal, site_names: Mapping[str, str]) -> str:
    told = (
        ("site", signal.site_code and sayings.group("site", signal.site_code, site_names)),
        ("area", signal.area_code),
        ("practice or trust of the signer", signal.signer_org_code),
        ("signer", signal.signer_id),
    )
    return "; ".join(f"{label} {value}" for label, value in told if value)


def _when(signal: Signal) -> str:
    if signal.begins is None or signal.ends is None or signal.begins == signal.ends:
        only = signal.begins or signal.ends
        return sayings.day(only) if only else ""
    return f"{sayings.day(signal.begins)} to {sayings.day(signal.ends)}"


def _evidence(signal: Signal) -> Iterator[tuple[str, str]]:
    yield "Observed", sayings.number(signal.observed)
    if signal.is_by_rule:
        yield "Raised", "by rule: one case is enough to ask"
        return
    yield "Expected", sayings.number(signal.expected)
    if signal.statistic is not None:
        yield "Statistic", f"{signal.statistic:,.1f}"
    yield "p", sayings.chance(signal.p_value)
    yield "q", sayings.chance(signal.q_value)
