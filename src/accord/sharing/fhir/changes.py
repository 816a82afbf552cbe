"""Answering FHIR requests that change something, or ask something of one resource: create, delete, inquire."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from accord.access.pages.systems.guards import system_permitted
from accord.sharing.fhir import requests
from accord.sharing.fhir.posted import resource_of
from accord.sharing.fhir.registry import Inquiry, Resource
from accord.sharing.fhir.responses import send
from accord.sharing.fhir.searches import read_query
from accord.sharing.fhir.searchsets import BASE
from accord.sharing.fhir.views import View, asker_of, exempt, in_fhir, not_found, not_let_in, only
from accord.web.addresses import absolute


def beside(view: View, **others: View | None) -> View:
    """Return a view that answers some methods by others, and all else by `view`."""
    given = {method: other for method, other in others.items() if other}

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return given.get(request.method or "", view)(request, *args, **kwargs)

    return exempt(answered)


def creating(resource: Resource) -> View | None:
    """Return the view that creates a resource, where one can be."""
    create = resource.create
    if create is None:
        return None

    @in_fhir
    @system_permitted(f"system/{resource.type}.c", refusing=not_let_in)
    def created(request: HttpRequest) -> HttpResponseBase:
        requests.check_format(request, request.GET.get("_format"))
        held = create(asker_of(request), resource_of(request, resource.type))
        address = absolute(request, f"{BASE}/{resource.type}/{held.made['id']}")
        return send(held.made, status=201, headers={"ETag": f'W/"{held.version}"', "Location": address})

    return created


def deleting(resource: Resource) -> View | None:
    """Return the view that deletes a resource, where that can be done."""
    delete = resource.delete
    if delete is None:
        return None

    @in_fhir
    @system_permitted(f"system/{resource.type}.d", refusing=not_let_in)
    def deleted(request: HttpRequest, number: str) -> HttpResponseBase:
        if not delete(asker_of(request), number):
            raise not_found(resource.type)
        return HttpResponse(status=204)

    return deleted


def inquiring(resource: Resource, inquiry: Inquiry) -> View:
    """Return the view of what is asked of one resource."""

    @in_fhir
    @system_permitted(f"system/{resource.type}.r", refusing=not_let_in)
    def inquired(request: HttpRequest, number: str) -> HttpResponseBase:
        only(request, "GET", "HEAD")
        asked = requests.read(request)
        query = read_query(inquiry.takes, asked.given, in_address=True)
        made = inquiry.run(asker_of(request), number, query)
        if made is None:
            raise not_found(resource.type)
        return send(made, pretty=asked.is_pretty)

    return exempt(inquired)
