"""An answer that stays open: made by a view as any other, and then kept by the server (`accord.config.handlers`)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from accord.plans.pages.standing_marks import Watched

MIME = "text/event-stream; charset=utf-8"
AGAIN_AFTER = 3_000
"""Milliseconds after which a browser that lost its connection comes again."""
BEGINNING = f"retry: {AGAIN_AFTER}\n\n"


class OpenResponse(HttpResponse):
    """The beginning of a stream, and what it watches. `mark`: what the browser last knew of."""

    def __init__(self, watched: Watched, mark: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(BEGINNING, *args, content_type=MIME, **kwargs)
        self.watched, self.mark = watched, mark
        self.headers["X-Accel-Buffering"] = "no"  # so that nothing in front of us waits for more
