"""The registers, and one of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accord.access.actions import reads
from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.assurance.pages.registers.presenters import RegisterScreen, RegistersScreen, entry_rows
from accord.assurance.queries import registers
from accord.domain.authority import Permission
from accord.domain.relationships import AccessBasis
from accord.domain.waiting import Waiting
from accord.people.queries import identities
from accord.web.pages import Pages, render

A_PAGE = 50


@permitted(Permission.VIEW_REGISTERS)
@never_cache
@require_safe
def show_registers(request: HttpRequest) -> HttpResponse:
    """Show how much waits in each register."""
    return render(
        request, "assurance/registers.jinja", RegistersScreen(registers.of(actor_of(request), timezone.now()))
    )


@permitted(Permission.VIEW_REGISTERS)
@never_cache
@require_safe
def show_register(request: HttpRequest, name: str) -> HttpResponse:
    """Show one register: by site, or for one's own site by person. Each person who is named leaves a trace."""
    register = next((each for each in Waiting if each.value == name), None)
    if register is None:
        raise Http404
    actor, now = actor_of(request), timezone.now()
    held = registers.of(actor, now)
    rules = registers.by_rule(actor, now) if register is Waiting.RECORDS else []
    if not held.is_own:
        return render(request, "assurance/register.jinja", RegisterScreen(register, held, rules))
    pages = Pages.of(request, total=held.line(register).total, size=A_PAGE)
    entries = registers.entries(register, actor, now, after=pages.offset, most=pages.size)
    people = identities.many({entry.person_id for entry in entries})
    reads.note_all(
        by=actor, person_ids=people, purpose=reads.Purpose.CARE, what="register", basis=AccessBasis.WORK.value
    )
    rows = entry_rows(register, entries, people, now)
    page = RegisterScreen(register, held, rules, rows=rows, pages=pages)
    return render(request, "assurance/register.jinja", page)
