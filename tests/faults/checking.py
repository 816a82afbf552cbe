"""What must hold after any fault, asked of the database itself as its superuser: no policy hides a row from here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
from tests.faults.houses import House
from tests.faults.ledgers import Count, Ledger

from accord.domain.plan.documents import canonical, sha256

Connection = psycopg.Connection[Any]
WHOLE = {
    "version {} has not exactly one fact that it was signed": """
        SELECT v.id FROM plans_version v LEFT JOIN plans_fact f ON f.version_id = v.id AND f.step = 'signed'
        GROUP BY v.id HAVING count(f.id) <> 1""",
    "version {} has not exactly one event, told to others once": """
        SELECT v.id FROM plans_version v
        LEFT JOIN events_event e ON e.kind = 'plan_signed' AND e.payload ->> 'version_id' = v.id::text
            AND e.person_id = v.person_id
        LEFT JOIN events_outbox o ON o.event_id = e.id
        GROUP BY v.id HAVING count(e.id) <> 1 OR count(o.id) <> 1""",
    "event {} has no row in the outbox": """
        SELECT e.id FROM events_event e LEFT JOIN events_outbox o ON o.event_id = e.id WHERE o.id IS NULL""",
    "event {} tells of a version that is not there": """
        SELECT e.id FROM events_event e LEFT JOIN plans_version v ON v.id::text = e.payload ->> 'version_id'
        WHERE e.kind = 'plan_signed' AND v.id IS NULL""",
    "fact {} is of a version that is not there": """
        SELECT f.id FROM plans_fact f LEFT JOIN plans_version v ON v.id = f.version_id AND v.person_id = f.person_id
        WHERE v.id IS NULL""",
    "version {} is neither current nor closed, or both": """
        SELECT v.id FROM plans_version v LEFT JOIN plans_current c ON c.version_id = v.id
        WHERE (c.id IS NOT NULL) = EXISTS (SELECT FROM plans_fact f WHERE f.version_id = v.id AND f.step IN
            ('superseded', 'cancelled', 'ended', 'episode_closed', 'died'))""",
    "the standing of {} does not hold exactly what is current": """
        SELECT s.person_id FROM plans_standing s WHERE
            ARRAY(SELECT c.version_id::text FROM plans_current c WHERE c.person_id = s.person_id ORDER BY 1)
            <> ARRAY(SELECT layer #>> '{layer,version_id}' FROM jsonb_array_elements(s.sheet -> 'layers') AS layer
                     ORDER BY 1)""",
    "what is current of {} has no standing": """
        SELECT c.person_id FROM plans_current c LEFT JOIN plans_standing s ON s.person_id = c.person_id
        WHERE s.person_id IS NULL""",
    "drafts of {} are closed as signed, and not as many versions are there": """
        SELECT person_id FROM (SELECT person_id, scope, 1 AS drafts, 0 AS versions FROM plans_draft
            WHERE state = 'signed' UNION ALL SELECT person_id, scope, 0, 1 FROM plans_version) AS signed
        GROUP BY person_id, scope HAVING sum(drafts) <> sum(versions)""",
    "an endorsement of {} is due, and not exactly one task says so": """
        SELECT v.id FROM plans_version v
        LEFT JOIN plans_task t ON t.version_id = v.id AND t.kind = 'endorsement_due'
        WHERE v.document #>> '{signature,endorsement_due}' IS NOT NULL GROUP BY v.id HAVING count(t.id) <> 1""",
    "version {} was endorsed, and not as many events say so, or its task is still open": """
        SELECT v.id FROM plans_version v WHERE
            (SELECT count(*) FROM plans_fact f WHERE f.version_id = v.id AND f.step = 'endorsed')
            <> (SELECT count(*) FROM events_event e
                WHERE e.kind = 'plan_endorsed' AND e.payload ->> 'version_id' = v.id::text)
            OR EXISTS (SELECT FROM plans_fact f JOIN plans_task t ON t.version_id = f.version_id
                WHERE f.version_id = v.id AND f.step = 'endorsed'
                AND t.kind = 'endorsement_due' AND t.done_at IS NULL)""",
}
"""A plan is there whole or not at all."""
ONE_CURRENT = {
    "{} has two current plans": """
        SELECT person_id FROM plans_current GROUP BY person_id, scope HAVING count(*) > 1""",
    "{} has two plans that nothing has closed": """
        SELECT v.person_id FROM plans_version v WHERE NOT EXISTS (SELECT FROM plans_fact f
            WHERE f.version_id = v.id AND f.step IN ('superseded', 'cancelled', 'ended', 'episode_closed', 'died'))
        GROUP BY v.person_id, v.scope HAVING count(*) > 1""",
    "the plan that is current for {} is not the last that was signed": """
        SELECT c.person_id FROM plans_current c JOIN plans_version v ON v.id = c.version_id
        WHERE v.number <> (SELECT max(l.number) FROM plans_version l
                           WHERE l.person_id = c.person_id AND l.scope = c.scope)""",
}
IN_ORDER = {
    "the versions of {} are not numbered one after another": """
        SELECT person_id FROM plans_version GROUP BY person_id, scope
        HAVING max(number) <> count(*) OR min(number) <> 1""",
    "version {} does not replace the one before it": """
        SELECT v.id FROM plans_version v JOIN plans_version b
            ON b.person_id = v.person_id AND b.scope = v.scope AND b.number = v.number - 1
        WHERE v.replaces IS DISTINCT FROM b.id""",
    "the facts or events of {} are not in the order of its versions": """
        SELECT person_id FROM (
            SELECT v.person_id, v.number, f.id AS fact, e.id AS event,
                lag(f.id) OVER before AS fact_before, lag(e.id) OVER before AS event_before
            FROM plans_version v JOIN plans_fact f ON f.version_id = v.id AND f.step = 'signed'
            JOIN events_event e ON e.kind = 'plan_signed' AND e.payload ->> 'version_id' = v.id::text
            WINDOW before AS (PARTITION BY v.person_id, v.scope ORDER BY v.number)) AS told
        WHERE fact < fact_before OR event < event_before""",
}
RULES = WHOLE | ONE_CURRENT | IN_ORDER
SIGNED = "SELECT request_token, person_id FROM plans_version WHERE person_id = ANY(%s)"
LOOKS = "SELECT staff_id, person_id, what, count(*) FROM access_accesslog WHERE person_id = ANY(%s) GROUP BY 1, 2, 3"
ENDORSED = "SELECT version_id, count(*) FROM plans_fact WHERE step = 'endorsed' AND person_id = ANY(%s) GROUP BY 1"
VERSIONS = "SELECT id, sha256, document FROM plans_version"


