"""`burst`: more new decisions in a window of 1 to 60 days than a place's own past, and its peers, expect.

Two trees are scanned: signers within sites within areas, and practices and trusts with their signers, where these sign
at several sites: what is of one site is seen there, and asked about once.
Each node has one p, by its own highest ratio of any window where nothing happened (statistics/scans): the windows are
allowed for there, the nodes in the control of false discovery. The bursts of one branch are told once.

Where a run asks about the last days alone, what came before is one day of the scan, long before: it says how many the
node has in all, and none of its windows is looked at, so that the windows asked about need not be as rare.

Beside how many there were, it is looked at how they were talked about (`second_evidence`): one p holds both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from accord.assurance.signals.decisions import day_of, window
from accord.assurance.signals.expectations import expect_daily, gather_on_visits
from accord.assurance.signals.findings import Findings
from accord.assurance.signals.kinds import Held, Settings, Signal, SignalKind
from accord.assurance.signals.new_decisions import NewDecisions, read_new
from accord.assurance.signals.second_evidence import Meetings, read_meetings, second
from accord.assurance.statistics.numbers import Floats, Whole
from accord.assurance.statistics.scans.bursts import Scan, Terms, Window, distinct, scan
from accord.assurance.statistics.scans.trees import Happenings

LONGEST = 60
FEWEST = 3
REPORT = 0.05
"""Windows with a higher p are no discovery, whatever else is found; their nodes count among those tested."""
SETTLE_AFTER = 39
ALIKE = 0.5
"""Of two bursts that share so many decisions, the stronger is told."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a scan: of each new decision, and what is expected of each site; `offset` leads back to real days."""

    day: Whole
    daily: Floats
    offset: int


@dataclass(frozen=True, slots=True)
class Tree:
    """One scan of sites or of organisations: its events, the place of each, and the windows found."""

    rows: Whole
    day: Whole
    place: Whole
    found: Scan
    offset: int


def find(held: Held, settings: Settings) -> Findings:
    """Return a signal for each burst that ends within the days asked about, the most unusual first."""
    new = read_new(held, settings)
    rows = np.flatnonzero(new.counted)
    if len(rows) < FEWEST:
        return Findings([], tested=0)
    first, last = (day - new.first for day in window(settings))
    daily = gather_on_visits(held, new, expect_daily(held, settings, new))
    days = fold(new.day, daily, first - LONGEST + 1)
    trees = [_scan_sites(new, rows, days, settings), *_scan_organisations(new, rows, days, settings)]
    meetings = read_meetings(held, new)
    signals = [
        _signal(new, tree, each, meetings)
        for tree in trees
        for each in distinct(tree.found.windows)
        if first <= each.last + tree.offset <= last
    ]
    return Findings(_told_once(signals), tested=sum(_tested(tree) for tree in trees))


def fold(day: Whole, daily: Floats, begins: int) -> Calendar:
    """Return the days from `begins` on, after a day that holds all before and a gap that no window spans."""
    if begins <= LONGEST:
        return Calendar(day, daily, 0)
    offset = begins - LONGEST
    past = np.zeros((len(daily), LONGEST))
    past[:, 0] = daily[:, :begins].sum(axis=1)
    return Calendar(np.where(day < begins, 0, day - offset), np.hstack([past, daily[:, begins:]]), offset)


def _scan_sites(new: NewDecisions, rows: Whole, days: Calendar, settings: Settings) -> Tree:
    place = new.sites.numbers[rows]
    given = Happenings(
        days=days.day[rows],
        places=place,
        signers=new.signers.numbers[rows],
        area_of=new.area_of_site,
        length=days.daily.shape[1],
        profiles=days.daily,
        profile_of=np.arange(len(days.daily)),
    )
    return Tree(rows, given.days, place, scan(given, _terms(settings, 0, areas=True)), days.offset)


