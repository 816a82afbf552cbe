"""A whole run of the real server, with much going wrong, leaves nothing that tells who anybody is.

Logs, jobs, events and addresses are searched for every NHS number, name, date of birth, postcode and telephone number
of the region. Pages and the record itself hold them, and are not searched.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import psycopg
import pytest
from tests.integration.strangers.runs import WORDS, Run, run_demo

from accord.config.embedded import DATABASE, SUPERUSER, socket_folder

pytestmark = pytest.mark.no_database
ROLES = ("clinician", "doctor", "carer", "paramedic", "administrator", "privacy")
PAGES = 25
ORDINARY = frozenset({"May", "June", "Will", "Grant", "Page", "Mark", "April", "August"})
"""Names that are words too, of months and of our own log lines; they tell nobody."""


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Run Accord once, drive it as every role, and let everything go wrong that can."""
    with run_demo() as running:
        for role in ROLES:
            visitor = running.visitor(role)
            find(running, role)
            visitor.walk("/", PAGES)
        go_wrong(running)
        yield running


def find(run: Run, role: str) -> None:
    """Find somebody by what tells who they are: by details, by number, and by a number that is mistyped."""
    visitor, told = run.visitors[-1], run.note["loaded"]["first_person"]
    born, names = date.fromisoformat(told["birth_date"]), told["name"].split()
    where = "/emergency" if role == "paramedic" else "/who-looked" if role == "privacy" else "/people/find"
    for number in (told["nhs_number"], told["nhs_number"][:-1]):
        visitor.fill(where, nhs_number=number)
    if role != "privacy":
        day = {"birth_date-day": str(born.day), "birth_date-month": str(born.month), "birth_date-year": str(born.year)}
        details = {"family": names[-1], "given": names[-2], "postcode": told["postcode"], **day}
        page = visitor.fill(where, **details)
        visitor.walk(urlsplit(next(iter(re.findall(r'"(/people/[0-9a-f-]{36})', page)), where)).path, PAGES)


def go_wrong(run: Run) -> None:
    """Ask for what is not there or cannot be read, with names and numbers in it, and break what is underneath."""
    told, doctor = run.note["loaded"]["first_person"], run.visitor("doctor")
    for path in (f"/people/{told['nhs_number']}", f"/{told['name']}", f"/people/find?family={told['name']}", "/%ff%00"):
        doctor.get(path)
    doctor.session.get(run.address, headers={"Host": told["name"].split()[-1] + ".example"}, timeout=10)
    doctor.post("/people/find", {"nhs_number": told["nhs_number"]})
    for table in ("people_searchkey", "people_nhsnumber", "plans_task", "access_accesslog", "events_event"):
        with run.broken(table):
            find(run, "doctor")
            doctor.get("/")
    shout(run, f"GET /{told['nhs_number']} {told['name']} HTTP/9\r\n\r\n")
    break_statements(run)


def shout(run: Run, words: str) -> None:
    """Send what is no request."""
    parts = urlsplit(run.address)
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as client:
        client.sendall(words.encode())
        client.recv(1000)


def break_statements(run: Run) -> None:
    """Have PostgreSQL itself refuse statements that hold a number and a name, and say so in its own log."""
    told = run.note["loaded"]["first_person"]
    wrong = (
        "INSERT INTO people_nhsnumber SELECT * FROM people_nhsnumber WHERE number = %s",
        "SELECT %s::uuid",
        "SELECT 1 / (length(%s) * 0)",
    )
    with psycopg.connect(host=str(socket_folder(run.data)), user=SUPERUSER, dbname=DATABASE, autocommit=True) as link:
        for statement in wrong:
            for value in (told["nhs_number"], told["name"]):
                with pytest.raises(psycopg.Error):
                    link.execute(statement, [value]).fetchall()
        link.execute("SELECT pg_reload_conf()")


def test_the_run_met_pages_and_failures(run: Run) -> None:
    statuses = [status for visitor in run.visitors for status in visitor.statuses]
    counted = {status: statuses.count(status) for status in sorted(set(statuses))}
    print(f"answers of the run, by status: {counted}")  # noqa: T201  (a count)
    assert {200, 302, 404, 422, 500} <= counted.keys()
    assert counted[200] >= PAGES * 3


def test_what_was_left_is_there_to_be_searched(run: Run) -> None:
    left = run.left()
    assert {"demo.log", "output.log", "postgres.log", "jobs", "events", "addresses"} <= left.keys()
    assert all(left[name] for name in ("demo.log", "postgres.log", "jobs", "events", "addresses"))
    assert '"status": 500' in left["demo.log"]
    assert '"exception_type"' in left["demo.log"]


@pytest.mark.parametrize("kind", ["number", "name", "contact", "date of birth", "postcode", "phone"])
def test_nothing_left_tells_who_anybody_is(run: Run, kind: str) -> None:
    wanted = run.identifiers()[kind] - ORDINARY
    assert wanted
    for name, text in run.left().items():
        words = set(WORDS.findall(text))
        found = wanted & words if kind == "name" else {each for each in wanted if each in text}
        assert found == set(), f"{len(found)} of {len(wanted)} in {name}"


def test_the_database_logs_neither_statements_nor_what_they_were_given(run: Run) -> None:
    text = run.left()["postgres.log"]
    assert "reload" in text.lower() or "SIGHUP" in text
    assert not re.search(r"STATEMENT:|DETAIL:|CONTEXT:|ERROR:|parameters:", text)


def test_no_failure_shows_what_is_inside(run: Run) -> None:
    failures = [text for visitor in run.visitors for text in visitor.failures]
    assert failures
    assert [text for text in failures if re.search(r"Traceback|psycopg|SELECT|people_|relation |django", text)] == []
