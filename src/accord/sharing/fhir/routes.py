"""The addresses of FHIR, made from the registry."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from accord.sharing.fhir import views
from accord.sharing.fhir.resources import RESOURCES
from accord.sharing.fhir.searchsets import BASE


def routes() -> Iterator[URLPattern]:
    """Yield every address."""
    base = BASE.removeprefix("/")
    yield path(f"{base}/metadata", views.metadata, name="metadata")
    yield path(f"{base}/openapi.json", views.openapi_document, name="openapi")
    for resource in RESOURCES:
        at = f"{base}/{resource.type}"
        if resource.search is not None:
            search = resource.search
            yield path(at, views.searching(resource, search, is_posted=False), name=f"{resource.type}-search")
            posted = views.searching(resource, search, is_posted=True)
            yield path(f"{at}/_search", posted, name=f"{resource.type}-post-search")
        for operation in resource.operations:
            name = f"{resource.type}-{operation.name}"
            yield path(f"{at}/${operation.name}", views.operating(resource, operation), name=name)
        yield path(f"{at}/<str:number>", views.reading(resource), name=f"{resource.type}-read")
    yield path(base, views.nothing, name="nothing")
    yield path(f"{base}/", views.nothing, name="nothing-below")
    yield path(f"{base}/<path:rest>", views.nothing, name="nothing-at")
