"""Sending a resource: only one that its own definition allows, with its version; and refusals in the same form."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from datetime import datetime

import structlog
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import http_date

from accord.projections.fhir.checking import check
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.conditions import is_known, tag_of
from accord.sharing.fhir.outcomes import Issue, Refusal, outcome
from accord.sharing.fhir.preferences import read_preference, say_applied
from accord.sharing.fhir.registry import Held
from accord.sharing.fhir.requests import MIME

_log = structlog.stdlib.get_logger("accord.fhir")
MOST_TOLD = 5
_PRIVATE = {"Cache-Control": "private, no-cache"}
FAILED = Issue(
    code="exception",
    words="Something went wrong here. What was sent may or may not have been kept: read before you send it again.",
    severity="fatal",
)


def send(
    made: Made, *, status: int = 200, headers: Mapping[str, str] | None = None, pretty: bool = False
) -> HttpResponse:
    """Send a resource. One that FHIR would not allow is never sent: it says so, and the log says which kind and why."""
    if wrong := check(made):
        _log.error(
            "a resource was not sent", kind=made.get("resourceType"), wrong=[str(each.wrong) for each in wrong[:5]]
        )
        return refuse(Refusal(500, (FAILED,)))
    return _answer(made, status, headers or {}, pretty=pretty)


def send_held(request: HttpRequest, held: Held, *, pretty: bool = False) -> HttpResponse:
    """Send one resource with its version, or say that it is the one that is known already."""
    if is_known(request, held):
        return nothing(304, {**_version_of(held), **_PRIVATE})
    return send_made(held, pretty=pretty)


def send_made(held: Held, *, pretty: bool = False) -> HttpResponse:
    """Send one resource with its version, whatever is known already: of one that was made for this reading."""
    return send(held.made, headers={**_version_of(held), **_PRIVATE}, pretty=pretty)


def nothing(status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Send no body, and so no type of one."""
    answer = HttpResponse(status=status, headers=headers)
    del answer.headers["Content-Type"]
    return answer


def send_native(held: Held) -> HttpResponse:
    """Send a Binary as what it holds (R4, Binary: serving with the native content)."""
    whose = held.made["securityContext"]["reference"]
    headers = {**_version_of(held), **_PRIVATE, "X-Security-Context": whose}
    return HttpResponse(b64decode(held.made["data"]), content_type=held.made["contentType"], headers=headers)


def send_changed(request: HttpRequest, held: Held, address: str, *, status: int, words: str) -> HttpResponseBase:
    """Send what a change made, or less of it where less is preferred (`Prefer: return=…`)."""
    headers = {**_version_of(held), "Location": address}
    returns = read_preference(request).returns
    if returns == "minimal":
        answer = nothing(status, {**headers, "Cache-Control": "no-store"})
    elif returns == "OperationOutcome":
        answer = send(said(words), status=status, headers=headers)
    else:
        answer = send(held.made, status=status, headers=headers)
    return say_applied(request, answer, f"return={returns}") if "Prefer" in request.headers else answer


def said(words: str) -> Made:
    """Return an OperationOutcome that says that something was done."""
    return outcome([Issue(severity="information", code="informational", words=words)])


def refuse(refusal: Refusal) -> HttpResponse:
    """Send an OperationOutcome for what cannot be done."""
    return _answer(outcome(refusal.issues), refusal.status, refusal.headers, pretty=False)


def dated(moment: datetime) -> str:
    """Return a moment as a header says it."""
    return http_date(moment.timestamp())


def _version_of(held: Held) -> dict[str, str]:
    dated_at = {"Last-Modified": dated(held.updated)} if held.updated else {}
    return {"ETag": tag_of(held), **dated_at}


def _answer(made: Made, status: int, headers: Mapping[str, str], *, pretty: bool) -> HttpResponse:
    text = json.dumps(made, ensure_ascii=False, indent=2 if pretty else None, separators=None if pretty else (",", ":"))
    response = HttpResponse(text, status=status, content_type=f"{MIME}; charset=utf-8; fhirVersion=4.0")
    response.headers.setdefault("Cache-Control", "no-store")
    for name, value in headers.items():
        response[name] = value
    return response
