"""Whom a page is about: looked up once, with a trace of who looked."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.domain.authority import Actor, Permission, Role
from accord.domain.people import Identity
from accord.domain.relationships import AccessBasis
from accord.people.queries import identities


def actor_of(request: HttpRequest) -> Actor:
    """Return who is acting; a guarded page always has somebody."""
    return cast("Actor", cast(Any, request).actor)


def look_at(request: HttpRequest, person_id: UUID, what: str, *, basis: AccessBasis | None = None) -> Identity:
    """Return who somebody is, having noted who looked and on what basis. Answers 404 where nobody has this id."""
    identity = identities.of(person_id)
    if identity is None:
        raise Http404
    actor = actor_of(request)
    is_care = basis is None and actor.role is not Role.ADMINISTRATOR
    purpose = Purpose.CARE if is_care else Purpose.ADMINISTRATION
    open_record(request, identity, what, purpose, basis=basis)
    return identity


def person_page(person_id: UUID, actor: Actor) -> str:
    """Return the address of the person's own page, or of their details for a role that does not see plans.

    The person's own page stands in a room above; the settings name it.
    """
    return reverse(settings.ACCORD_PERSON_PAGE if _sees_plans(actor) else "people:details", args=[person_id])


def back_from_details(person_id: UUID, actor: Actor) -> str:
    """Return where the page of the details leads back to; to those who see no other page it is the person's own."""
    return person_page(person_id, actor) if _sees_plans(actor) else reverse("people:find")


def other_pages(person_id: UUID, actor: Actor) -> tuple[tuple[str, str], ...]:
    """Return the words and addresses of the person's other pages, for a role that does not see the person's own."""
    if _sees_plans(actor):
        return ()
    return tuple(
        (words, reverse(name, args=[person_id]))
        for words, name, permission in settings.ACCORD_PERSON_LINKS
        if actor.may(Permission(permission))
    )


def _sees_plans(actor: Actor) -> bool:
    return actor.may(Permission.VIEW_PLAN)
