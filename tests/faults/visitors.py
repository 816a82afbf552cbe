"""Somebody at a browser: signs in, looks, signs and endorses through the pages, and notes what they were shown."""

from __future__ import annotations

import http.client
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import UUID

from tests.faults.houses import House, Work
from tests.faults.ledgers import Ledger
from tests.faults.preparing import PASSWORD
from tests.faults.servers import Server

HIDDEN = re.compile(r'name="(submission|seen)" value="([^"]+)"')
VERSION = re.compile(r"/plans/([0-9a-f-]{36})/")
SIGNATURE = {
    "senior_responsible": "no",
    "senior_name": "Dr B Hill",
    "reason": "will_follow",
    "words": "The family will be told tonight.",
    "confirm": "yes",
}
PATIENCE = 120
IDLE = 3.0
"""Seconds after which a connection is opened anew: the server closes one that nobody uses for five."""
SERVER_ERROR = 500
FOUND = 302


class Cut(Exception):
    """No answer came, or the answer was that the server could not: nobody knows what was done."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """A page's form for signing, with its token and what was seen of the draft."""

    work: Work
    token: UUID
    seen: str


class Visitor:
    """A signer with one browser and one connection."""

    def __init__(self, house: House, server: Server, ledger: Ledger, username: str) -> None:
        """Sit down; `sign_in` comes next."""
        self.username, self.staff_id = username, house.signers[username]
        self._server, self._ledger = server, ledger
        self._jar = house.browsers.setdefault(username, SimpleCookie())
        self._connection: http.client.HTTPConnection | None = None
        self._used = 0.0

    def sign_in(self) -> None:
        """Sign in, unless this signer's browser already is; the one role is chosen on the way."""
        if self._jar:
            return
        self.ask("GET", "/sign-in")
        self.ask("POST", "/sign-in", {"username": self.username, "password": PASSWORD})
        assert self.ask("GET", "/choose-role").status == FOUND, f"{self.username} could not sign in"

    def open_form(self, work: Work) -> Form:
        """Open the page on which a draft is checked and signed."""
        answer = self.look(f"/drafts/{work.draft}/sign", work.person, "sign")
        found = dict(HIDDEN.findall(answer.text))
        return Form(work, UUID(found["submission"]), found["seen"])

    def sign(self, form: Form, **changed: str) -> Answer:
        """Send the form; leave it to the caller to judge what the answer says."""
        self._ledger.note_tried(form.token, form.work)
        fields = SIGNATURE | {"submission": str(form.token), "seen": form.seen} | changed
        return self.look(f"/drafts/{form.work.draft}/sign", form.work.person, "sign", fields)

    def sign_alone(self, form: Form) -> None:
        """Sign a draft that nobody else signs: being led to the person says that it is signed."""
        answer = self.sign(form)
        assert answer.location == f"/people/{form.work.person}", answer
        self._ledger.note_acknowledged(form.token)

    def sign_and_read(self, form: Form) -> bool:
        """Sign, follow to the next page, and return whether it says that this is signed."""
        answer = self.sign(form)
        if answer.status != FOUND:
            return False
        what = "draft" if answer.location.startswith("/drafts/") else "person"
        told = ">Signed." in re.sub(r">\s+", ">", self.look(answer.location, form.work.person, what).text)
        if told:
            self._ledger.note_acknowledged(form.token)
        return told

    def open_draft(self, person: UUID) -> Work:
        """Open the person's draft: the one that somebody else has opened, or a new one from what is current."""
        opened = self.ask("POST", f"/people/{person}/drafts", {"scope": "enduring"})
        assert opened.status == FOUND, opened
        return Work(UUID(opened.location.rpartition("/")[2]), person)

    def current_version(self, person: UUID) -> UUID:
        """Return the version to which the person's page leads."""
        found = VERSION.search(self.look(f"/people/{person}", person, "person").text)
        assert found, "nothing is current"
        return UUID(found.group(1))

    def endorse(self, version: UUID, person: UUID, token: UUID) -> bool:
        """Endorse a version with a form's token, and return whether the next page says that it is done."""
        path = f"/plans/{version}/endorse"
        sent = self.look(path, person, "endorsement", {"submission": str(token), "words": ""})
        if sent.status != FOUND:
            return False
        return "You have endorsed this plan." in self.look(sent.location, person, "person").text

    def look(self, path: str, person: UUID, what: str, fields: Mapping[str, str] | None = None) -> Answer:
        """Open a page about a person, or send its form; what is shown is noted."""
        answer = self.ask("POST" if fields else "GET", path, fields)
        if answer.status in {200, 422}:
            self._ledger.note_shown(self.staff_id, person, what)
        return answer

    def ask(self, method: str, path: str, fields: Mapping[str, str] | None = None) -> Answer:
        """Ask, over the connection that is open, or over a new one. Raises `Cut` where no answer came."""
        try:
            return self._ask(method, path, fields)
        except (OSError, http.client.HTTPException) as cut:
            self.leave()
            raise Cut(f"{method} {path}") from cut

    def leave(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self, method: str, path: str, fields: Mapping[str, str] | None) -> Answer:
        if self._connection and (time.monotonic() - self._used > IDLE or self._connection.port != self._server.port):
            self.leave()  # nobody listens at the other end any more
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self._server.host, self._server.port, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={each.value}" for name, each in self._jar.items())}
        body = None
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrfmiddlewaretoken": self._jar["csrftoken"].value, **fields})
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode()
        self._used = time.monotonic()
        for header in response.headers.get_all("Set-Cookie", []):
            self._jar.load(header)
        if response.status >= SERVER_ERROR:
            raise Cut(f"{method} {path}: {response.status}")
        return Answer(response.status, response.headers.get("Location", ""), text)
