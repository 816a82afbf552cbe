"""What several signals are about: a blanket of decisions shows as a burst, as copied words and as silence at once.

For whoever reads them these are one matter with several pieces of evidence. Signals stay as they are in signals.json;
a matter is how they are put before people. A signal belongs to the first matter that holds half of its decisions, or
half of whose first signal's decisions it holds. A wide one of the second sort, such as a whole area's figure, brings
no decisions of its own into the matter, or it would draw in everything else there. One or two reasons that rest on a
group lead a matter only where nothing else is about them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.assurance.signals.kinds import Signal, SignalKind
from accord.assurance.signals.retellings import ALIKE

FEW = 3
"""With fewer decisions a signal is looked at last."""


@dataclass(slots=True)
class Matter:
    """The signal that leads, and those that are about the same decisions; `place` in which the first of them stood."""

    lead: Signal
    place: int
    others: list[Signal] = field(default_factory=list)
    decisions: set[str] = field(default_factory=set)


def matters(signals: Sequence[Signal]) -> tuple[Matter, ...]:
    """Return what the signals are about, in the order of the first signal of each."""
    found: list[Matter] = []
    holding: dict[str, list[int]] = {}
    for place in sorted(range(len(signals)), key=lambda each: (len(signals[each].decision_ids) < FEW, each)):
        signal = signals[place]
        number = _matter_of(signal, found, holding)
        if number is None:
            number = len(found)
            found.append(Matter(signal, place))
        else:
            found[number].others.append(signal)
        matter = found[number]
        matter.place = min(matter.place, place)
        if not matter.decisions or _is_within(signal, matter):
            for one in set(signal.decision_ids) - matter.decisions:
                holding.setdefault(one, []).append(number)
            matter.decisions.update(signal.decision_ids)
    return tuple(sorted(found, key=lambda each: each.place))


def _matter_of(signal: Signal, found: list[Matter], holding: dict[str, list[int]]) -> int | None:
    # A difference between groups of people is about the groups, whatever decisions show it.
    if signal.signal is SignalKind.DISPARITY:
        return None
    named = set(signal.decision_ids)
    for number in sorted({each for one in named for each in holding.get(one, ())}):
        matter = found[number]
        shared = len(named.intersection(matter.lead.decision_ids))
        joins = _is_within(signal, matter) or shared >= ALIKE * len(matter.lead.decision_ids)
        if joins and matter.lead.signal is not SignalKind.DISPARITY:
            return number
    return None


def _is_within(signal: Signal, matter: Matter) -> bool:
    return len(matter.decisions.intersection(signal.decision_ids)) >= ALIKE * len(signal.decision_ids)
