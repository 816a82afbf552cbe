"""One way of answering all questions about the log: bounded, open to all, and kept by caches where nothing changes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from accord.access import addresses
from accord.access.pages.guards import open_to_all
from accord.access.pages.transparency.allowances import Allowance
from accord.access.pages.transparency.parameters import Parameters
from accord.access.pages.transparency.problems import Problem
from accord.access.queries.log_proofs import NotProved

FOR_A_SECOND = "public, max-age=1"
"""What changes as the log grows: it is sealed twice a second."""
FOR_EVER = "public, max-age=31536000, immutable"
"""A proof between two sizes that were named: nothing about it can change."""
EACH = Allowance(burst=60, rate=2)
ALL = Allowance(burst=300, rate=50)
EVERYBODY = ""
Told = tuple[dict[str, Any], str]
"""What is told, and for how long a cache may keep it."""


def question(*known: str) -> Callable[[Callable[[Parameters], Told]], Callable[[HttpRequest], HttpResponseBase]]:
    """Make a view of a function from parameters to what is told; `known` are the parameters that it takes."""

    def made(tell: Callable[[Parameters], Told]) -> Callable[[HttpRequest], HttpResponseBase]:
        @open_to_all
        @require_safe
        @wraps(tell)
        def view(request: HttpRequest) -> JsonResponse:
            try:
                _spend(request)
                told, kept = tell(Parameters.of(request, known))
            except Problem as problem:
                return problem.answer()
            except NotProved as broken:
                return Problem(409, f"The log does not hold together: {broken}.").answer()
            return JsonResponse(told, headers={"Cache-Control": kept})

        return view

    return made


def _spend(request: HttpRequest) -> None:
    now = time.monotonic()
    if wait := EACH.take(addresses.key_of(request), now=now):
        raise Problem(429, f"Too many questions from one place. Ask again in {wait} s.").again_after(wait)
    if wait := ALL.take(EVERYBODY, now=now):
        raise Problem(503, f"Too many questions at once. Ask again in {wait} s.").again_after(wait)
