"""Where people are now, for rooms above that count by place: an admission counts before the home behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import connection

NOT_RESTRICTED = "NOT EXISTS (SELECT FROM people_person p WHERE p.id = s.person_id AND p.restricted)"
"""By an index that holds those few alone: nobody else's row is read."""
STAYING_AT = f"""
    SELECT s.person_id FROM people_stay s
    WHERE s.site_id = ANY(%(sites)s::uuid[]) AND s."end" IS NULL AND {NOT_RESTRICTED}
"""  # noqa: S608  (a condition of ours)
"""Those who stay at some sites, or will, among whom are all whose one site it is."""
WHERE_NOW = """
    SELECT DISTINCT ON (s.person_id) s.person_id, s.site_id FROM people_stay s
    WHERE s."end" IS NULL AND s.start <= statement_timestamp() AND {of} AND {not_restricted}
    ORDER BY s.person_id, (s.kind = 'admission') DESC, s.start DESC
"""
OF_SOME = "s.person_id = ANY(%s::uuid[])"


def where_now(of: str = "TRUE") -> str:
    """Return the statement that gives the one site of each person who is somewhere, of those to whom `of` applies.

    Where a restricted person is may not be told.
    """
    return WHERE_NOW.format(of=of, not_restricted=NOT_RESTRICTED)


PRACTICES = (
    "/* people: practices */ SELECT id, practice_code FROM people_person WHERE id = ANY(%s) AND practice_code > ''"
)


def practices_of(person_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return the code of the practice of each of these people; of a restricted person none is kept."""
    with connection.cursor() as cursor:
        cursor.execute(PRACTICES, [list(person_ids)])
        return dict(cursor.fetchall())


def now_of(person_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Return the site at which each of these people is now; those who are nowhere, or restricted, are left out."""
    with connection.cursor() as cursor:
        cursor.execute(where_now(OF_SOME), [list(person_ids)])
        return dict(cursor.fetchall())
