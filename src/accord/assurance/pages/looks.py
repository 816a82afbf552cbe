"""Who looks at a page of assurance, how far they may see, and at which run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone

from accord.access.pages.people.subjects import actor_of
from accord.assurance.queries import runs
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope, scope_of
from accord.domain.authority import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a run, within the scope of whoever looks."""

    by: Actor
    scope: Scope
    place: str
    now: datetime
    run: CurrentRun


def look(request: HttpRequest) -> Look | None:
    """Return the look of whoever asks for a page; None where no run is there to be looked at yet."""
    run = runs.newest()
    if run is None:
        return None
    by, now = actor_of(request), timezone.now()
    return Look(
        by=by,
        scope=scope_of(by, timezone.localdate(now)),
        place=cast(Any, request).organisation_name,
        now=now,
        run=run,
    )
