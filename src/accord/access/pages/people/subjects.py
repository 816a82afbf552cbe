"""Whom a page is about: looked up once, with a trace of who looked."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from accord.access.actions import reads
from accord.access.actions.reads import Purpose
from accord.domain.authority import Actor, Role
from accord.domain.people import Identity
from accord.people.queries import identities


def actor_of(request: HttpRequest) -> Actor:
    """Return who is acting; a guarded page always has somebody."""
    return cast("Actor", cast(Any, request).actor)


def look_at(request: HttpRequest, person_id: UUID, what: str) -> Identity:
    """Return who somebody is, having noted who looked. Answers 404 where nobody has this id."""
    identity = identities.of(person_id)
    if identity is None:
        raise Http404
    actor = actor_of(request)
    purpose = Purpose.ADMINISTRATION if actor.role is Role.ADMINISTRATOR else Purpose.CARE
    reads.note(by=actor, person_id=person_id, purpose=purpose, what=what)
    return identity


def person_page(person_id: UUID) -> str:
    """Return the address of the person's own page, which stands in a room above (the settings name it)."""
    return reverse(getattr(settings, "ACCORD_PERSON_PAGE", "plans:person"), args=[person_id])
