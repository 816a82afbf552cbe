"""Checking a draft and signing it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from accord.access.pages.confirmations import confirmed
from accord.access.pages.guards import permitted
from accord.access.pages.proofs import confirmation_of
from accord.access.submissions import FIELD
from accord.domain.authority import Permission
from accord.domain.choices import Answer
from accord.domain.errors import Conflict, Refused
from accord.plans.actions import signing as actions
from accord.plans.actions.signatures import SignatureDetails
from accord.plans.models import DraftState
from accord.plans.pages.persons import Person, actor_of
from accord.plans.pages.signing.forms import SignForm
from accord.plans.pages.signing.presenters import SignScreen
from accord.plans.pages.views_drafts import draft_or_404
from accord.web.pages import render


@permitted(Permission.EDIT_DRAFT)
@confirmed(Permission.SIGN_PLAN)
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Show what the record shows and does not, and take the signature.

    The form's token is the request token of the signature: sent twice, it leads to the version that it signed first.
    """
    token = _token(request)
    if request.method == "POST" and token is not None:
        return _sign(request, draft_id, token)
    person, draft = draft_or_404(request, draft_id, "sign")
    if draft.state is not DraftState.OPEN:
        messages.info(request, f"That draft is closed: {draft.state.words.lower()}.")
        return redirect(person.href)
    try:
        prepared = actions.prepare(draft_id=draft_id, by=actor_of(request))
    except Conflict as closed:  # by somebody else, since it was looked up
        messages.info(request, str(closed))
        return redirect(person.href)
    form = SignForm(stops=len(prepared.assessment.stops))
    return _show(request, person, prepared, form, 200)


def _sign(request: HttpRequest, draft_id: UUID, token: UUID) -> HttpResponse:
    person, draft = draft_or_404(request, draft_id, "sign")
    actor = actor_of(request)
    if draft.state is not DraftState.OPEN:
        return _already(request, person, draft_id, token)
    try:
        prepared = actions.prepare(draft_id=draft_id, by=actor)
    except Conflict:  # it was closed since it was looked up: by this very form, if that was sent twice
        return _already(request, person, draft_id, token)
    form = SignForm(request.POST, stops=len(prepared.assessment.stops))
    if not form.is_valid():
        return _show(request, person, prepared, form, 422)
    seen = request.POST.get("seen", "")
    details = replace(form.details(), confirmation=confirmation_of(request))
    try:
        signed = actions.sign(draft_id=draft_id, by=actor, details=details, seen=seen, request_token=token)
    except Refused as refused:
        form.add_refused(refused, {"justification": "reason"} if "reason" in form.fields else {})
        return _show(request, person, prepared, form, 422)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return redirect("plans:draft", draft_id)
    messages.success(request, f"Signed. Version {signed.number} is now current, here and for everybody who looks.")
    return redirect(person.href)


def _already(request: HttpRequest, person: Person, draft_id: UUID, token: UUID) -> HttpResponse:
    """Answer a form that was sent twice as it was answered the first time; the token finds what it signed."""
    nothing = SignatureDetails(senior_responsible=Answer.UNKNOWN)
    try:
        actions.sign(draft_id=draft_id, by=actor_of(request), details=nothing, seen="", request_token=token)
    except Conflict as conflict:
        messages.warning(request, f"{conflict} Nothing was signed twice.")
    else:
        messages.success(request, "Signed.")
    return redirect(person.href)


def _show(
    request: HttpRequest, person: Person, prepared: actions.Prepared, form: SignForm, status: int
) -> HttpResponse:
    page = SignScreen(person, prepared, form, str(uuid4()))
    return render(request, "plans/sign.jinja", page, form=form, crumbs=page.crumbs, status=status)


def _token(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
