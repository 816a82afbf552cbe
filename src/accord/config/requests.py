"""What is done for every request: one log line, and nothing left behind in a shared computer's browser."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponseBase

_log = structlog.stdlib.get_logger("accord.requests")


class RequestLogMiddleware:
    """Writes method, route pattern, status and time; the path itself may hold an id, and its query what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer and log."""
        started = time.perf_counter()
        response = self.get_response(request)
        _log.info(
            "request",
            method=request.method,
            route=request.resolver_match.route if request.resolver_match else "",
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response


class NoStoreMiddleware:
    """Keeps pages out of browsers' stores, unless a view says otherwise: the next user goes back to nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and say that the answer is not to be kept."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        return response
