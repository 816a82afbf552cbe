"""Two records that may be one person: somebody looks, and says."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.access import submissions
from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of, look_at, person_page
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.people import Identity
from accord.domain.relationships import AccessBasis
from accord.people.actions import held as actions
from accord.people.actions.held import Settlement
from accord.people.queries import held as queries
from accord.people.queries.held import Held

GONE = "This was settled already, or the two records changed. Look again."


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCard:
    """The two records side by side."""

    held: Held
    kept: Identity
    other: Identity
    actor: Actor
    submission: str

    @property
    def pages(self) -> tuple[str, str]:
        """The two persons' own pages."""
        return person_page(self.kept.person_id, self.actor), person_page(self.other.person_id, self.actor)


@permitted(Permission.EDIT_PERSON)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@submissions.once
def show_held(request: HttpRequest) -> HttpResponse:
    """Show each pair, and settle one."""
    if request.method == "POST":
        said = _settle(request)
        messages.success(request, "Settled.") if said else messages.warning(request, GONE)
        return redirect("people:held")
    cards = [
        HeldCard(
            held=item,
            kept=look_at(request, item.person_id, "held", basis=AccessBasis.KEEPING),
            other=look_at(request, item.other_id, "held", basis=AccessBasis.KEEPING),
            actor=actor_of(request),
            submission=submissions.token(),
        )
        for item in queries.waiting()
    ]
    return render(request, "people/held.jinja", {"cards": cards})


def _settle(request: HttpRequest) -> bool:
    try:
        held_id, settlement = UUID(request.POST.get("held", "")), Settlement(request.POST.get("settlement", ""))
        actions.settle(held_id=held_id, settlement=settlement, by=actor_of(request))
    except (ValueError, Refused, Conflict):
        return False
    return True
