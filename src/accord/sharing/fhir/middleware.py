"""Whatever refuses a request before it reaches FHIR (too many, a bad host) says so as FHIR does."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from accord.sharing.fhir.outcomes import TOO_LARGE, UNREACHABLE, Refusal
from accord.sharing.fhir.requests import MIME
from accord.sharing.fhir.responses import refuse
from accord.sharing.fhir.searchsets import BASE, LOCATOR

CODES = {503: "transient", 429: "throttled", 413: "too-long", 404: "not-found", 403: "forbidden", 400: "invalid"}
WORDS = {
    429: "Too many requests. Wait as many seconds as Retry-After says. In an emergency, do not wait for this.",
    413: TOO_LARGE,
    503: UNREACHABLE,
}
OTHERWISE = "This was refused before it was read."
KEPT = ("Retry-After", "Allow", "WWW-Authenticate", "Connection")


class OutcomeMiddleware:
    """Turns a page that says what went wrong into an OperationOutcome, at addresses of FHIR and of the locator."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        return in_words_of_fhir(request.path, self.get_response(request))


def in_words_of_fhir(path: str, answer: HttpResponseBase) -> HttpResponseBase:
    """Return an answer as it is or, where it refuses something at an address of FHIR, as an OperationOutcome."""
    is_ours = path == BASE or path.startswith((f"{BASE}/", f"{LOCATOR}/"))
    if not is_ours or answer.status_code < 400 or answer.headers.get("Content-Type", "").startswith(MIME):
        return answer
    status = answer.status_code
    said = refuse(Refusal.one(status, CODES.get(status, "exception"), WORDS.get(status, OTHERWISE)))
    for name in KEPT:
        if name in answer.headers:
            said.headers[name] = answer.headers[name]
    return said
