"""History: the list, one version, and a comparison of two. Nothing here changes anything."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from accord.access.pages.guards import permitted
from accord.domain.authority import Permission
from accord.domain.plan.wishes import Scope
from accord.plans.pages.history.disclosures import Disclosure, disclose
from accord.plans.pages.history.forms import CompareForm
from accord.plans.pages.history.presenters import HistoryScreen, name_of, state_of
from accord.plans.pages.history.presenters_versions import ComparisonScreen, Side, VersionScreen
from accord.plans.queries import versions
from accord.plans.queries.versions import VersionLine
from accord.projections.restricted_parts import as_read
from accord.web.pages import render
from accord.web.words import say_date


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List every version and every step."""
    disclosed = disclose(request, person_id, "history")
    return _list(request, disclosed, _form(request, disclosed, asked=False))


@permitted(Permission.VIEW_PLAN)
@require_GET
def show_version(request: HttpRequest, person_id: UUID, number: int) -> HttpResponse:
    """Show one version as it was signed."""
    disclosed = disclose(request, person_id, "version")
    scope = Scope.EPISODE if request.GET.get("scope") == Scope.EPISODE else Scope.ENDURING
    found = disclosed.numbered(number, scope)
    if found is None:
        raise Http404
    document = versions.document(found.version_id)
    words = as_read(versions.sections(found.version_id), disclosed.kept(found, document))
    page = VersionScreen(disclosed, found, document, words)
    return render(request, "plans/version.jinja", page, crumbs=_crumbs(disclosed))


@permitted(Permission.VIEW_PLAN)
@require_GET
def compare(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say what changed between two versions; the older stands first, however they were chosen."""
    disclosed = disclose(request, person_id, "comparison")
    form = _form(request, disclosed, asked=True)
    if not form.is_valid():
        return _list(request, disclosed, form)
    chosen = {form.cleaned_data["first"], form.cleaned_data["second"]}
    older_first = [each for each in reversed(disclosed.readable) if str(each.version_id) in chosen]
    before, after = (_side(each, disclosed) for each in older_first)
    page = ComparisonScreen(disclosed, form, before, after)
    return render(request, "plans/comparison.jinja", page, crumbs=_crumbs(disclosed))


def _list(request: HttpRequest, disclosed: Disclosure, form: CompareForm) -> HttpResponse:
    page, wrong = HistoryScreen(disclosed, form), bool(form.summary_lines())
    crumbs = disclosed.person.crumbs
    return render(request, "plans/history.jinja", page, form=form, crumbs=crumbs, status=422 if wrong else 200)


def _form(request: HttpRequest, disclosed: Disclosure, *, asked: bool) -> CompareForm:
    offered = [(each.version_id, f"{name_of(each)} ({say_date(each.signed_at)})") for each in disclosed.readable]
    return CompareForm(request.GET if asked else None, versions=offered)


def _side(version: VersionLine, disclosed: Disclosure) -> Side:
    document = versions.document(version.version_id)
    return Side(version, document, state_of(version, disclosed), disclosed.kept(version, document))


def _crumbs(disclosed: Disclosure) -> list[tuple[str, str]]:
    here = reverse("plans:history", args=[disclosed.person.id])
    return [*disclosed.person.crumbs, ("History", here)]
