"""Give tokens to other systems (SMART Backend Services), and say where and how they are asked for."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accord.access import addresses
from accord.access.actions import attempts
from accord.access.actions import systems as actions
from accord.access.actions.attempts import Attempt
from accord.access.failures import Unproved
from accord.access.pages.guards import open_to_all
from accord.access.queries import systems
from accord.access.queries.systems import Registered
from accord.access.systems import assertions
from accord.access.systems.assertions import ALGORITHMS, TYPE, Assertion
from accord.domain.errors import Refused
from accord.domain.system_scopes import SystemScope, is_covered, read_scopes
from accord.web.addresses import absolute

CLIENT_CREDENTIALS = "client_credentials"
_log = structlog.stdlib.get_logger("accord.systems")


@csrf_exempt
@open_to_all
@never_cache
@sensitive_post_parameters()
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """Give a token to a system that shows who it is. Whatever fails of that, the answer is the same."""
    if request.POST.get("grant_type") != CLIENT_CREDENTIALS:
        return _answer(400, error="unsupported_grant_type")
    try:
        system, assertion = _proved(request)
        scopes = _allowed(system, request.POST.get("scope", ""))
        given = actions.give_token(system=system, assertion=assertion, scopes=scopes)
    except Unproved as failed:
        _log.warning("token refused", why=failed.why)
        return _answer(401, error="invalid_client")
    except Refused:
        return _answer(400, error="invalid_scope")
    granted = {
        "access_token": given,
        "token_type": "bearer",
        "expires_in": int(actions.LASTS.total_seconds()),
        "scope": " ".join(str(scope) for scope in scopes),
    }
    return _answer(200, **granted)


@open_to_all
@require_safe
def smart_configuration(request: HttpRequest) -> HttpResponse:
    """Say where tokens are given and how (SMART App Launch 2.2, conformance)."""
    return JsonResponse(
        {
            "token_endpoint": _here(request),
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
            "grant_types_supported": [CLIENT_CREDENTIALS],
            "capabilities": ["client-confidential-asymmetric", "permission-v2"],
        }
    )


def _proved(request: HttpRequest) -> tuple[Registered, Assertion]:
    """Return which system asks. Failures are counted by system and place: nobody elsewhere shuts it out."""
    if request.POST.get("client_assertion_type") != TYPE:
        raise Unproved("assertion_type")
    given = request.POST.get("client_assertion", "")
    system_id, place = assertions.named_in(given), addresses.key_of(request)
    attempt = Attempt(
        account_key=addresses.hashed("system", f"{system_id}:{place}"), place_key=place, is_known_here=False
    )
    if attempts.is_shut(attempt):
        raise Unproved("too_many")
    try:
        system = _found(system_id)
        return system, assertions.check(system, given, audience=_here(request), now=timezone.now())
    except Unproved:
        attempts.note_failure(attempt)
        raise


def _found(system_id: UUID) -> Registered:
    system = systems.find(system_id)
    if system is None:
        raise Unproved("no_such_system")
    return system


def _allowed(system: Registered, asked: str) -> tuple[SystemScope, ...]:
    """Return the scopes that are asked for, or all that the system has; one that it has not refuses the whole."""
    scopes = read_scopes(asked) or system.scopes
    if not all(is_covered(scope, system.scopes) for scope in scopes):
        raise Refused.one("scope", "is not one that this system was given.")
    return scopes


def _here(request: HttpRequest) -> str:
    return absolute(request, reverse("systems:token"))


def _answer(status: int, **said: object) -> HttpResponse:
    return JsonResponse(said, status=status)
