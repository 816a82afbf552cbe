"""How a request reaches Django: on one thread, from the first middleware to the last query.

Django's own ASGI handler starts a thread for every request and changes threads at every middleware that is not
asynchronous, which ours and Django's are not. Measured with 16 connections (docs/reference/performance.md): this way
half the processor's time, and no long wait behind those who came later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.core import signals
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import set_script_prefix

from accord.sharing.fhir.middleware import in_words_of_fhir
from accord.sharing.fhir.outcomes import TOO_LARGE
from accord.sharing.streams.keeping import STREAMS
from accord.sharing.streams.responses import OpenResponse

THREADS = 4
"""Few: they take turns at one processor, and who came first should be answered first."""
Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class OneThreadHandler(ASGIHandler):
    """Answers each request whole, on one of a few threads that live as long as the process."""

    def __init__(self) -> None:
        BaseHandler.__init__(self)  # ASGIHandler's own would make every middleware asynchronous
        self.load_middleware(is_async=False)
        self.streams = STREAMS
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="request")

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Answer a request; anything else than HTTP is not spoken here."""
        if scope["type"] != "http":
            raise ValueError(f"{scope['type']} is not answered here, only http.")
        bounded = Bounded(receive, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        try:
            body = await self.read_body(bounded)
        except RequestAborted:
            if bounded.is_over:
                refusal = HttpResponse(
                    TOO_LARGE, content_type="text/plain", status=413, headers={"Connection": "close"}
                )
                await self.send_response(in_words_of_fhir(scope["path"], refusal), send)
            return
        with closing(body):
            response = await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, scope, body)
        if isinstance(response, OpenResponse):
            await self.streams.keep(response, receive, send)
        else:
            await self.send_response(response, send)

    def _answer(self, scope: Scope, body: IO[bytes]) -> HttpResponseBase:
        """Return the answer, with its connection to the database given back by the thread that took it."""
        set_script_prefix(get_script_prefix(scope))
        signals.request_started.send(sender=type(self), scope=scope)
        request, refused = self.create_request(scope, body)
        response = self.get_response(request) if request is not None else refused
        assert response is not None, "there is a request, or a refusal of one"
        assert not response.streaming, "a page is answered whole; what streams has a route of its own beside Django"
        response._handler_class = type(self)  # type: ignore[attr-defined]  # the sender of the signal that it is over
        response.close()
        return response


@dataclass(slots=True)
class Bounded:
    """Receives a body up to `most` bytes; beyond them it is as if the sender had left, and `is_over` says why.

    Django asks only when a page reads the form, when the whole of it is on the disk already.
    """

    receive: Receive
    most: int
    taken: int = 0

    @property
    def is_over(self) -> bool:
        """Whether more was sent than is read."""
        return self.taken > self.most

    async def __call__(self) -> dict[str, Any]:
        """Receive the next part."""
        message = await self.receive()
        self.taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.is_over else message
