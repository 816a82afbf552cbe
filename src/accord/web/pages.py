"""Making a page: view → presenter → template, pages of a long list, and safe redirects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.utils.http import url_has_allowed_host_and_scheme

from accord.web.numerals import read_whole

AROUND = 2


def render(
    request: HttpRequest, template: str, presenter: object = None, *, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page; the template sees its presenter as `page`, and a form given as `form=`."""
    return render_template(request, template, {"page": presenter, **context}, status=status)


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Return where `next` asks to go if that is a page of ours, else the other address."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours and wanted.startswith("/") else otherwise


@dataclass(frozen=True, slots=True)
class PageLink:
    """One link of the pagination; number 0 stands for left-out pages."""

    number: int
    href: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a long list somebody is: `size` rows a page, `total` rows in all."""

    number: int
    size: int
    total: int
    query: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(cls, request: HttpRequest, *, total: int, size: int = 25) -> Pages:
        """Read the page that is asked for; a number that is none, or beyond the end, gives the nearest page."""
        asked = request.GET.get("page", "1")
        last = max(1, -(-total // size))
        number = min(max(1, read_whole(asked, 1)), last)
        query = tuple((key, str(value)) for key, value in request.GET.items() if key != "page")
        return cls(number=number, size=size, total=total, query=query)

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.number - 1) * self.size

    @property
    def said(self) -> str:
        """Say which rows are shown."""
        first, end = min(self.offset + 1, self.total), min(self.offset + self.size, self.total)
        return f"Showing {first:,} to {end:,} of {self.total:,}"

    @property
    def previous(self) -> str:
        """The address of the page before, or nothing."""
        return self._href(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, or nothing."""
        return self._href(self.number + 1) if self.number < self.last else ""

    @property
    def links(self) -> list[PageLink]:
        """The first, the last and the pages near this one, with a gap (number 0) where some are left out."""
        near = {1, self.last, *range(max(1, self.number - AROUND), min(self.last, self.number + AROUND) + 1)}
        links: list[PageLink] = []
        before = 0
        for number in sorted(near):
            if number > before + 1:
                links.append(PageLink(0, ""))
            links.append(PageLink(number, self._href(number), here=number == self.number))
            before = number
        return links

    def _href(self, number: int) -> str:
        return "?" + urlencode([*self.query, ("page", str(number))])
