"""Where national services, or whoever passes their notices on, say that something changed about somebody."""

from __future__ import annotations

import json
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from accord.access.pages.systems.guards import system_permitted
from accord.domain.errors import Refused
from accord.sharing.actions import demographics
from accord.sharing.actions.demographics import Became
from accord.sharing.demographics.notices import NoticeOf, read_notice
from accord.sharing.system_kinds import NOTICE

SCOPE = f"system/{NOTICE}.c"
REFUSED = "Event type '{}' is not followed here. It was kept. Followed are: {}."


@system_permitted(SCOPE, by_name=True)
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """Take a notice: what it brought is followed at once, and what cannot be yet, later. Nothing that came is lost."""
    try:
        body: Any = json.loads(request.body)
    except (ValueError, RecursionError):
        return JsonResponse({"error": "This is no JSON."}, status=400)
    try:
        notice = read_notice(body)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    taken = demographics.take(notice=notice, by=cast(Any, request).actor)
    said = {"id": str(notice.id), "outcome": taken.became.value, "words": taken.became.words, "again": taken.is_again}
    if taken.became is Became.UNKNOWN:
        return JsonResponse({"error": REFUSED.format(notice.kind, ", ".join(NoticeOf)), **said}, status=422)
    return JsonResponse(said, status=200 if taken.became is not Became.WAITING else 202)
