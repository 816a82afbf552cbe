"""Who belongs to some sites: those who stay there, or whom a practice there looks after."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils import timezone

BELONGING = """
    /* people: who stays at these sites, or is registered with them; where a restricted person is may not be told */
    SELECT p.id FROM people_person p
    WHERE NOT p.restricted AND p.merged_into_id IS NULL AND (
      p.id IN (SELECT s.person_id FROM people_stay s
               WHERE s.site_id = ANY(%(sites)s::uuid[]) AND s."end" IS NULL AND s.start <= statement_timestamp())
      OR (p.practice_code = ANY(%(codes)s) AND (p.practice_to IS NULL OR p.practice_to >= %(today)s)))
"""


def at_sites(sites: Iterable[UUID], codes: Iterable[str]) -> frozenset[UUID]:
    """Return who stays at these sites, or is registered with the practices that have these codes."""
    with connection.cursor() as cursor:
        cursor.execute(BELONGING, {"sites": list(sites), "codes": list(codes), "today": timezone.localdate()})
        return frozenset(person_id for (person_id,) in cursor.fetchall())
