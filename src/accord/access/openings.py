"""Opening a record: on what basis, never without a trace, and with the reason first where one is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.access.queries import relationships
from accord.domain.authority import Actor
from accord.domain.people import Identity
from accord.domain.relationships import AccessBasis, Opening, opening_of

_log = structlog.stdlib.get_logger("accord.access")


class ReasonNeeded(Exception):
    """Nothing that is recorded says why somebody opens this record, and their role is none for emergencies."""

    def __init__(self, person_id: UUID) -> None:
        self.person_id = person_id
        super().__init__("a reason is needed")


def open_record(
    request: HttpRequest, person: Identity, what: str, purpose: Purpose, *, basis: AccessBasis | None = None
) -> None:
    """Note that somebody is about to be shown a person, and on what basis; with `basis` it is known already.

    Raises `ReasonNeeded` where a reason has to be given first. Nothing ever stands before an emergency.
    """
    actor: Actor = cast(Any, request).actor
    found = basis or relationships.basis_of(person, actor, is_sending=request.method == "POST")
    if opening_of(found, actor) is Opening.ASKS_FIRST:
        raise ReasonNeeded(person.person_id)
    if found is None or found is AccessBasis.OUTSIDE:
        _open_outside(request, person.person_id, actor, purpose, what)
    else:
        reads.note(by=actor, person_id=person.person_id, purpose=purpose, what=what, basis=found.value)


def open_as_system(by: Actor, person: Identity, *, what: str, purpose: Purpose) -> None:
    """Note that we open a person's record in the name of a system that sends something of them, without a request."""
    found = relationships.basis_of(person, by, is_sending=True)
    if found is None or found is AccessBasis.OUTSIDE:
        reads.note_outside(by=by, person_id=person.person_id, purpose=purpose, what=what)
    else:
        reads.note(by=by, person_id=person.person_id, purpose=purpose, what=what, basis=found.value)


def _open_outside(request: HttpRequest, person_id: UUID, actor: Actor, purpose: Purpose, what: str) -> None:
    """Open it, and let the page lead to where the reason can be given: now, or later."""
    alert_id = reads.note_outside(by=actor, person_id=person_id, purpose=purpose, what=what)
    if alert_id is None:
        _log.error("an alert could not be raised")
        return
    cast(Any, request).look_to_explain = reverse("relationships:explain", args=[alert_id])


class ReasonFirstMiddleware:
    """Leads to the page that asks for the reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the view does."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask, and lead back to the page that was wanted; every other exception passes."""
        if not isinstance(exception, ReasonNeeded):
            return None
        wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
        query = f"?{urlencode({'next': wanted})}" if wanted else ""
        return redirect(f"{reverse('relationships:open', args=[exception.person_id])}{query}")
