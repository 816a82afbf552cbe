"""Somebody at a screen, without the screen: opens pages of a running Accord, follows links and sends forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from tests.builders.fillings import forms_in

HREF = re.compile(r'(?:href|action)="(/[^"]*)"')
NEVER = ("/sign-out", "/static/", "/change-password", "/your-sign-in")
"""Addresses that a walk leaves alone: they end the visit."""
WITHIN = 30.0
FAILED = 500


@dataclass
class Visitor:
    """A visit, and every address that it was led to or shown."""

    address: str
    session: requests.Session = field(default_factory=requests.Session)
    addresses: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def get(self, path: str, **asked: str) -> str:
        """Open a page, and follow where it leads."""
        return self._follow(self.session.get(self._at(path), params=asked, allow_redirects=False, timeout=WITHIN))

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form, and follow where it leads."""
        origin = {"Origin": self.address}
        sent = self.session.post(self._at(path), fields, headers=origin, allow_redirects=False, timeout=WITHIN)
        return self._follow(sent)

    def fill(self, path: str, **typed: str) -> str:
        """Fill the first form of a page that has all of these fields, and send it."""
        form = next(form for form in forms_in(self.get(path)) if typed.keys() <= form.fields.keys())
        return self.post(form.action or path, form.fields | typed)

    def sign_in(self, username: str, password: str) -> None:
        """Sign in."""
        self.fill("/sign-in", username=username, password=password)

    def walk(self, start: str, most: int) -> None:
        """Open the pages that can be reached from one, the nearest first, and send each form of them once."""
        waiting, met = [start], {start}
        for _ in range(most):
            if not waiting:
                return
            path = waiting.pop(0)
            page = self.get(path)
            for form in forms_in(page):
                page += self.post(form.action or path, form.fields)
            found = [each for each in self._links(page) if each not in met]
            waiting += found
            met |= set(found)

    def _links(self, page: str) -> Iterator[str]:
        for href in HREF.findall(page):
            self.addresses.append(href)
            if not href.startswith(NEVER):
                yield href

    def _follow(self, answer: requests.Response) -> str:
        self.statuses.append(answer.status_code)
        if answer.status_code >= FAILED:
            self.failures.append(answer.text)
        if (leads := answer.headers.get("Location")) is None:
            return answer.text
        self.addresses.append(leads)
        here = urlsplit(urljoin(answer.url, leads))
        return self.get(f"{here.path}?{here.query}" if here.query else here.path)

    def _at(self, path: str) -> str:
        return urljoin(self.address + "/", path)