def _scan_organisations(new: NewDecisions, rows: Whole, days: Calendar, settings: Settings) -> Iterator[Tree]:
    """Scan the practices and trusts that sign at several sites, and their signers who do; the others are seen there."""
    organisation, site = new.organisations.numbers[rows], new.sites.numbers[rows]
    size = (len(new.organisations.codes), len(new.sites.codes))
    known = organisation >= 0
    signed = sparse.csr_matrix((np.ones(known.sum()), (organisation[known], site[known])), shape=size)
    several = np.flatnonzero(np.diff(signed.indptr) > 1)
    if not len(several):
        return
    numbers = np.full(size[0] + 1, -1)
    numbers[several] = np.arange(len(several))
    kept = numbers[organisation] >= 0
    shares = days.daily / np.maximum(days.daily.sum(axis=1, keepdims=True), 1e-12)
    place = numbers[organisation[kept]]
    area = np.zeros(len(several), dtype=np.int64)
    area[place] = new.area_of_site[site[kept]]
    given = Happenings(
        days=days.day[rows][kept],
        places=place,
        signers=of_several(new.signers.numbers[rows], site)[kept],
        area_of=area,
        length=days.daily.shape[1],
        profiles=signed[several] @ shares,
        profile_of=np.arange(len(several)),
    )
    yield Tree(rows[kept], given.days, place, scan(given, _terms(settings, 1, areas=False)), days.offset)


def of_several(signer: Whole, site: Whole) -> Whole:
    """Return the signer of each decision, −1 where all of that signer's are made at one site, or it is not known."""
    known = signer >= 0
    size = int(signer.max(initial=-1)) + 1
    lowest, highest = np.full(size + 1, np.iinfo(np.int64).max), np.full(size + 1, -1)
    np.minimum.at(lowest, signer[known], site[known])
    np.maximum.at(highest, signer[known], site[known])
    return np.where(lowest[signer] < highest[signer], signer, -1)


def _terms(settings: Settings, number: int, *, areas: bool) -> Terms:
    return Terms(
        areas=areas,
        longest=LONGEST,
        fewest=FEWEST,
        replicates=settings.replicates,
        report=REPORT,
        settle_after=SETTLE_AFTER,
        seed=settings.seed + 1_000 * number,
    )


def _tested(tree: Tree) -> int:
    """Return how many nodes have a p; areas have one once, with their sites."""
    return int((~np.isnan(tree.found.p_values)).sum())


def _signal(new: NewDecisions, tree: Tree, each: Window, meetings: Meetings | None) -> Signal:
    # Rows are in order of days.
    days = tree.day
    within = slice(np.searchsorted(days, each.first), np.searchsorted(days, each.last, side="right"))
    rows = tree.rows[within]
    if each.place >= 0:
        inside = tree.place[within] == each.place
    else:
        inside = new.area_of_site[new.sites.numbers[rows]] == each.area
    if each.signer >= 0:
        inside &= new.signers.numbers[rows] == each.signer
    rows = rows[inside]
    span = each.last - each.first + 1
    when = "on one day" if span == 1 else f"within {span} days"
    both = second(each.p_node, rows, meetings)
    return Signal(
        signal=SignalKind.BURST,
        question=f"Why were {each.count} new decisions made {when} where {_said(each.expected)} would be expected,"
        f"{both.words} and was each person's own situation looked at?",
        decision_ids=new.ids_of(rows),
        observed=each.count,
        expected=each.expected,
        statistic=each.ratio,
        p_value=both.p_value,
        site_code=_only(new.sites.numbers[rows], new.sites.codes),
        area_code=_only(new.area[new.sites.numbers[rows]], new.areas.codes),
        signer_id=_only(new.signers.numbers[rows], new.signers.codes),
        signer_org_code=_only(new.organisations.numbers[rows], new.organisations.codes),
        begins=day_of(new.first + tree.offset + each.first),
        ends=day_of(new.first + tree.offset + each.last),
    )


def _only(numbers: Whole, codes: tuple[str, ...]) -> str | None:
    """Return the one code that all have, or None where they differ or it is not known."""
    different = np.unique(numbers)
    return codes[different[0]] if len(different) == 1 and different[0] >= 0 else None


def _said(expected: float) -> str:
    return f"about {expected:.0f}" if expected >= 1.5 else "about 1" if expected >= 0.75 else "fewer than 1"


def _told_once(signals: list[Signal]) -> list[Signal]:
    """Return the signals, strongest first, without those most of whose decisions a stronger one tells of."""
    told: list[Signal] = []
    taken: dict[str, int] = {}
    for signal in sorted(signals, key=lambda each: (each.p_value or 0, -(each.statistic or 0), each.decision_ids)):
        shared = np.bincount([taken[one] for one in signal.decision_ids if one in taken], minlength=1).max()
        if shared < ALIKE * len(signal.decision_ids):
            for one in signal.decision_ids:
                taken.setdefault(one, len(told))
            told.append(signal)
    return told
