"""One change at a time for one person's plans."""

from __future__ import annotations

from uuid import UUID

from accord.domain.errors import Conflict
from accord.people.queries import identities
from accord.privileges.prepared import prepared_cursor

MAKE = """
    /* plans: make the person's standing row, which is the lock, where there is none yet */
    INSERT INTO plans_standing (person_id, sheet, is_shared, updated_at) VALUES (%s, '{}', false, now())
    ON CONFLICT DO NOTHING RETURNING person_id
"""
HOLD = """
    /* plans: hold the person until the transaction ends */
    SELECT person_id FROM plans_standing WHERE person_id = %s FOR UPDATE
"""
MAKE_OF_DRAFT = """
    /* plans: the same for the person whom a draft is about */
    INSERT INTO plans_standing (person_id, sheet, is_shared, updated_at)
    SELECT person_id, '{}', false, now() FROM plans_draft WHERE id = %s
    ON CONFLICT DO NOTHING RETURNING person_id
"""
HOLD_OF_DRAFT = """
    /* plans: hold the person whom a draft is about until the transaction ends */
    SELECT person_id FROM plans_standing WHERE person_id = (SELECT person_id FROM plans_draft WHERE id = %s) FOR UPDATE
"""


def hold_person(person_id: UUID) -> None:
    """Hold a person's plans until the transaction ends; whoever else changes them waits.

    Selecting an absent row and then inserting it would let two hold the same person at once (measured-facts.md).
    """
    _run(person_id, MAKE, HOLD)


def hold_kept(person_id: UUID) -> None:
    """Hold a person to write something new about them. Raises `Conflict` where the record was merged into another.

    What is written on a record that nobody looks at any more would be lost to those who must know.
    """
    hold_person(person_id)
    if identities.merged_into(person_id) is not None:
        raise Conflict("This record was merged with another of the same person. Open the person again.")


def hold_person_of(draft_id: UUID) -> UUID | None:
    """Hold the plans of the person whom a draft is about, and return who it is; None where there is no such draft.

    What is read after this is what stands.
    """
    return _run(draft_id, MAKE_OF_DRAFT, HOLD_OF_DRAFT)


def _run(found_by: UUID, make: str, hold: str) -> UUID | None:
    with prepared_cursor() as cursor:
        cursor.execute(make, [found_by])
        held = cursor.fetchone()
        if held is None:  # whoever makes the row holds it
            cursor.execute(hold, [found_by])
            held = cursor.fetchone()
    return held[0] if held else None
