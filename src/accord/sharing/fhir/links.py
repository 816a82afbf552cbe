"""What leads on from an answer, as OpenAPI says it: from what was found or made to reading and changing it."""

from __future__ import annotations

from typing import Any

from accord.sharing.fhir.registry import Resource

Said = dict[str, Any]
FOUND, MADE = "$response.body#/entry/0/resource/id", "$response.body#/id"


def linked(resource: Resource, paths: Said) -> Said:
    """Return the paths of a resource, each operation named and its good answers leading on."""
    here, one = f"/{resource.type}", f"/{resource.type}/{{id}}"
    named = {"get": "read", "put": "update", "delete": "delete"}
    on = {method: f"{name}{resource.type}" for method, name in named.items() if method in paths[one]}
    for method, name in on.items():
        paths[one][method]["operationId"] = name
    asked = {f"get{each.name.title()}": f"{one}/${each.name}" for each in resource.inquiries}
    for name, path in asked.items():
        paths[path]["get"]["operationId"] = f"{name}{resource.type}"
    targets = [*on.values(), *(f"{name}{resource.type}" for name in asked)]
    for path, method, status, where in (
        (here, "get", "200", FOUND),
        (f"{here}/_search", "post", "200", FOUND),
        (here, "post", "201", MADE),
    ):
        if said := paths.get(path, {}).get(method):
            said["responses"][status]["links"] = {
                name: {"operationId": name, "parameters": {"id": where}} for name in targets
            }
    return paths
