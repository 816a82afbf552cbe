"""Answering FHIR requests that change something, or ask something of one resource: create, update, delete, inquire."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from accord.access.pages.systems.guards import system_permitted
from accord.sharing.fhir import posted, requests
from accord.sharing.fhir.conditions import NONE_EXIST, check_match, found_already, one_at_a_time
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.posted import resource_of
from accord.sharing.fhir.preferences import read_preference, say_applied
from accord.sharing.fhir.registry import Asker, Held, Inquiry, Resource
from accord.sharing.fhir.responses import nothing, said, send, send_changed
from accord.sharing.fhir.searches import Query, read_query
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.fhir.views import View, asker_of, exempt, in_fhir, not_found, not_let_in, only
from accord.web.addresses import absolute

MATCH = "If-Match"


def beside(view: View, **others: View | None) -> View:
    """Return a view that answers some methods by others, and all else by `view`."""
    given = {method: other for method, other in others.items() if other}

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return given.get(request.method or "", view)(request, *args, **kwargs)

    return exempt(answered)


def creating(resource: Resource) -> View | None:
    """Return the view that creates a resource, where one can be; not twice where `If-None-Exist` finds it."""
    create = resource.create
    if create is None:
        return None

    def made_here(request: HttpRequest) -> HttpResponseBase:
        requests.check_change(request)
        asker, made = asker_of(request), resource_of(request, resource.type)
        with one_at_a_time(request, NONE_EXIST, about=f"{resource.type}?{request.headers.get(NONE_EXIST)}"):
            there = found_already(request, resource, asker, made)
            held = there or create(asker, made)
        is_new = held.is_new and there is None
        words = f"{resource.type}/{held.made['id']} {'was made' if is_new else 'is there already'}."
        return send_changed(
            request, held, _address(request, resource, held), status=201 if is_new else 200, words=words
        )

    always, once = (
        in_fhir(system_permitted(f"system/{resource.type}.{needs}", refusing=not_let_in)(made_here))
        for needs in ("c", "cs")
    )

    def created(request: HttpRequest) -> HttpResponseBase:
        return (once if NONE_EXIST in request.headers else always)(request)

    return created


def updating(resource: Resource) -> View | None:
    """Return the view that changes a resource, where it can be: only the version that is known, by `If-Match`."""
    update = resource.update
    if update is None:
        return None

    @in_fhir
    @system_permitted(f"system/{resource.type}.u", refusing=not_let_in)
    def updated(request: HttpRequest, number: str) -> HttpResponseBase:
        requests.check_change(request)
        asker, made = asker_of(request), resource_of(request, resource.type)
        if made.get("id") != number:
            raise Refusal.one(400, "invalid", "is the id that the address has.", f"{resource.type}.id")
        with one_at_a_time(request, MATCH, about=f"{resource.type}/{number}"):
            _check_match(request, resource, asker, number)
            held = update(asker, number, made)
        if held is None:
            raise not_found(resource.type)
        words = f"{resource.type}/{number} was changed."
        return send_changed(request, held, _address(request, resource, held), status=200, words=words)

    return updated


def deleting(resource: Resource) -> View | None:
    """Return the view that deletes a resource, where it can be: only the version that is known, by `If-Match`."""
    delete = resource.delete
    if delete is None:
        return None

    @in_fhir
    @system_permitted(f"system/{resource.type}.d", refusing=not_let_in)
    def deleted(request: HttpRequest, number: str) -> HttpResponseBase:
        requests.check_change(request)
        asker = asker_of(request)
        with one_at_a_time(request, MATCH, about=f"{resource.type}/{number}"):
            _check_match(request, resource, asker, number)
            is_done = delete(asker, number)
        if not is_done:
            raise not_found(resource.type)
        if read_preference(request).returns == "OperationOutcome":
            return say_applied(request, send(said(f"{resource.type}/{number} was deleted.")), "return=OperationOutcome")
        return nothing(204)

    return deleted


def _check_match(request: HttpRequest, resource: Resource, asker: Asker, number: str) -> None:
    if MATCH in request.headers:
        check_match(request, resource.read(asker, number))


def _address(request: HttpRequest, resource: Resource, held: Held) -> str:
    return absolute(request, f"{BASE}/{resource.type}/{held.made['id']}")


def inquiring(resource: Resource, inquiry: Inquiry) -> View:
    """Return the view of what is asked of one resource."""

    @in_fhir
    @system_permitted(inquiry.scope or f"system/{resource.type}.r", refusing=not_let_in)
    def inquired(request: HttpRequest, number: str) -> HttpResponseBase:
        only(request, "GET", "POST", *(() if inquiry.makes_anew else ("HEAD",)))
        made = inquiry.run(asker_of(request), number, _query_of(request, inquiry))
        if made is None:
            raise not_found(resource.type)
        return send(made, pretty=request.GET.get("_pretty") == "true")

    return exempt(inquired)


def _query_of(request: HttpRequest, inquiry: Inquiry) -> Query:
    if request.method == "POST":
        requests.check_posted(request)
        return read_query(inquiry.takes, posted.parameters_of(request), in_address=False)
    return read_query(inquiry.takes, requests.read(request).given, in_address=True)
