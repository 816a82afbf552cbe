"""Answering requests for bulk exports: kick-off, status, files, and letting one go."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone

from accord.access.pages.systems.guards import system_permitted
from accord.projections.fhir.elements import Made
from accord.sharing.fhir import requests
from accord.sharing.fhir.exported import FORMATS, KINDS, NDJSON, SCOPE, TAKES, USUAL
from accord.sharing.fhir.exports import jobs, keeping
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.preferences import ASYNC, read_preference, say_applied
from accord.sharing.fhir.responses import dated, said, send
from accord.sharing.fhir.searches import Query, read_query
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.fhir.views import asker_of, exempt, in_fhir, not_found, not_let_in, only
from accord.sharing.models import Export
from accord.web.addresses import absolute

AGAIN_AFTER = "2"
"""Seconds after which it is worth asking again how an export stands."""


@in_fhir
@system_permitted(SCOPE, refusing=not_let_in)
def kick_off(request: HttpRequest) -> HttpResponseBase:
    """Take an export on, and say where it will be."""
    only(request, "GET", "HEAD")
    requests.check_format(request, None)
    if not read_preference(request).is_async:
        raise Refusal.one(400, "required", f"is {ASYNC} for an export.", "Prefer")
    query = read_query(TAKES, [(name, value) for name, held in request.GET.lists() for value in held], in_address=True)
    kinds, now = _kinds(query), timezone.now()
    with transaction.atomic():
        asked = absolute(request, request.get_full_path())
        row = keeping.ask(request=asked[:500], kinds=kinds, by=asker_of(request).actor, now=now)
        jobs.ask_for(row.pk)
    where = absolute(request, f"{BASE}/$export/{row.pk}")
    answer = send(said("The export was taken on."), status=202, headers={"Content-Location": where})
    return say_applied(request, answer, ASYNC)


@in_fhir
@system_permitted(SCOPE, refusing=not_let_in)
def status(request: HttpRequest, number: str) -> HttpResponseBase:
    """Say how an export stands or, by DELETE, let it go."""
    only(request, "GET", "HEAD", "DELETE")
    actor, export_id = asker_of(request).actor, id_of(number)
    row = keeping.of_system(actor).filter(pk=export_id).first() if export_id else None
    if row is None:
        raise not_found("export")
    if request.method == "DELETE":
        keeping.end(export_id=row.pk, by=actor, now=timezone.now())
        return send(said("The export was let go."), status=202)
    if row.failed_at is not None:
        raise Refusal.one(500, "exception", "The export could not be made. Ask for another.")
    if row.finished_at is None:
        headers = {"Retry-After": AGAIN_AFTER, "X-Progress": "being made" if row.begun_at else "waiting"}
        return send(said("The export is not there yet."), status=202, headers=headers)
    return JsonResponse(_manifest(request, row), headers={"Expires": dated(row.requested_at + keeping.KEPT)})


@in_fhir
@system_permitted(SCOPE, refusing=not_let_in)
def file(request: HttpRequest, number: str) -> HttpResponseBase:
    """Give a file of an export."""
    only(request, "GET", "HEAD")
    named, _, place = number.partition(".")
    export_id = id_of(named)
    held = None
    if export_id and place.isascii() and place.isdigit() and len(place) < 7:
        held = keeping.fetch(export_id=export_id, number=int(place), by=asker_of(request).actor)
    if held is None:
        raise not_found("file of an export")
    return HttpResponse(held, content_type=NDJSON, headers={"Cache-Control": "no-store"})


def _kinds(query: Query) -> tuple[str, ...]:
    if query.one("_outputFormat") not in (None, *FORMATS):
        raise Refusal.one(400, "not-supported", f"is {NDJSON} here.", "_outputFormat")
    asked = [kind for values in query.given.get("_type", ()) for kind in values]
    if unknown := [kind for kind in asked if kind not in KINDS]:
        raise Refusal.one(400, "not-supported", f"names {unknown[0][:40]}; taken are {', '.join(KINDS)}.", "_type")
    return tuple(dict.fromkeys(asked)) or USUAL


def _manifest(request: HttpRequest, row: Export) -> Made:
    base = absolute(request, f"{BASE}/$export-file")
    listed = [
        {"type": kind, "url": f"{base}/{row.pk}.{number}", "count": count}
        for number, kind, count in keeping.files_of(row)
    ]
    return {
        "transactionTime": _instant(row.begun_at or row.requested_at),
        "request": row.request,
        "requiresAccessToken": True,
        "output": [each for each in listed if each["type"] != "OperationOutcome"],
        "error": [each for each in listed if each["type"] == "OperationOutcome"],
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


kick_off_view, status_view, file_view = exempt(kick_off), exempt(status), exempt(file)
