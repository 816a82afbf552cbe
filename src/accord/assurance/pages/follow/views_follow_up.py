"""Measures of the assurance itself."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.assurance.pages.follow.presenters_follow_up import FollowUpScreen
from accord.assurance.queries import signals
from accord.assurance.queries.follow_up import measure
from accord.domain.authority import Permission
from accord.web.pages import render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_follow_up(request: HttpRequest) -> HttpResponse:
    """Show how many signals are where, how long each stage takes, and what became of each kind."""
    now = timezone.now()
    found = signals.visible(actor_of(request), now)
    screen = FollowUpScreen(
        place=cast(Any, request).organisation_name,
        found=measure(found.signals, now),
        waiting=found.waiting,
        total=len(found.signals),
    )
    return render(request, "assurance/follow_up.jinja", screen)
