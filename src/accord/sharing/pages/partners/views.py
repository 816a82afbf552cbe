"""Where partners say that there is news. It is a bell: what it brings is not believed, but asked for at its source."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accord.access.pages.guards import open_to_all
from accord.domain.errors import Refused
from accord.sharing.partners import keeping
from accord.sharing.partners.jobs import ask_for
from accord.sharing.partners.news import read_news

LONGEST = 200


@csrf_exempt
@open_to_all
@require_POST
def hear(request: HttpRequest) -> HttpResponse:
    """Take a handshake, a heartbeat or a notification of a partner that comes with its secret; then ask it."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    partner_id = keeping.whose(secret) if kind.lower() == "bearer" and 0 < len(secret) <= LONGEST else None
    if partner_id is None:
        return JsonResponse({"error": "unauthorized"}, status=401, headers={"WWW-Authenticate": "Bearer"})
    try:
        read_news(json.loads(request.body))
    except (ValueError, RecursionError, Refused):
        return JsonResponse({"error": "This is no notification."}, status=400)
    ask_for(partner_id)
    return JsonResponse({})
