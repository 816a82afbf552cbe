"""Following every link that a role is shown, to one page of each kind."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from tests.journeys.screens import Screen

MOST_PAGES = 120
_EVERY_LINK = "links => links.map(link => link.getAttribute('href'))"


def crawl(screen: Screen, starts: list[str]) -> set[str]:
    """Open one page of each kind that can be reached, checking every one, and return the names of their addresses.

    Every start is opened, even where two are of one kind.
    """
    met, opened = set[str](), set[str]()
    waiting = list(starts)
    while waiting and len(opened) < MOST_PAGES:
        href = waiting.pop(0)
        kind = kind_of(href)
        if kind and href not in opened and (kind not in met or href in starts):
            screen.go(href)
            met.add(kind)
            opened.add(href)
            waiting += screen.page.locator("a[href^='/']").evaluate_all(_EVERY_LINK)
    return met


def kind_of(href: str) -> str:
    """Return the name of an address, with the word in it that makes it a kind of its own (which part, which form)."""
    path = urlsplit(href).path
    if path.startswith("/static/"):
        return ""
    try:
        found = resolve(path)
    except Resolver404:
        return f"unknown {path}"
    words = [str(value) for name, value in found.kwargs.items() if name in {"part", "kind"}]
    return " ".join([found.view_name, *words])
