"""The signals that somebody may see, and one of them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.assurance.pages.follow.charts import chart_of
from accord.assurance.pages.follow.forms import FilterForm
from accord.assurance.pages.follow.presenters import SignalScreen
from accord.assurance.pages.follow.presenters_list import ListScreen
from accord.assurance.pages.follow.subjects import names_of, signal_of
from accord.assurance.queries import signals
from accord.assurance.queries.scopes import scope_of
from accord.domain.authority import Permission
from accord.web.pages import Pages, render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def list_signals(request: HttpRequest) -> HttpResponse:
    """Show the signals that somebody may see, newest first, and how many more wait for an answer."""
    now, form = timezone.now(), FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = signals.visible(actor_of(request), now)
    wanted = [
        each
        for each in found.signals
        if chosen.get("state") in {None, "", each.course.state} and chosen.get("kind") in {None, "", each.kind}
    ]
    pages = Pages.of(request, total=len(wanted))
    rows = wanted[pages.offset : pages.offset + pages.size]
    screen = ListScreen(
        rows=rows, pages=pages, waiting=found.waiting, names=names_of(rows), by=actor_of(request), now=now
    )
    return render(request, "assurance/signals.jinja", screen, form=form)


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_safe
def show_signal(request: HttpRequest, signal_id: UUID) -> HttpResponse:
    """Show one signal: what is asked, what was answered, what was done, and what can be done next."""
    now, actor = timezone.now(), actor_of(request)
    held = signal_of(request, signal_id, now)
    chart = chart_of(held, scope_of(actor, timezone.localdate(now)))
    screen = SignalScreen(held=held, by=actor, now=now, names=names_of([held]), chart=chart)
    return render(request, "assurance/signal.jinja", screen, crumbs=screen.crumbs)