def check(house: House, ledger: Ledger) -> Count:
    """Hold a scenario's book against the record, which nobody serves any more; return what was counted and found."""
    with house.superuser() as connection:
        faults = (*house.audit(), *missed(connection, ledger), *broken(connection))
        found = len(_found(connection, ledger)) + sum(_endorsed(connection, ledger).values())
    return Count(
        scenario=ledger.scenario,
        tried=len(ledger.tried) + ledger.endorsements,
        acknowledged=len(ledger.acknowledged) + sum(ledger.endorsed.values()),
        found=found,
        looks=sum(ledger.shown.values()),
        faults=faults,
        note=ledger.note,
    )


def broken(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the record in itself, whatever was asked of it."""
    for words, statement in RULES.items():
        yield from (words.format(row[0]) for row in connection.execute(statement).fetchall())
    for identifier, stored, document in connection.execute(VERSIONS):
        if sha256(canonical(document)) != stored:
            yield f"the document of version {identifier} is not what was signed"


def missed(connection: Connection, ledger: Ledger) -> Iterator[str]:
    """Yield what was said or shown to somebody and is not in the record, or is there and nobody asked for it."""
    yield from _signatures(_found(connection, ledger), ledger)
    yield from _endorsements(connection, ledger)
    yield from _looks(connection, ledger)


def _people(ledger: Ledger) -> list[UUID]:
    return list({work.person for work in ledger.tried.values()} | {person for _, person, _ in ledger.shown})


def _found(connection: Connection, ledger: Ledger) -> list[tuple[UUID, UUID]]:
    return connection.execute(SIGNED, [_people(ledger)]).fetchall()


def _signatures(found: list[tuple[UUID, UUID]], ledger: Ledger) -> Iterator[str]:
    """Every acknowledged signature is there once, for the person whose draft was signed, and none that nobody tried."""
    held = dict(found)
    for token in ledger.acknowledged - set(held):
        yield f"signature {token} was acknowledged and is not there"
    if len(held) != len(found):
        yield f"{len(found)} versions have {len(held)} tokens"
    for token, person in held.items():
        if token not in ledger.tried:
            yield f"a version is there with the token {token}, which nobody sent"
        elif ledger.tried[token].person != person:
            yield f"signature {token} is on the record of somebody else"


def _endorsed(connection: Connection, ledger: Ledger) -> dict[UUID, int]:
    return dict(connection.execute(ENDORSED, [_people(ledger)]).fetchall())


def _endorsements(connection: Connection, ledger: Ledger) -> Iterator[str]:
    held = _endorsed(connection, ledger)
    for version in {*held, *ledger.endorsed}:
        if held.get(version, 0) != ledger.endorsed[version]:
            told = ledger.endorsed[version]
            yield f"{told} endorsements of {version} were acknowledged, and {held.get(version, 0)} are there"


def _looks(connection: Connection, ledger: Ledger) -> Iterator[str]:
    rows = connection.execute(LOOKS, [_people(ledger)]).fetchall()
    logged = {(staff, person, what): count for staff, person, what, count in rows}
    for look, count in ledger.shown.items():
        if logged.get(look, 0) < count:
            yield f"{look} was shown {count} times and logged {logged.get(look, 0)} times"
