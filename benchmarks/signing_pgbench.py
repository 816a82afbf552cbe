"""The statements of one signature, as a script that signs the next draft each time."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import connections

from accord.plans.models import Draft, Version
from benchmarks.statements import take_down, with_variables

NUMBERED = """
    CREATE TABLE IF NOT EXISTS bench_drafts (n bigserial PRIMARY KEY, draft_id uuid NOT NULL, person_id uuid NOT NULL);
    CREATE SEQUENCE IF NOT EXISTS bench_next;
    TRUNCATE bench_drafts RESTART IDENTITY;
    ALTER SEQUENCE bench_next RESTART;
    GRANT SELECT ON bench_drafts TO accord_app;
    GRANT USAGE ON SEQUENCE bench_next TO accord_app;
"""
NEXT = """SELECT draft_id AS draft, person_id AS person, gen_random_uuid() AS version, gen_random_uuid() AS token
FROM bench_drafts WHERE n = (SELECT nextval('bench_next'))
\\gset
"""


def statements_of(sign: Callable[[], None], draft_id: UUID) -> str:
    """Return a pgbench script of what one call sends, with its ids as variables."""
    sent = take_down(sign)
    person_id = Draft.objects.values_list("person_id", flat=True).get(pk=draft_id)
    version_id, token = Version.objects.values_list("id", "request_token").get(person_id=person_id)
    known: dict[object, str] = {draft_id: "draft", person_id: "person", version_id: "version", token: "token"}
    return f"{NEXT}BEGIN;\n{with_variables(sent, known)}COMMIT;\n"


def number(drafts: list[UUID]) -> None:
    """Number drafts, so that each transaction of pgbench takes the next."""
    people = dict(Draft.objects.filter(pk__in=drafts).values_list("id", "person_id"))
    with connections["owner"].cursor() as cursor:
        cursor.execute(NUMBERED)
        cursor.executemany(
            "INSERT INTO bench_drafts (draft_id, person_id) VALUES (%s, %s)", [(each, people[each]) for each in drafts]
        )
