"""What other systems did not take, and sending it again.

No person stands on this page: whoever manages systems sees no plans. The software reads the deliveries for them.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from accord.access.pages.guards import permitted
from accord.domain.authority import Permission
from accord.domain.errors import Refused
from accord.domain.reaches import Reach
from accord.plans.pages.persons import actor_of
from accord.privileges.claims import reaching
from accord.sharing.deliveries import announcements, replays
from accord.sharing.pages.systems.presenters import screen_of
from accord.web.pages import render
from accord.web.words import say_count


@permitted(Permission.MANAGE_SYSTEMS)
@require_GET
def show_deliveries(request: HttpRequest) -> HttpResponse:
    """Show what was never taken, and who does not answer now."""
    with reaching(Reach.PLANS):
        page = screen_of(actor_of(request))
    return render(request, "sharing/deliveries.jinja", page)


@permitted(Permission.MANAGE_SYSTEMS)
@require_POST
def replay(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """Send what one subscription did not take again, under its own numbers."""
    try:
        with reaching(Reach.PLANS):
            count = replays.replay(subscription_id=subscription_id, by=actor_of(request))
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, f"{say_count(count, 'notification')} will be sent again now, in order.")
    return redirect("deliveries:all")


@permitted(Permission.MANAGE_SYSTEMS)
@require_POST
def announce_again(request: HttpRequest) -> HttpResponse:
    """Announce what the national service did not take again, under its own ids."""
    try:
        with reaching(Reach.PLANS):
            count = announcements.replay(by=actor_of(request))
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, f"{say_count(count, 'change')} will be announced again now, in order.")
    return redirect("deliveries:all")
