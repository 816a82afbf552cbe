"""Who people are, each in one look-up whatever there is to know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from accord.domain.organisations import OrganisationReference
from accord.domain.people import Characteristics, Identity
from accord.organisations.queries import directory
from accord.people.queries import characteristics, readings
from accord.privileges.prepared import prepared_cursor

# A person has few of each; the stays are those not over, and the last ended ones.
IDENTITY = """jsonb_build_object(
      'id', p.id, 'verification', p.verification, 'gender', p.gender, 'birth_date', p.birth_date,
      'restricted', p.restricted, 'practice_code', p.practice_code, 'practice_from', p.practice_from,
      'practice_to', p.practice_to, 'death_status', p.death_status, 'death_date', p.death_date,
      'merged_into', p.merged_into_id, 'revision', p.revision,
      'numbers', (SELECT jsonb_agg(jsonb_build_array(n.number, n.status) ORDER BY n.status_from)
                  FROM people_nhsnumber n WHERE n.person_id = p.id),
      'names', (SELECT jsonb_agg(to_jsonb(n) ORDER BY n.id) FROM people_name n WHERE n.person_id = p.id),
      'addresses', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.id) FROM people_address a WHERE a.person_id = p.id),
      'telecoms', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM people_telecom t WHERE t.person_id = p.id),
      'needs', (SELECT to_jsonb(d) FROM people_needs d WHERE d.person_id = p.id),
      'contacts', (SELECT jsonb_agg(to_jsonb(c) ORDER BY c.recorded_at, c.id) FROM people_contact c
                   WHERE c.person_id = p.id AND c.ended_at IS NULL),
      'stays', (SELECT jsonb_agg(to_jsonb(s)) FROM (
                  SELECT id, site_id, kind, start, "end" FROM people_stay
                  WHERE person_id = p.id AND withdrawn_at IS NULL
                  ORDER BY "end" DESC NULLS FIRST, start DESC LIMIT 20) s)
    )::text"""
ONE = f"/* people: who this is */ SELECT {IDENTITY} FROM people_person p WHERE p.id = %s"  # noqa: S608  (the text is ours)
MANY = f"/* people: who these people are */ SELECT {IDENTITY} FROM people_person p WHERE p.id = ANY(%s)"  # noqa: S608  (ours too)
ONE_WITH_CHARACTERISTICS = f"""
    /* people: who this is, and what equality monitoring counts of them */
    SELECT {IDENTITY}, (SELECT to_jsonb(k) FROM people_characteristics k WHERE k.person_id = p.id)::text
    FROM people_person p WHERE p.id = %s
"""  # noqa: S608  (ours too)


def of(person_id: UUID) -> Identity | None:
    """Return who somebody is, or None when nobody has this id."""
    return _read(ONE, person_id).get(person_id)


def with_characteristics(person_id: UUID) -> tuple[Identity, Characteristics] | None:
    """Return who somebody is with their characteristics (all not recorded where no row is), or None. Signing asks."""
    with prepared_cursor() as cursor:
        cursor.execute(ONE_WITH_CHARACTERISTICS, [person_id])
        found = cursor.fetchone()
    if found is None:
        return None
    (row, counted) = (json.loads(found[0]), json.loads(found[1]) if found[1] else None)
    held = characteristics.read(counted) if counted else Characteristics()
    return readings.read_identity(row, _places([row])), held


def merged_into(person_id: UUID) -> UUID | None:
    """Return the record that a record was merged into, or None where it stands for itself (or is not known)."""
    with prepared_cursor() as cursor:
        cursor.execute("/* people: merged? */ SELECT merged_into_id FROM people_person WHERE id = %s", [person_id])
        row = cursor.fetchone()
    return row[0] if row else None


def many(person_ids: Iterable[UUID]) -> dict[UUID, Identity]:
    """Return who these people are, by id, in two queries however many there are."""
    return _read(MANY, list(person_ids))


def _read(statement: str, which: UUID | list[UUID]) -> dict[UUID, Identity]:
    with prepared_cursor() as cursor:
        cursor.execute(statement, [which])
        rows: Sequence[dict[str, Any]] = [json.loads(document) for (document,) in cursor.fetchall()]
    places = _places(rows)
    return {UUID(row["id"]): readings.read_identity(row, places) for row in rows}


def _places(rows: Sequence[dict[str, Any]]) -> Mapping[str, OrganisationReference]:
    """Return the practices (by code) and the sites (by id) that these people's rows name."""
    shown = [row for row in rows if not row["restricted"]]
    sites = {UUID(stay["site_id"]) for row in shown for stay in row["stays"] or ()}
    practices = {row["practice_code"] for row in shown if row["practice_code"]}
    if not (sites or practices):
        return {}
    found = directory.named(sites, practices)
    return {str(one.id): one for one in found} | {one.code: one for one in found}
