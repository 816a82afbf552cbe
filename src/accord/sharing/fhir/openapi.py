"""The same as an OpenAPI document (3.1), for those who read no CapabilityStatement."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from django.http import HttpResponseBase, JsonResponse

from accord.sharing.fhir.conditions import NONE_EXIST
from accord.sharing.fhir.exported import NDJSON, SAYS, TAKES
from accord.sharing.fhir.links import linked
from accord.sharing.fhir.preferences import ASYNC, RETURNS
from accord.sharing.fhir.registry import Inquiry, Resource
from accord.sharing.fhir.requests import ABOUT_THE_ANSWER, FORM, LARGEST_PAGE, MIME, PRETTY, SUMMARIES
from accord.sharing.fhir.resources import RESOURCES
from accord.sharing.fhir.searches import SearchParameter

Said = dict[str, Any]
_REFUSED = {
    "400": "What was asked for cannot be read.",
    "401": "A token is needed.",
    "403": "The token does not allow this, or nothing that is recorded says why this system asks.",
    "404": "There is none here.",
    "405": "This address takes another method.",
    "406": "Only JSON of FHIR 4.0 is sent.",
    "429": "Too many requests; Retry-After says how long to wait.",
    "500": "Something went wrong here.",
    "503": "Records cannot be reached; Retry-After says when to try again.",
}
_TEXT = {"type": "string", "minLength": 1}
_VERSION = '^W/"[0-9a-f]{1,16}"$'
_RESOURCE = {"$ref": "#/components/schemas/Resource"}
_POSTED = {"415": "A search is posted as a form.", "413": "It is too large."}
_UNFIT = {
    "409": "Somebody else changed it first.",
    "413": "It is too large.",
    "415": "It is posted as JSON.",
    "422": "FHIR does not allow it, or this server does not.",
}
_GONE = {"410": "It is no longer current."}
_CHANGED = {"409": "Somebody else changed it first.", "412": "It is another version than If-Match says."}
_SEVERAL = "If-None-Exist finds more than one."
_BODY = {"required": True, "content": {MIME: {"schema": _RESOURCE}}}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}


def _header(name: str, says: str, **schema: Any) -> Said:
    return {"name": name, "in": "header", "description": says, "schema": {"type": "string", **schema}}


_PREFER = _header("Prefer", "What is returned", enum=[f"return={each}" for each in RETURNS])
_MATCH = _header("If-Match", "Only this version: its ETag", pattern=_VERSION)
_KNOWN = _header("If-None-Match", "Not this version, which is known: its ETag", pattern=_VERSION)
_ONCE = _header(NONE_EXIST, "Only if this search finds none; needs the scope to search as well", minLength=1)


def openapi(address: str) -> HttpResponseBase:
    """Return the document."""
    return JsonResponse(document(address), json_dumps_params={"ensure_ascii": False})


def document(address: str) -> Said:
    """Return what the document says."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Accord: FHIR R4", "version": version("accord-care")},
        "servers": [{"url": address}],
        "security": [{"token": []}],
        "paths": {
            "/metadata": {"get": {**_operation("What this server can do", {}), "security": []}},
            **{path: said for each in RESOURCES for path, said in linked(each, _paths(each)).items()},
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {"Resource": {"type": "object", "required": ["resourceType"]}},
        },
    }


def _paths(resource: Resource) -> Said:
    known = {} if resource.makes_anew else {"304": "It is the version that is known already."}
    read = {
        **_operation(f"Read: {resource.says}", known | _GONE),
        "parameters": [_ID, *_answered(), *([_KNOWN] if known else [])],
    }
    if resource.native:
        read["responses"]["200"]["content"][resource.native] = {"schema": {"type": "string", "format": "binary"}}
    operations = {
        f"/{resource.type}/${each.name}": {"post": _posted(each.says, each.takes)} for each in resource.operations
    }
    alone = {f"/{resource.type}": {"post": _created(resource)}} if resource.create and not resource.search else {}
    inquiries = {f"/{resource.type}/{{id}}/${each.name}": _inquired(each) for each in resource.inquiries}
    changes = {"put": (resource.update, _updated), "delete": (resource.delete, _deleted)}
    held = {"get": read, **{method: says(resource) for method, (done, says) in changes.items() if done}}
    searches = _searches(resource) if resource.search else {}
    asked = {**operations, **_exported(resource), **inquiries}
    return {**searches, **alone, **asked, f"/{resource.type}/{{id}}": held}


def _inquired(inquiry: Inquiry) -> Said:
    gone = _GONE if inquiry.is_gone else {}
    asked = {**_operation(inquiry.says, gone), "parameters": [_ID, *map(_parameter, inquiry.takes), *_answered()]}
    return {"get": asked, "post": {**_posted(inquiry.says, inquiry.takes, gone), "parameters": [_ID]}}


def _answered() -> list[Said]:
    return [each for each in _about() if each["name"] in ("_format", "_pretty")]


