"""Where an open page hears whether what it shows still stands."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accord.access import sessions
from accord.access.pages.guards import any_role
from accord.plans.pages.persons import actor_of
from accord.plans.pages.standing_marks import read
from accord.sharing.streams.responses import OpenResponse

MARK = re.compile(r"[0-9a-f]{16}")


@any_role
@require_GET
def stands(request: HttpRequest, token: str) -> HttpResponse:
    """Open the stream of a page that was shown in this session and role. What it shows was read, and left its trace."""
    watched = read(token)
    is_own = watched is not None and (watched.session, watched.staff_role_id) == (
        sessions.handle(request.session),
        actor_of(request).staff_role_id,
    )
    if watched is None or not is_own:
        return HttpResponse(status=204)  # a browser does not come again after it
    last = request.headers.get("Last-Event-ID", "")
    return OpenResponse(watched, last if MARK.fullmatch(last) else watched.mark)
