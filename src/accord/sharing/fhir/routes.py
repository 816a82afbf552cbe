"""The addresses of FHIR, made from the registry."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, path

from accord.access.pages.systems.views import smart_configuration
from accord.sharing.fhir import changes, views
from accord.sharing.fhir.exports import views as exports
from accord.sharing.fhir.resources import RESOURCES
from accord.sharing.fhir.searchsets import BASE


def routes() -> Iterator[URLPattern]:
    """Yield every address."""
    base = BASE.removeprefix("/")
    yield path(f"{base}/metadata", views.metadata, name="metadata")
    yield path(f"{base}/.well-known/smart-configuration", smart_configuration, name="smart-configuration")
    yield path(f"{base}/openapi.json", views.openapi_document, name="openapi")
    for resource in RESOURCES:
        at = f"{base}/{resource.type}"
        if resource.search is not None:
            search = resource.search
            found = views.searching(resource, search, is_posted=False)
            yield path(at, changes.beside(found, POST=changes.creating(resource)), name=f"{resource.type}-search")
            posted = views.searching(resource, search, is_posted=True)
            yield path(f"{at}/_search", posted, name=f"{resource.type}-post-search")
        elif resource.create is not None:
            only_made = changes.beside(views.refusing(resource, "POST"), POST=changes.creating(resource))
            yield path(at, only_made, name=f"{resource.type}-create")
        for operation in resource.operations:
            name = f"{resource.type}-{operation.name}"
            yield path(f"{at}/${operation.name}", views.operating(resource, operation), name=name)
        if resource.is_exported:
            yield path(f"{at}/$export", exports.kick_off_view, name=f"{resource.type}-export")
        for inquiry in resource.inquiries:
            name = f"{resource.type}-{inquiry.name}-inquiry"
            yield path(f"{at}/<str:number>/${inquiry.name}", changes.inquiring(resource, inquiry), name=name)
        changed = {"PUT": changes.updating(resource), "DELETE": changes.deleting(resource)}
        read = changes.beside(views.reading(resource), **changed)
        yield path(f"{at}/<str:number>", read, name=f"{resource.type}-read")
    yield path(f"{base}/$export/<str:number>", exports.status_view, name="export-inquiry")
    yield path(f"{base}/$export-file/<str:number>", exports.file_view, name="export-file-read")
    yield path(base, views.nothing, name="nothing")
    yield path(f"{base}/", views.nothing, name="nothing-below")
    yield path(f"{base}/<path:rest>", views.nothing, name="nothing-at")
