"""All streams of one process: who watches whom, and what each is told.

The streams live on the server's loop, and the database is asked by one thread for all of them (`listening`). Whoever
reads too slowly is let go of: their browser comes again, and is told then.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from accord.domain.became import Became
from accord.plans.pages.standing_marks import Watched

MOST = 2_500
"""Streams of one process."""
WAITING = 8
"""Messages that wait for one reader."""
ALIVE = b"event: alive\ndata: 1\n\n"
ENDED = b"event: ended\ndata: 1\n\n"


@dataclass(eq=False, slots=True)
class Stream:
    """One open page."""

    watched: Watched
    mark: str
    """What the browser knows of."""
    waiting: asyncio.Queue[bytes | None] = field(default_factory=lambda: asyncio.Queue(WAITING))

    def put(self, message: bytes | None) -> None:
        """Say something; None ends the stream, and so does a reader who does not keep up."""
        if self.waiting.full():
            while not self.waiting.empty():
                self.waiting.get_nowait()
            message = None
        self.waiting.put_nowait(message)


@dataclass(slots=True)
class Hub:
    """The streams of one process, by whom they watch. Everything but `watching` is called on the server's loop."""

    streams: dict[UUID, set[Stream]] = field(default_factory=lambda: defaultdict(set))
    fresh: set[UUID] = field(default_factory=set)
    """Of whom a stream was opened since the thread last asked."""
    count: int = 0
    most: int = MOST
    is_over: bool = False

    @property
    def has_room(self) -> bool:
        """Whether one more can be opened."""
        return self.count < self.most and not self.is_over

    def add(self, stream: Stream) -> None:
        """Begin to tell a stream; its state is asked for at once."""
        self.streams[stream.watched.person_id].add(stream)
        self.fresh.add(stream.watched.person_id)
        self.count += 1

    def remove(self, stream: Stream) -> None:
        """Stop telling it."""
        held = self.streams.get(stream.watched.person_id)
        if held is not None and stream in held:
            held.remove(stream)
            self.count -= 1
            if not held:
                del self.streams[stream.watched.person_id]

    def tell(self, marks: Mapping[UUID, str], became: Mapping[UUID, Mapping[str, Became]]) -> None:
        """Tell each stream whose state is another than its browser knows of, in one word; it is alive either way."""
        for person_id, mark in marks.items():
            for stream in tuple(self.streams.get(person_id, ())):
                if stream.mark != mark:
                    word = became.get(person_id, {}).get(stream.mark, Became.CHANGED)
                    stream.mark = mark
                    stream.put(f"id: {mark}\nevent: changed\ndata: {word.value}\n\n".encode())
                else:
                    stream.put(ALIVE)

    def keep_alive(self) -> None:
        """Say to all that they are still told."""
        for stream in self._all():
            stream.put(ALIVE)

    def end(self, sessions: Collection[UUID], roles: Collection[UUID]) -> None:
        """End the streams of sessions that are over, and of roles in which nobody acts any more."""
        for stream in self._all():
            if stream.watched.session in sessions or stream.watched.staff_role_id in roles:
                stream.put(ENDED)
                stream.put(None)

    def end_all(self) -> None:
        """End every stream, as the process stops: browsers come again, to whoever answers next."""
        self.is_over = True
        for stream in self._all():
            stream.put(None)

    def watching(self) -> tuple[Stream, ...]:
        """Return all streams; called by the thread."""
        return self._all()

    def _all(self) -> tuple[Stream, ...]:
        return tuple(stream for held in tuple(self.streams.values()) for stream in tuple(held))
