"""The statements of one signature, as a script that signs the next draft each time."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connections

from accord.domain.authority import Actor
from accord.plans.models import Draft, Version
from accord.privileges.claims import acting_as
from accord.privileges.openings import ticket
from benchmarks.statements import acting_script, take_down, with_variables

NUMBERED = """
    CREATE TABLE IF NOT EXISTS bench_drafts
        (n bigserial PRIMARY KEY, draft_id uuid NOT NULL, person_id uuid NOT NULL, ticket text NOT NULL);
    CREATE SEQUENCE IF NOT EXISTS bench_next;
    TRUNCATE bench_drafts RESTART IDENTITY;
    ALTER SEQUENCE bench_next RESTART;
    GRANT SELECT ON bench_drafts TO accord_app;
    GRANT USAGE ON SEQUENCE bench_next TO accord_app;
"""
NEXT = """SELECT draft_id AS draft, person_id AS person, ticket, gen_random_uuid() AS version,
  gen_random_uuid() AS token
FROM bench_drafts WHERE n = (SELECT nextval('bench_next'))
\\gset
"""


def statements_of(sign: Callable[[], None], draft_id: UUID, by: Actor) -> str:
    """Return a pgbench script of what one call of somebody's sends, with its ids and its ticket as variables."""
    sent = take_down(sign)
    person_id = Draft.objects.values_list("person_id", flat=True).get(pk=draft_id)
    version_id, token = Version.objects.values_list("id", "request_token").get(person_id=person_id)
    known: dict[object, str] = {draft_id: "draft", person_id: "person", version_id: "version", token: "token"}
    return f"{NEXT}{acting_script(by)}BEGIN;\n{with_variables(sent, known)}COMMIT;\n"


def opened(drafts: list[UUID], by: Actor) -> dict[UUID, tuple[UUID, str]]:
    """Open the record of each draft's person, as the page does before somebody signs; return person and ticket."""
    people = dict(Draft.objects.filter(pk__in=drafts).values_list("id", "person_id"))
    with acting_as(by):
        return {draft_id: (people[draft_id], ticket(people[draft_id])) for draft_id in drafts}


def number(drafts: list[UUID], by: Actor) -> None:
    """Number drafts, so that each transaction of pgbench takes the next."""
    rows = [(draft_id, person_id, given) for draft_id, (person_id, given) in opened(drafts, by).items()]
    with connections["owner"].cursor() as cursor:
        cursor.execute(NUMBERED)
        cursor.executemany("INSERT INTO bench_drafts (draft_id, person_id, ticket) VALUES (%s, %s, %s)", rows)
