"""What whoever is signed in is trained in, as the register of their organisation says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import any_role
from accord.access.pages.people.subjects import actor_of
from accord.access.pages.training.presenters import OwnScreen
from accord.organisations.queries import register
from accord.web.pages import render


@any_role
@never_cache
@require_safe
def show_own(request: HttpRequest) -> HttpResponse:
    """Show how each competence that is expected of somebody stands, and until when."""
    actor = actor_of(request)
    member = register.register(actor.organisation_id, timezone.localdate()).member(actor.staff_id)
    return render(request, "training/own.jinja", OwnScreen(stands=member.stands if member else ()))
