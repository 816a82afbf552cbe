"""Requests under a condition: only what has changed, only what has not, and only what is not there yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qsl

from django.db import connection
from django.http import HttpRequest

from accord.projections.fhir.elements import Made
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Held, Resource
from accord.sharing.fhir.searches import read_query

NONE_EXIST = "If-None-Exist"


def tag_of(held: Held) -> str:
    """Return the version of a resource as a header says it."""
    return f'W/"{held.version}"'


def is_known(request: HttpRequest, held: Held) -> bool:
    """Return whether the asker says that it has this version already (`If-None-Match`)."""
    return _names(request.headers.get("If-None-Match", ""), held)


def check_match(request: HttpRequest, held: Held | None) -> None:
    """Refuse a change of another version than the one that the asker has read (`If-Match`)."""
    said = request.headers.get("If-Match")
    if said is not None and (held is None or not _names(said, held)):
        words = "is another version than is held now. Nothing was changed; read it again."
        raise Refusal.one(412, "conflict", words, "If-Match")


def found_already(request: HttpRequest, resource: Resource, asker: Asker, made: Made) -> Held | None:
    """Return what a conditional create names, where it is there; raises Refusal where several are.

    What is named stands in a header, which is in no log: an NHS number may stand there.
    """
    said = request.headers.get(NONE_EXIST)
    if said is not None and resource.find_again is not None:
        return resource.find_again(asker, made, said.removeprefix("?"))
    if said is None or resource.search is None:
        return None
    given = parse_qsl(said.removeprefix("?"), keep_blank_values=True)
    if not given:
        raise Refusal.one(400, "required", "names nothing to search for.", NONE_EXIST)
    query = read_query(resource.searched_by, given, in_address=False)
    found = resource.search(asker, query, 0, 2)
    if found.total > 1:
        words = "finds more than one. Nothing was made; say more of it."
        raise Refusal.one(412, "multiple-matches", words, NONE_EXIST)
    return next(iter(found.page), None)


@contextmanager
def one_at_a_time(request: HttpRequest, *headers: str, about: str) -> Iterator[None]:
    """Let a request under a condition be answered whole before the next about the same.

    It holds for the connection, not for a transaction: the trace of a look stays when what follows is refused.
    """
    if not any(name in request.headers for name in headers):
        yield
        return
    key = int.from_bytes(hashlib.sha256(about.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _names(said: str, held: Held) -> bool:
    """Return whether one of the versions that are said is this one; weak and strong alike, since ours are weak."""
    return said.strip() == "*" or held.version in {
        part.strip().removeprefix("W/").strip('"') for part in said.split(",")
    }
