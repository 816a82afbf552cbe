"""One change at a time for one person's plans."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

MAKE = """
    /* plans: make the person's standing row, which is the lock, where there is none yet */
    INSERT INTO plans_standing (person_id, sheet, is_shared, updated_at) VALUES (%s, '{}', false, now())
    ON CONFLICT DO NOTHING
"""
HOLD = """
    /* plans: hold the person until the transaction ends; the wait is bounded, and the loser is told to try again */
    SELECT FROM plans_standing WHERE person_id = %s FOR UPDATE
"""


def hold_person(person_id: UUID) -> None:
    """Hold a person's plans until the transaction ends; whoever else changes them waits.

    Selecting an absent row and then inserting it would let two hold the same person at once (measured-facts.md).
    """
    with connection.cursor() as cursor:
        cursor.execute(MAKE, [person_id])
        cursor.execute(HOLD, [person_id])
