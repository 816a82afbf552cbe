"""What a request prefers to be answered with (RFC 7240; hl7.org/fhir/R4/http.html#ops), and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase

RETURNS = ("minimal", "representation", "OperationOutcome")
STRICT = "handling=strict"
ASYNC = "respond-async"
"""Preferences that are taken. What is unknown is refused whatever `handling` says, which then answers `strict`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """What is preferred: what a change returns, and whether the answer may come later."""

    returns: str = "representation"
    is_async: bool = False


def read_preference(request: HttpRequest) -> Preference:
    """Read the header; a preference that is not known is passed over, as RFC 7240 says."""
    said = _said(request)
    wanted = said.get("return", "")
    return Preference(returns=wanted if wanted in RETURNS else "representation", is_async=ASYNC in said)


def say_applied(request: HttpRequest, answer: HttpResponseBase, *applied: str) -> HttpResponseBase:
    """Say in the answer which preferences were followed."""
    strict = (STRICT,) if "handling" in _said(request) else ()
    before = tuple(filter(None, (answer.headers.get("Preference-Applied"),)))
    if named := (*before, *applied, *strict):
        answer.headers["Preference-Applied"] = ", ".join(named)
    return answer


def _said(request: HttpRequest) -> dict[str, str]:
    """Return each preference with its value; of one that is said twice the first counts (RFC 7240, 2)."""
    held: dict[str, str] = {}
    for each in request.headers.get("Prefer", "").split(","):
        name, _, value = each.partition(";")[0].partition("=")
        held.setdefault(name.strip().lower(), value.strip().strip('"'))
    return held