def _exported(resource: Resource) -> Said:
    """Return the paths of a bulk export, where one can be asked for."""
    if not resource.is_exported:
        return {}
    prefer = {**_header("Prefer", "An answer that comes later", enum=[ASYNC]), "required": True}
    taken = {"202": {"description": "It is being made; Content-Location says where.", **_outcome("202")}}
    asked = _instead(_operation(SAYS, {}), taken)
    there = {"200": {"description": "Its files.", "content": {"application/json": {"schema": {"type": "object"}}}}}
    stands = _instead(_operation("How an export stands", {}), there | taken)
    file = {"200": {"description": "A resource a line.", "content": {NDJSON: {"schema": {"type": "string"}}}}}
    return {
        f"/{resource.type}/$export": {"get": {**asked, "parameters": [*map(_parameter, TAKES), prefer]}},
        "/$export/{id}": {
            "get": {**stands, "parameters": [_ID]},
            "delete": {**_instead(_operation("Let an export go", {}), taken), "parameters": [_ID]},
        },
        "/$export-file/{id}": {"get": {**_instead(_operation("One file of it", {}), file), "parameters": [_ID]}},
    }


def _instead(said: Said, good: Said) -> Said:
    """Return an operation with other good answers."""
    refused = {status: held for status, held in said["responses"].items() if status != "200"}
    return {**said, "responses": {**good, **refused}}


def _created(resource: Resource) -> Said:
    said = _operation(f"Create: {resource.says}", _UNFIT | ({"412": _SEVERAL} if resource.is_made_once else {}))
    made = {"201": {**said["responses"]["200"]}}
    if resource.is_made_once:
        made["200"] = {**made["201"], "description": "It was there already (If-None-Exist)."}
    answers = {**{status: held for status, held in said["responses"].items() if status != "200"}, **made}
    headers = [_PREFER, *([_ONCE] if resource.is_made_once else [])]
    return {**said, "parameters": headers, "requestBody": _BODY, "responses": answers}


def _updated(resource: Resource) -> Said:
    said = _operation(f"Update: {resource.says}", _UNFIT | _CHANGED)
    return {**said, "parameters": [_ID, _PREFER, _MATCH], "requestBody": _BODY}


def _deleted(resource: Resource) -> Said:
    said = _operation(f"Delete: {resource.says}", _CHANGED)
    done = {**said["responses"], "204": {"description": "Done."}}
    return {**said, "parameters": [_ID, _PREFER, _MATCH], "responses": done}


def _posted(says: str, takes: Sequence[SearchParameter], more: Said | None = None) -> Said:
    is_required = any(each.is_required for each in takes)
    body = {"content": {FORM: {"schema": _form(takes, [])}, MIME: {"schema": _RESOURCE}}, "required": is_required}
    answers = {**_POSTED, "422": "This is no Parameters resource.", **(more or {})}
    return {**_operation(says, answers), "requestBody": body}


def _searches(resource: Resource) -> Said:
    by = [_parameter(each) for each in resource.searched_by]
    body = {"content": {FORM: {"schema": _form(resource.searched_by, _about())}}}
    search = {**_operation(f"Search: {resource.says}", {}), "parameters": [*by, *_about()]}
    post = {**_operation(f"Search, posted: {resource.says}", _POSTED), "requestBody": body}
    here = {"get": search, **({"post": _created(resource)} if resource.create else {})}
    return {f"/{resource.type}": here, f"/{resource.type}/_search": {"post": post}}


def _operation(summary: str, more: dict[str, str]) -> Said:
    good = {"description": "Done.", "content": {MIME: {"schema": _RESOURCE}}}
    refused = {status: {"description": words, **_outcome(status)} for status, words in {**_REFUSED, **more}.items()}
    return {"summary": summary, "responses": {"200": good, **refused}}


def _outcome(status: str) -> Said:
    return {} if status == "304" else {"content": {MIME: {"schema": _RESOURCE}}}


def _parameter(parameter: SearchParameter) -> Said:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.says,
        "required": parameter.is_required,
        "schema": _TEXT,
    }


def _form(parameters: Sequence[SearchParameter], about: Sequence[Said]) -> Said:
    named = {each.name: {**_TEXT, "description": each.says} for each in parameters}
    return {
        "type": "object",
        "properties": {**named, **{each["name"]: each["schema"] for each in about}},
        "required": [each.name for each in parameters if each.is_required],
        "additionalProperties": False,
    }


def _about() -> list[Said]:
    schemas: dict[str, Said] = {
        "_format": {"type": "string", "enum": ["json", MIME]},
        "_summary": {"type": "string", "enum": list(SUMMARIES)},
        "_count": {"type": "integer", "minimum": 0, "maximum": LARGEST_PAGE},
        "_page": {"type": "integer", "minimum": 1, "maximum": 999_999},
        "_pretty": {"type": "string", "enum": list(PRETTY)},
    }
    return [{"name": name, "in": "query", "schema": schemas[name]} for name in ABOUT_THE_ANSWER]
