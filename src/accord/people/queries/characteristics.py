"""The characteristics that equality monitoring counts: read by the dataset, not by the pages of care."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from accord.domain import people
from accord.domain.choices import Answer
from accord.people.models import Characteristics
from accord.privileges.prepared import prepared_cursor

ANSWERS = (
    "learning_disability",
    "downs_syndrome",
    "autism",
    "dementia",
    "mental_illness",
    "physical_disability",
    "sensory_impairment",
    "palliative_register",
)

COLUMNS = ("ethnicity", "imd_decile", "religion", "sexual_orientation", "frailty", *ANSWERS)
OF_PERSON = f"""
    /* people: what equality monitoring counts of one person */
    SELECT {", ".join(COLUMNS)} FROM people_characteristics WHERE person_id = %s
"""  # noqa: S608  (the names are ours)


def of(person_id: UUID) -> people.Characteristics:
    """Return somebody's characteristics; all not recorded when there is no row."""
    with prepared_cursor() as cursor:
        cursor.execute(OF_PERSON, [person_id])
        row = cursor.fetchone()
    return read(dict(zip(COLUMNS, row, strict=True))) if row else people.Characteristics()


def many(person_ids: Iterable[UUID]) -> dict[UUID, people.Characteristics]:
    """Return the characteristics of these people, by id; those with none recorded are left out."""
    rows = Characteristics.objects.filter(person_id__in=list(person_ids)).values("person_id", *COLUMNS)
    return {row["person_id"]: read(row) for row in rows}


def read(row: Mapping[str, Any]) -> people.Characteristics:
    """Return the characteristics that a row holds by column."""
    return people.Characteristics(
        ethnicity=row["ethnicity"],
        imd_decile=row["imd_decile"],
        religion=row["religion"],
        sexual_orientation=row["sexual_orientation"],
        frailty=row["frailty"],
        **{name: Answer(row[name]) for name in ANSWERS},
    )
