"""Answering FHIR requests: read, search (by address or posted), and what the server can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

import structlog
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from accord.access.pages.guards import open_to_all
from accord.access.pages.systems.guards import NotLetIn, system_permitted
from accord.privileges.unreached import UNREACHED
from accord.sharing.fhir import posted, requests
from accord.sharing.fhir.capabilities import capability_statement
from accord.sharing.fhir.openapi import openapi
from accord.sharing.fhir.outcomes import UNREACHABLE, Refusal, refusal_of
from accord.sharing.fhir.preferences import say_applied
from accord.sharing.fhir.registry import Asker, Held, Operation, Resource, Searching
from accord.sharing.fhir.responses import FAILED, refuse, send, send_held, send_made, send_native
from accord.sharing.fhir.searches import read_query
from accord.sharing.fhir.searchsets import BASE, searchset
from accord.web.addresses import absolute

View = Callable[..., HttpResponseBase]
NOT_LET_IN = {
    401: ("login", "A token is needed; see .well-known/smart-configuration."),
    403: ("forbidden", "The token does not allow this."),
    429: ("throttled", "This system asks too often. Wait as many seconds as Retry-After says; an emergency need not."),
}
AGAIN_AFTER = "5"
"""Seconds, as `Retry-After` says them."""
_log = structlog.stdlib.get_logger("accord.fhir")


def in_fhir(view: View) -> View:
    """Answer whatever goes wrong with an OperationOutcome."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer = view(request, *args, **kwargs)
        except Exception as failed:
            answer = refuse(refusal_of(failed) or failure(request, failed))
        return say_applied(request, answer)

    return answered


def failure(request: HttpRequest, failed: Exception) -> Refusal:
    """Return what is said where something went wrong here, and log it; of the database that it cannot be reached."""
    _log.error("a FHIR request failed", kind=type(failed).__name__, exc_info=failed)
    if not isinstance(failed, UNREACHED):
        return Refusal(500, (FAILED,))
    got_request_exception.send(sender=None, request=request)  # somebody looks whether it is gone
    return Refusal.one(503, "transient", UNREACHABLE, Retry_After=AGAIN_AFTER)


def not_let_in(why: NotLetIn) -> HttpResponseBase:
    """Say that a system is not let in."""
    code, otherwise = NOT_LET_IN[why.status]
    words = f"This needs a token with {why.scope}." if why.scope else otherwise
    return refuse(Refusal.one(why.status, code, words))


def reading(resource: Resource) -> View:
    """Return the view of one resource by its id."""

    @in_fhir
    @system_permitted(f"system/{resource.type}.r", refusing=not_let_in)
    def read(request: HttpRequest, number: str) -> HttpResponseBase:
        only(request, *resource.methods)
        asked = requests.read(request, native=resource.native)
        if asked.given:
            raise Refusal.one(400, "not-supported", "is not taken by a read.", asked.given[0][0][:60])
        held = resource.read(asker_of(request), number)
        if held is None:
            raise not_found(resource.type)
        return send_native(held) if asked.is_native else _as_held(request, resource, held, asked)

    return exempt(read)


def _as_held(request: HttpRequest, resource: Resource, held: Held, asked: requests.Asked) -> HttpResponseBase:
    if resource.makes_anew:
        return send_made(held, pretty=asked.is_pretty)
    return send_held(request, held, pretty=asked.is_pretty)


def searching(resource: Resource, searches: Searching, *, is_posted: bool) -> View:
    """Return the view of a search for resources of a kind."""

    @in_fhir
    @system_permitted(f"system/{resource.type}.s", refusing=not_let_in)
    def search(request: HttpRequest) -> HttpResponseBase:
        more = ("POST",) if resource.create else ()
        only(request, *(("POST",) if is_posted else ("GET", "HEAD", *more)))
        asked = requests.read(request)
        query = read_query(resource.searched_by, asked.given, in_address=asked.in_address)
        found = searches(asker_of(request), query, (asked.page - 1) * asked.size, asked.size)
        return send(searchset(request, resource, asked, found), pretty=asked.is_pretty)

    return exempt(search)


def refusing(resource: Resource, *methods: str) -> View:
    """Return the view of an address that takes these methods, which are answered elsewhere, and no other."""

    @in_fhir
    @system_permitted(f"system/{resource.type}.c", refusing=not_let_in)
    def refuse_others(request: HttpRequest) -> HttpResponseBase:
        only(request, *methods)
        raise not_found(resource.type)

    return exempt(refuse_others)


def operating(resource: Resource, operation: Operation) -> View:
    """Return the view of an operation."""

    @in_fhir
    @system_permitted(f"system/{resource.type}.{operation.needs}", refusing=not_let_in, is_urgent=operation.is_urgent)
    def operate(request: HttpRequest) -> HttpResponseBase:
        only(request, "POST")
        requests.check_posted(request)
        query = read_query(operation.takes, posted.parameters_of(request), in_address=False)
        return send(operation.run(asker_of(request), query))

    return exempt(operate)


@in_fhir
def show_capabilities(request: HttpRequest) -> HttpResponseBase:
    """Say what this server can do."""
    only(request, "GET", "HEAD")
    asked = requests.read(request)
    if more := next((name for name, value in asked.given if (name, value) != ("mode", "full")), None):
        raise Refusal.one(400, "not-supported", "is not taken here.", more[:60])
    return send(capability_statement(absolute(request, BASE)), pretty=asked.is_pretty)


@in_fhir
def show_openapi(request: HttpRequest) -> HttpResponseBase:
    """Give the OpenAPI document, made from the same registry."""
    only(request, "GET", "HEAD")
    return openapi(absolute(request, BASE))


@in_fhir
def show_nothing(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Say that there is nothing at an address under the base."""
    raise Refusal.one(404, "not-supported", f"There is nothing at this address; {BASE}/metadata says what there is.")


metadata = csrf_exempt(open_to_all(show_capabilities))
openapi_document = csrf_exempt(open_to_all(show_openapi))
nothing = csrf_exempt(open_to_all(show_nothing))


def not_found(kind: str) -> Refusal:
    """Return the refusal of an id that is not known, or that is not to be known, here."""
    return Refusal.one(404, "not-found", f"No {kind} with this id is known here.")


def asker_of(request: HttpRequest) -> Asker:
    """Return which system asks."""
    return Asker(request, cast(Any, request).actor)


def only(request: HttpRequest, *methods: str) -> None:
    """Refuse every other method."""
    if request.method not in methods:
        allowed = ", ".join(methods)
        raise Refusal.one(405, "not-supported", f"This address takes {allowed}.", Allow=allowed)


def exempt(view: View) -> View:
    """Let a view be called by whoever comes: its guard asks for a token, and cookies are not read."""
    return csrf_exempt(open_to_all(view))
