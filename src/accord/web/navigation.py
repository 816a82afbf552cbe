"""The links of the header: declared in the settings, since the toolkit knows no room above it.

`ACCORD_NAVIGATION = [("Find a person", "people:find", "find_person"), …]`: the words, the page's name, and the
permission that it needs ("" for everybody who is signed in). `ACCORD_ACCOUNT_LINKS` are those beside the name of
whoever is signed in, and `ACCORD_SIGN_OUT` names the page that signs out. `ACCORD_PARTS` are the pages of a room that
stand side by side, by the room's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from accord.domain.authority import Permission


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the header."""

    words: str
    href: str
    here: bool


def find_navigation(request: Any) -> list[Link]:
    """Return the links of the menu that somebody may follow; none for somebody who is not signed in."""
    return _allowed(request, getattr(settings, "ACCORD_NAVIGATION", ()))


def find_account_links(request: Any) -> list[Link]:
    """Return the links of the account area, in the same way."""
    return _allowed(request, getattr(settings, "ACCORD_ACCOUNT_LINKS", ()))


def find_parts(request: Any, room: str) -> list[Link]:
    """Return the pages of a room that stand side by side, in the same way."""
    return _allowed(request, settings.ACCORD_PARTS[room])


def _allowed(request: Any, declared: Iterable[tuple[str, str, str]]) -> list[Link]:
    actor = getattr(request, "actor", None)
    if actor is None:
        return []
    links = []
    for words, name, permission in declared:
        if not permission or actor.may(Permission(permission)):
            href = reverse(name)
            links.append(Link(words, href, here=request.path == href))
    return links
