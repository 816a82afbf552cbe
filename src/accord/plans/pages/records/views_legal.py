"""Legal documents: listed with what the record shows, recorded, changed, and read from the LPA Store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accord.access.pages.guards import permitted
from accord.access.submissions import once
from accord.domain.authority import Permission
from accord.plans.actions import legal as actions
from accord.plans.models import InstrumentKind
from accord.plans.pages.one_form import OneForm, answer, seen_revision
from accord.plans.pages.parts.asked import Asked, Question
from accord.plans.pages.persons import actor_of, whom_shared
from accord.plans.pages.records import forms_legal as forms
from accord.plans.pages.records.presenters import KIND_TITLES, RecordList
from accord.plans.pages.records.views_conversations import draft_of, read_uuid
from accord.plans.queries import records
from accord.plans.queries.records import Instrument
from accord.web.pages import render

QUESTIONS = {
    InstrumentKind.ADRT: Question(forms.AdvanceDecisionForm, (forms.REFUSALS,)),
    InstrumentKind.LPA: Question(forms.LastingPowerForm, (forms.ATTORNEYS,)),
    InstrumentKind.DEPUTY: Question(forms.DeputyForm),
}
RECORD: dict[InstrumentKind, tuple[str, Callable[..., UUID]]] = {
    InstrumentKind.ADRT: ("decision", actions.record_adrt),
    InstrumentKind.LPA: ("power", actions.record_lpa),
    InstrumentKind.DEPUTY: ("deputy", actions.record_deputy),
}


@permitted(Permission.VIEW_PLAN)
@require_GET
def list_legal(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """List the legal documents, each with what the record shows about it."""
    person = whom_shared(request, person_id, "legal documents")
    may_record = actor_of(request).may(Permission.SIGN_PLAN)
    page = RecordList(person, records.of(person_id), draft_of(request, person_id), may_record)
    return render(request, "plans/legal.jinja", page, crumbs=person.crumbs)


@permitted(Permission.SIGN_PLAN)
@require_http_methods(["GET", "POST"])
@once
def record_legal(request: HttpRequest, person_id: UUID, kind: str) -> HttpResponse:
    """Record a legal document, or a new revision of one."""
    name = next((each for each in InstrumentKind if each.value == kind and each in QUESTIONS), None)
    if name is None:
        raise Http404
    person = whom_shared(request, person_id, "legal document")
    held = _held(person_id, read_uuid(request.GET.get("instrument", "")))

    def do(asked: Asked) -> str:
        _record(name, person_id, asked.read(held.value if held else None), held, request)
        return f"Recorded: {KIND_TITLES[name]}."

    asks = OneForm(
        person=person,
        title=KIND_TITLES[name],
        question=QUESTIONS[name],
        back=reverse("plans:legal", args=[person_id]),
        do=do,
        value=held.value if held else None,
        revision=held.revision if held else 0,
    )
    return answer(request, asks)


@permitted(Permission.SIGN_PLAN)
@require_http_methods(["GET", "POST"])
@once
def import_lpa(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Read a lasting power as the LPA Store sends it."""
    person = whom_shared(request, person_id, "legal document")

    def do(asked: Asked) -> str:
        text = asked.form.cleaned_data["document"]
        read = actions.import_lpa(person_id=person_id, document=text, by=actor_of(request))
        unplaced = ", ".join(str(each.path) for each in read.unplaced)
        return "The LPA was read." + (f" These fields have no place here: {unplaced}." if unplaced else "")

    asks = OneForm(
        person=person,
        title="Read an LPA from the LPA Store",
        question=Question(forms.LpaFileForm),
        back=reverse("plans:legal", args=[person_id]),
        do=do,
        button="Read it",
    )
    return answer(request, asks)


@permitted(Permission.SIGN_PLAN)
@require_http_methods(["GET", "POST"])
@once
def update_lpa(request: HttpRequest, person_id: UUID, instrument_id: UUID) -> HttpResponse:
    """Apply an update of the LPA Store to an LPA that is held."""
    person = whom_shared(request, person_id, "legal document")
    _held(person_id, str(instrument_id))

    def do(asked: Asked) -> str:
        power = actions.apply_update(
            person_id=person_id,
            instrument_id=instrument_id,
            document=asked.form.cleaned_data["document"],
            by=actor_of(request),
        )
        return f"The update was applied. The LPA is now: {power.status.words.lower()}."

    asks = OneForm(
        person=person,
        title="Apply an update from the LPA Store",
        question=Question(forms.LpaFileForm),
        back=reverse("plans:legal", args=[person_id]),
        do=do,
        button="Apply it",
    )
    return answer(request, asks)


def _record(kind: InstrumentKind, person_id: UUID, value: Any, held: Instrument | None, request: HttpRequest) -> None:
    name, action = RECORD[kind]
    action(
        person_id=person_id,
        by=actor_of(request),
        instrument_id=held.instrument_id if held else None,
        expected_revision=seen_revision(request) if held else None,
        **{name: value},
    )


def _held(person_id: UUID, instrument_id: str) -> Instrument | None:
    if not instrument_id:
        return None
    for each in records.of(person_id).instruments:
        if str(each.instrument_id) == instrument_id:
            return each
    raise Http404
