"""Which question of a run is one that was asked before: the same kind and scope, and the same time or decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accord.assurance.models import Run, Sighting
from accord.assurance.models import Signal as SignalRow
from accord.assurance.signals.kinds import Signal

Key = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How many signals a run saw, and how many of them nobody had asked before."""

    seen: int
    new: int


def record_sightings(run: Run, signals: Sequence[Signal]) -> Recorded:
    """Append what a run saw: a sighting of a signal that is known, or of a new one."""
    known = _known({_key(each) for each in signals})
    rows: list[SignalRow] = []
    sightings: list[Sighting] = []
    for each in signals:
        earlier = known[_key(each)]
        found = max((one for one in earlier if _is_same(one, each)), key=lambda one: _shared(one, each), default=None)
        if found is not None:
            earlier.remove(found)  # one run sees a signal once
        row = found.signal if found else _row(each)
        if found is None:
            rows.append(row)
        sightings.append(_sighting(row, run, each))
    SignalRow.objects.bulk_create(rows)
    Sighting.objects.bulk_create(sightings)
    return Recorded(seen=len(sightings), new=len(rows))


def _known(keys: Iterable[Key]) -> defaultdict[Key, list[Sighting]]:
    """Return the last sighting of each signal of these kinds and scopes."""
    found: defaultdict[Key, list[Sighting]] = defaultdict(list)
    wanted = set(keys)
    kinds = {kind for kind, *_ in wanted}
    rows = Sighting.objects.filter(signal__kind__in=kinds).select_related("signal")
    for row in rows.order_by("signal_id", "-id").distinct("signal_id"):
        key = _key_of(row.signal)
        if key in wanted:
            found[key].append(row)
    return found


def _is_same(earlier: Sighting, now: Signal) -> bool:
    """Return whether two sightings are of the same: their times meet, or they share decisions.

    Where neither says a time, the whole period was looked at, both times.
    """
    return _times_meet(earlier, now) or _shared(earlier, now) > 0


def _times_meet(earlier: Sighting, now: Signal) -> bool:
    if now.begins is None and now.ends is None:
        return earlier.begins is None and earlier.ends is None
    begins, ends = now.begins or now.ends, now.ends or now.begins
    before, until = earlier.begins or earlier.ends, earlier.ends or earlier.begins
    if begins is None or ends is None or before is None or until is None:
        return False
    return begins <= until and before <= ends


def _shared(earlier: Sighting, now: Signal) -> int:
    return len(set(earlier.decision_ids) & set(now.decision_ids))


def _key(signal: Signal) -> Key:
    return (
        signal.signal.value,
        signal.site_code or "",
        signal.area_code or "",
        signal.signer_id or "",
        signal.signer_org_code or "",
        signal.group or "",
    )


def _key_of(row: SignalRow) -> Key:
    return (row.kind, row.site_code, row.area_code, row.signer_id, row.signer_org_code, row.group)


def _row(signal: Signal) -> SignalRow:
    kind, site, area, signer, organisation, group = _key(signal)
    return SignalRow(
        kind=kind, site_code=site, area_code=area, signer_id=signer, signer_org_code=organisation, group=group
    )


def _sighting(row: SignalRow, run: Run, signal: Signal) -> Sighting:
    return Sighting(
        signal=row,
        run=run,
        begins=signal.begins,
        ends=signal.ends,
        decision_ids=list(signal.decision_ids),
        observed=signal.observed,
        expected=signal.expected,
        statistic=signal.statistic,
        p_value=signal.p_value,
        q_value=signal.q_value,
        question=signal.question,
    )
