"""Putting one's messages away, and going to what they are about."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accord.access.actions import notices
from accord.access.pages.guards import any_role
from accord.web.numerals import read_whole


@any_role
@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Put away the messages that were shown, and show what they are about."""
    notices.put_away(until=read_whole(request.POST.get("until", "")), by=cast(Any, request).actor)
    return redirect(settings.ACCORD_NOTICES_LEAD_TO)
