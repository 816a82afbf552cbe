"""How well a detector did: what it found, how soon, and how often it asked about nothing.

A signal is *to the point* where at least a quarter of the decisions that it names are planted: whoever reads them would
meet what happened. It *finds* an event where it is to the point and names at least three of the event's decisions, or
two where no more are entered yet; one reason that rests on a learning disability is enough to ask about a run of them.

It is *false* where it is not to the point, and planted decisions are less than half of what it saw above what it
expected: a rate of a large place may be raised by events that are a small part of it, which is no false alarm, and no
find either. A signal of the same kind, half or more of whose decisions were asked about before, is the same signal.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.signals.retellings import ALIKE, APART
from accord.assurance.simulations.answers import LEAST, PlantedEvent
from accord.assurance.simulations.events import CORE, EventKind
from accord.assurance.statistics.intervals import poisson_limits, wilson

POINT = 0.25
EXCESS = 0.5
ENOUGH = 3
AIMED_RECALL, AIMED_FALSE, AIMED_DAYS = 0.95, 1.0, 14
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A signal, and the day of the run that raised it."""

    as_of: dt.date
    signal: Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one event fared: on which day it was found, and by which kind of signal; None where it was not."""

    event: PlantedEvent
    day: dt.date | None = None
    by: str | None = None

    @property
    def days(self) -> int | None:
        """After how many days it was found, counted from the day it began."""
        return None if self.day is None else (self.day - self.event.begins).days

    @property
    def days_since_plain(self) -> int | None:
        """The same, counted from the day on which five of its people could be seen."""
        return None if self.day is None else (self.day - self.event.plain_from).days


@dataclass(slots=True)
class Episode:
    """One signal as long as it goes on: raised again by its kind, about decisions half of which it was about."""

    key: tuple[str | None, ...]
    begins: dt.date
    is_true: bool
    likeness: str | None = None
    decisions: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The score of one detector over one region. `alike_years`: the site-years of each kind of look-alike."""

    findings: tuple[Finding, ...]
    episodes: tuple[Episode, ...]
    site_years: float
    alike_years: Mapping[str, float] = field(default_factory=dict)

    def of(self, *kinds: EventKind, size: int | None = None, least: int = 0) -> Score:
        """Return the score over the events of some kinds (all, if none is named), of a size, or so many and more."""
        kept = tuple(
            each
            for each in self.findings
            if (not kinds or each.event.kind in kinds) and size in (None, each.event.size) and each.event.size >= least
        )
        return replace(self, findings=kept)

    @property
    def recall(self) -> float | None:
        """The share of events that were found; None where none was planted."""
        return len(self.days) / len(self.findings) if self.findings else None

    @property
    def recall_limits(self) -> tuple[float, float]:
        """Wilson's 95% limits of the recall."""
        found = wilson(len(self.days), len(self.findings))
        return float(found.lower), float(found.upper)

    @property
    def days(self) -> list[int]:
        """The days to detection of those that were found."""
        return [each.days for each in self.findings if each.days is not None]

    @property
    def median_days(self) -> float | None:
        """The day by which half of all events, found or not, had been found; None where fewer were."""
        if not self.findings:
            return None
        found = sorted(self.days)
        half = (len(self.findings) + 1) // 2
        return float(found[half - 1]) if len(found) >= half else None

    @property
    def median_days_of_found(self) -> float | None:
        """The median days to detection among those that were found."""
        return float(median(self.days)) if self.days else None

    @property
    def median_days_since_plain(self) -> float | None:
        """The day, counted from when five of its people could be seen, by which half of all events had been found."""
        found = sorted(each.days_since_plain for each in self.findings if each.days_since_plain is not None)
        half = (len(self.findings) + 1) // 2
        return float(found[half - 1]) if self.findings and len(found) >= half else None

    @property
    def false(self) -> list[Episode]:
        """The signals about nothing that was planted."""
        return [each for each in self.episodes if not each.is_true]

    @property
    def false_a_thousand(self) -> float:
        """False signals per 1,000 site-years."""
        return 1_000 * len(self.false) / self.site_years

    @property
    def false_limits(self) -> tuple[float, float]:
        """The exact 95% limits of false signals per 1,000 site-years."""
        found = poisson_limits(len(self.false))
        return 1_000 * float(found.lower) / self.site_years, 1_000 * float(found.upper) / self.site_years

    @property
    def false_by_signal(self) -> Counter[str]:
        """How many false signals there were of each kind."""
        return Counter(str(each.key[0]) for each in self.false)

    @property
    def false_by_likeness(self) -> Counter[str]:
        """How many false signals were about the decisions of each kind of look-alike."""
        return Counter(each.likeness for each in self.false if each.likeness is not None)

    @property
    def found_by(self) -> Counter[str]:
        """How many events each kind of signal was the first to find."""
        return Counter(each.by for each in self.findings if each.by is not None)

    @property
    def is_as_aimed(self) -> bool:
        """Whether recall, false signals and days are as issue 4 aims for, over its kinds and five people or more."""
        large = self.of(*CORE, least=LEAST)
        soon = large.median_days is not None and large.median_days <= AIMED_DAYS
        return (large.recall or 0) >= AIMED_RECALL and self.false_a_thousand <= AIMED_FALSE and soon


