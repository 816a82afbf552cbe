"""Keeping an answer open (ASGI): its beginning, whatever the hub has to say, and its end."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from accord.sharing.streams.hubs import Hub, Stream
from accord.sharing.streams.listening import Listener
from accord.sharing.streams.responses import OpenResponse

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


@dataclass(slots=True)
class Streams:
    """The open streams of a process. The thread that asks for them begins with the first."""

    hub: Hub = field(default_factory=Hub)
    listener: Listener | None = None

    async def keep(self, response: OpenResponse, receive: Receive, send: Send) -> None:
        """Keep an answer open until its reader leaves, its session ends, or the process stops."""
        if not self.hub.has_room:
            await send({"type": "http.response.start", "status": 503, "headers": [(b"retry-after", b"30")]})
            await send({"type": "http.response.body", "body": b""})
            return
        self._listen()
        stream = Stream(response.watched, response.mark)
        held = {name.lower(): value for name, value in response.items()} | {"connection": "close"}
        held.pop("content-length", None)  # of its beginning alone
        headers = [(name.encode(), value.encode()) for name, value in held.items()]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send(_body(response.content))
        self.hub.add(stream)
        gone = asyncio.ensure_future(_gone(receive, stream))
        try:
            while (message := await stream.waiting.get()) is not None:
                await send(_body(message))
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self.hub.remove(stream)
            gone.cancel()

    def stop(self) -> None:
        """End all streams, as the process stops. Called on any thread."""
        if self.listener is not None:
            self.listener.stopping.set()
            self.listener.loop.call_soon_threadsafe(self.hub.end_all)

    def _listen(self) -> None:
        if self.listener is None:
            self.listener = Listener(self.hub, asyncio.get_running_loop())
            self.listener.start()


STREAMS = Streams()
"""Those of this process."""


async def _gone(receive: Receive, stream: Stream) -> None:
    """Wait until the reader leaves."""
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.put(None)


def _body(content: bytes) -> Message:
    return {"type": "http.response.body", "body": content, "more_body": True}
