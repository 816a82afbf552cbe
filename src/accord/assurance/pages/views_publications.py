"""Publications: chosen, looked at exactly as they would leave, released by a second person, and fetched."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.pages.guards import permitted
from accord.access.pages.people.subjects import actor_of
from accord.access.submissions import once
from accord.assurance.actions import publication_requests, publishing
from accord.assurance.jobs import ask_for_publications
from accord.assurance.pages.forms_publications import Answer, ChooseForm, DecideForm
from accord.assurance.pages.presenters_publications import TYPES, PublicationScreen, PublicationsScreen, files
from accord.assurance.pages.presenters_publications_asked import AskedScreen
from accord.assurance.publications.leaving import Chosen
from accord.assurance.queries import publication_requests as requests
from accord.assurance.queries import publications as queries
from accord.assurance.queries import runs
from accord.assurance.queries.publications import Held, State
from accord.assurance.queries.runs import CurrentRun
from accord.domain.authority import Permission
from accord.domain.errors import Conflict, Refused
from accord.web.pages import Pages, render


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_GET
def list_publications(request: HttpRequest) -> HttpResponse:
    """Show the publications of one's own organisation, newest first."""
    actor = actor_of(request)
    rows = queries.of_organisation(actor.organisation_id)
    pages = Pages.of(request, total=rows.count())
    page = PublicationsScreen(
        place=cast(Any, request).organisation_name,
        publications=tuple(queries.read(row) for row in rows[pages.offset : pages.offset + pages.size]),
        pages=pages,
        asked=tuple(requests.of_organisation(actor.organisation_id, timezone.now())),
        may_prepare=actor.may(Permission.PREPARE_PUBLICATION),
    )
    return render(request, "assurance/publications.jinja", page)


@permitted(Permission.PREPARE_PUBLICATION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prepare(request: HttpRequest) -> HttpResponse:
    """Choose what to publish, and ask the worker to make it ready."""
    run = runs.newest()
    if run is None:
        return render(request, "assurance/publication_new.jinja", None, form=None)
    form = ChooseForm(request.POST if request.method == "POST" else None, as_of=run.as_of)
    if form.is_bound and form.is_valid():
        try:
            made = _ask(request, form.chosen(), run)
        except Refused as refused:
            form.add_refused(refused)
        else:
            return redirect("assurance:publication", made)
    status = 422 if form.summary_lines() else 200
    return render(request, "assurance/publication_new.jinja", None, status=status, form=form, run=run)


def _ask(request: HttpRequest, chosen: Chosen, run: CurrentRun) -> UUID:
    by, name = actor_of(request), cast(Any, request).organisation_name
    asked = publication_requests.ask(chosen=chosen, publisher=name, run=run, by=by)
    ask_for_publications()
    return asked


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_GET
def show(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Show exactly what would leave, or has left; until it is ready, how far it has come."""
    asked = requests.one(publication_id, actor_of(request).organisation_id)
    if asked is not None:
        return render(request, "assurance/publication_asked.jinja", AskedScreen(asked, timezone.now()))
    held = _held(request, publication_id)
    form = DecideForm(None) if _may_decide(request, held) else None
    return _show(request, held, form)


@permitted(Permission.RELEASE_PUBLICATION)
@never_cache
@require_http_methods(["POST"])
@once
def decide(request: HttpRequest, publication_id: UUID) -> HttpResponse:
    """Release the files that were shown, or say why they do not leave."""
    held = _held(request, publication_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _show(request, held, form)
    actor, given = actor_of(request), form.cleaned_data
    try:
        if Answer(given["answer"]) is Answer.RELEASE:
            publishing.release(publication_id=held.id, sha256=request.POST.get("sha256", ""), by=actor)
            messages.success(request, "Released: these files, and no others.")
        else:
            publishing.decline(publication_id=held.id, words=given["words"], by=actor)
            messages.success(request, "Declined. Nothing leaves.")
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    except Refused as refused:
        form.add_refused(refused)
        return _show(request, held, form)
    return redirect("assurance:publication", held.id)


@permitted(Permission.VIEW_ASSURANCE)
@never_cache
@require_GET
def fetch(request: HttpRequest, publication_id: UUID, name: str) -> HttpResponse:
    """Give one file of a publication that was released, as it was shown."""
    held = _held(request, publication_id)
    file = files(held).get(name)
    if file is None or held.state is not State.RELEASED:
        raise Http404
    response = HttpResponse(file.text.encode(), content_type=f"{TYPES[name]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _held(request: HttpRequest, publication_id: UUID) -> Held:
    held = queries.one(publication_id, actor_of(request).organisation_id)
    if held is None:
        raise Http404
    return held


def _may_decide(request: HttpRequest, held: Held) -> bool:
    actor = actor_of(request)
    is_other = held.prepared_by != actor.staff_id
    return held.state is State.WAITING and is_other and actor.may(Permission.RELEASE_PUBLICATION)


def _show(request: HttpRequest, held: Held, form: DecideForm | None) -> HttpResponse:
    page = PublicationScreen(
        held=held,
        may_decide=_may_decide(request, held),
        is_own=held.prepared_by == actor_of(request).staff_id,
        form=form,
    )
    status = 422 if form is not None and form.summary_lines() else 200
    return render(request, "assurance/publication.jinja", page, form=form, status=status)
