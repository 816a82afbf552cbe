"""The signals of a report: each matter a question with its evidence, strongest first, and what else is asked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from accord.assurance.runs import sayings
from accord.assurance.runs.made import Made
from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.signals.matters import Matter, matters

MOST_IN_FULL = 60
MOST_IDS = 200
MOST_ALSO = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """Another signal about the same decisions; `where` and `when`, where these differ from the leading one's."""

    kind: str
    question: str
    where: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One matter: its leading question; `evidence` pairs a label with its words; `also`: the other signals about it."""

    number: int
    kind: str
    question: str
    where: str
    when: str
    group: str
    evidence: tuple[tuple[str, str], ...]
    decision_ids: tuple[str, ...]
    more_ids: int
    also: tuple[Also, ...]


def tell_signals(made: Made, site_names: Mapping[str, str]) -> tuple[tuple[Asked, ...], int]:
    """Return the strongest matters in full, and how many there are; all signals stand in signals.json."""
    found = matters(made.told.signals)
    told = tuple(_asked(number, each, site_names) for number, each in enumerate(found[:MOST_IN_FULL], start=1))
    return told, len(found)


def _asked(number: int, matter: Matter, site_names: Mapping[str, str]) -> Asked:
    signal = matter.lead
    where, when = _where(signal, site_names), _when(signal)
    return Asked(
        number=number,
        kind=signal.signal.words,
        question=signal.question,
        where=where,
        when=when,
        group=signal.group or "",
        evidence=tuple(_evidence(signal)),
        decision_ids=signal.decision_ids[:MOST_IDS],
        more_ids=max(len(signal.decision_ids) - MOST_IDS, 0),
        also=tuple(_also(each, where, when, site_names) for each in matter.others[:MOST_ALSO]),
    )


def _also(signal: Signal, where: str, when: str, site_names: Mapping[str, str]) -> Also:
    own_where, own_when = _where(signal, site_names), _when(signal)
    return Also(
        kind=signal.signal.words,
        question=signal.question,
        where="" if own_where == where else own_where,
        when="" if own_when == when else own_when,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """The first matter that one kind of signal leads, for the summary, and how many it leads."""

    number: int
    kind: str
    question: str
    place: str
    count: int


def tell_first(made: Made, site_names: Mapping[str, str]) -> tuple[First, ...]:
    """Return the first matter that is led by each kind, in the order in which they stand, and no signer."""
    found = matters(made.told.signals)
    count = Counter(each.lead.signal for each in found)
    first: dict[SignalKind, First] = {}
    for number, matter in enumerate(found, start=1):
        lead = matter.lead
        if lead.signal not in first:
            first[lead.signal] = First(
                number=number,
                kind=lead.signal.words,
                question=lead.question,
                place=_where(replace(lead, signer_id=None), site_names),
                count=count[lead.signal],
            )
    return tuple(first.values())


def by_kind(made: Made) -> tuple[tuple[str, int, str], ...]:
    """Return, for each kind that was looked for, how many questions it gave, or why it was not looked for."""
    found = Counter(each.signal.value for each in made.told.signals)
    return tuple(
        (each.name, found[each.id], "" if each.is_open else f"not looked for: it needs {each.wants}")
        for each in made.signals
    )


def _where(signal: Signal, site_names: Mapping[str, str]) -> str:
    told = (
        ("" if signal.site_code in site_names else "site", signal.site_code and _site(signal.site_code, site_names)),
        ("area", signal.area_code),
        ("practice or trust of the signer", signal.signer_org_code),
        ("signer", signal.signer_id),
    )
    return "; ".join(f"{label} {value}".strip() for label, value in told if value)


def _site(code: str, site_names: Mapping[str, str]) -> str:
    return sayings.group("site", code, site_names)


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