def together(scores: Sequence[Score]) -> Score:
    """Return the score over several regions."""
    years: dict[str, float] = {}
    for kind, more in (item for each in scores for item in each.alike_years.items()):
        years[kind] = years.get(kind, 0.0) + more
    return Score(
        findings=tuple(one for score in scores for one in score.findings),
        episodes=tuple(one for score in scores for one in score.episodes),
        site_years=sum(score.site_years for score in scores),
        alike_years=years,
    )


def score(
    raised: Iterable[Raised],
    events: Sequence[PlantedEvent],
    site_years: float,
    likenesses: Mapping[str, str] | None = None,
    alike_years: Mapping[str, float] | None = None,
) -> Score:
    """Score what was raised against what was planted; strays make signals true and are not looked for.

    `likenesses`: of a decision, what its place only looks like; `alike_years`: the site-years of each.
    """
    ordered = sorted(raised, key=lambda each: each.as_of)
    of_decision = {decision: event for event in events for decision in event.entered}
    found: dict[int, tuple[dt.date, str]] = {}
    episodes: dict[tuple[str | None, ...], list[Episode]] = {}
    for each in ordered:
        touched = Counter(
            of_decision[one].number
            for one in each.signal.decision_ids
            if one in of_decision and of_decision[one].begins <= each.as_of
        )
        planted = touched.total()
        likeness = _likeness(each.signal, likenesses or {})
        _join(
            episodes.setdefault(_key(each.signal), []),
            each,
            is_true=not is_false(each.signal, planted),
            likeness=likeness,
        )
        for event in events if is_to_the_point(each.signal, planted) else ():
            if event.number not in found and _finds(each, event, touched[event.number]):
                found[event.number] = (each.as_of, each.signal.signal.value)
    return Score(
        findings=tuple(_finding(event, found) for event in events if event.kind is not EventKind.STRAY),
        episodes=tuple(one for many in episodes.values() for one in many),
        site_years=site_years,
        alike_years=alike_years or {},
    )


def is_to_the_point(signal: Signal, planted: int) -> bool:
    """Return whether a quarter or more of the decisions that a signal names are planted."""
    return planted > 0 and planted >= POINT * len(signal.decision_ids)


def is_false(signal: Signal, planted: int) -> bool:
    """Return whether a signal is neither to the point nor raised by what is planted among much else."""
    if is_to_the_point(signal, planted):
        return False
    above = None if signal.expected is None else signal.observed - signal.expected
    return planted == 0 or above is None or planted < EXCESS * above


def _finds(raised: Raised, event: PlantedEvent, named: int) -> bool:
    if not named:
        return False
    if event.kind is EventKind.LEARNING_DISABILITY_RUN and raised.signal.signal is SignalKind.GROUP_RATIONALE:
        return True
    return named >= max(2, min(ENOUGH, event.known(raised.as_of)))


def _finding(event: PlantedEvent, found: dict[int, tuple[dt.date, str]]) -> Finding:
    if event.number not in found:
        return Finding(event=event)
    day, by = found[event.number]
    return Finding(event=event, day=day, by=by)


def _key(signal: Signal) -> tuple[str | None, ...]:
    """Return what must be the same in a signal that goes on; without decisions, all that it names."""
    if signal.signal in APART:
        return (signal.signal.value, signal.group)
    if signal.decision_ids:
        return (signal.signal.value,)
    return (signal.signal.value, signal.site_code, signal.area_code, signal.signer_id, signal.signer_org_code)


def _likeness(signal: Signal, likenesses: Mapping[str, str]) -> str | None:
    """Return the look-alike that half or more of a signal's decisions belong to."""
    touched = Counter(likenesses[one] for one in signal.decision_ids if one in likenesses)
    kind, count = touched.most_common(1)[0] if touched else (None, 0)
    return kind if 2 * count >= len(signal.decision_ids) else None


def _join(episodes: list[Episode], raised: Raised, *, is_true: bool, likeness: str | None) -> None:
    """Take a signal as one that was raised before, or begin a new one; true once is true."""
    decisions = set(raised.signal.decision_ids)
    for episode in episodes:
        smaller = min(len(decisions), len(episode.decisions))
        if len(decisions & episode.decisions) >= ALIKE * smaller:
            episode.decisions |= decisions
            episode.is_true = episode.is_true or is_true
            return
    key = _key(raised.signal)
    episodes.append(Episode(key=key, begins=raised.as_of, is_true=is_true, likeness=likeness, decisions=decisions))
