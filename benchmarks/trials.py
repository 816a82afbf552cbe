"""One page asked for over and over: by the load generator of our server, and by pgbench of the database alone."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.test import Client

from accord.access.models import User
from accord.config import embedded
from accord.domain.authority import Actor
from accord.organisations.queries import staff
from benchmarks.figures import Spread
from benchmarks.servers import Request, Server
from benchmarks.statements import acting_script, run_pgbench, take_down, with_variables

SAMPLED = 20_000
SAMPLE = """
    DROP TABLE IF EXISTS bench_people;
    CREATE TABLE bench_people AS
      SELECT row_number() OVER (ORDER BY random()) AS n, person_id, number
      FROM people_nhsnumber number WHERE status = 'current'
        AND EXISTS (SELECT FROM plans_current c WHERE c.person_id = number.person_id);
    DELETE FROM bench_people WHERE n > {sampled};
    CREATE UNIQUE INDEX ON bench_people (n);
    ANALYZE bench_people;
    GRANT SELECT ON bench_people TO accord_app;
"""
DRAW = "\\set drawn random(1, {count})\nSELECT person_id AS person, number FROM bench_people WHERE n = :drawn\n\\gset\n"
FORM = "application/x-www-form-urlencoded"
Person = tuple[str, str]
"""Somebody's id and NHS number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: who asks for it, how, and what the answer's status is."""

    name: str
    username: str
    ask: Callable[[Person], Request]
    expected: int = 200


def sample(data: Path) -> list[Person]:
    """Return people who have a plan, in random order, and leave them numbered for pgbench to draw from."""
    conninfo = embedded.start(data, shared=True).conninfo(user=embedded.OWNER_ROLE)
    with closing(psycopg.connect(conninfo, autocommit=True)) as connection:
        connection.execute(SAMPLE.format(sampled=SAMPLED))
        rows = connection.execute("SELECT person_id::text, number FROM bench_people ORDER BY n").fetchall()
        return [(str(person_id), str(number)) for person_id, number in rows]


class Trial:
    """One page, over so many connections, each in a session of its own."""

    def __init__(self, page: Page, server: Server, people: Sequence[Person], cookies: Sequence[str]) -> None:
        """Ask for a page about these people, one after another and again from the first."""
        self._page, self._server, self._cookies = page, server, cookies
        self._waiting: Iterator[Person] = itertools.cycle(people)
        acting = acting_script(whoever_is(page.username))
        self._script = DRAW.format(count=len(people)) + acting + _script(page, people[0], cookies[0])

    def ask(self, count: int) -> Spread:
        """Ask our server so often."""
        requests = [self._page.ask(person) for person in itertools.islice(self._waiting, count)]
        return self._server.send(requests, self._cookies, self._page.expected)

    def bound(self, count: int, data: Path) -> Spread:
        """Have pgbench send what the page sends so often."""
        return run_pgbench(self._script, data, clients=len(self._cookies), transactions=count)


def whoever_is(username: str) -> Actor:
    """Return who signs in with a user name."""
    staff_id = User.objects.values_list("staff_id", flat=True).get(username=username)
    return staff.positions(staff_id)[0].actor


def _script(page: Page, person: Person, cookies: str) -> str:
    """Return the statements of the page, as a script about whoever was drawn."""
    client, request = Client(SERVER_NAME="localhost"), page.ask(person)
    client.cookies.load(cookies)
    statuses: list[int] = []

    def ask() -> None:
        answer = client.post(request.path, request.body, FORM) if request.body else client.get(request.path)
        statuses.append(answer.status_code)

    ask()  # the first fills what a process keeps: organisations, a session
    sent = take_down(ask)
    if statuses != [page.expected] * 2:
        raise RuntimeError(f"{request.path} was answered with {statuses[0]}")
    return with_variables(sent, {person[0]: "person", person[1]: "number"})
