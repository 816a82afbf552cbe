"""How a room above hears what a room below did, in the same transaction.

A lower room never calls an upper one (architecture, rooms and floors). The upper room says at start-up, in its
`AppConfig.ready`, which kinds it wants to hear; `actions.record` then calls it with the happening. What the hearer
writes is saved with the event, or not at all: so a death and the closing of the plan can never part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from accord.domain.events import EventKind, Happening

Hearer = Callable[[Happening], None]

_hearers: dict[EventKind, list[Hearer]] = defaultdict(list)


def hear(kind: EventKind, hearer: Hearer) -> None:
    """Call `hearer` whenever `kind` is recorded; asking twice is asking once."""
    if hearer not in _hearers[kind]:
        _hearers[kind].append(hearer)


def stop_hearing(kind: EventKind, hearer: Hearer) -> None:
    """Undo `hear`."""
    _hearers[kind].remove(hearer)


def tell(happening: Happening) -> None:
    """Tell everybody who asked to hear this kind."""
    for hearer in tuple(_hearers.get(happening.kind, ())):
        hearer(happening)
