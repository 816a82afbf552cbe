"""Every stay of everybody, one after another, for the dataset's denominators: read as a stream, never as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from accord.domain.choices import Answer
from accord.domain.people import Characteristics, Gender, StayKind
from accord.people.queries.characteristics import ANSWERS

CODED = ("ethnicity", "imd_decile", "frailty", *ANSWERS)
# Where a restricted person is may not be told, and a person who was merged is counted as the one who stays.
EVERY_STAY = f"""
    /* people: every stay with what equality monitoring counts, person by person */
    SELECT s.person_id, s.site_id, s.kind, s.start, s."end", p.birth_date, p.gender,
           {", ".join(f"c.{name}" for name in CODED)}
    FROM people_stay s JOIN people_person p ON p.id = s.person_id
    LEFT JOIN people_characteristics c ON c.person_id = s.person_id
    WHERE NOT p.restricted AND p.merged_into_id IS NULL AND s.withdrawn_at IS NULL
    ORDER BY s.person_id, s.start, s.id
"""  # noqa: S608  (the names are ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStay:
    """A stay, and what is counted of the person who was there."""

    person_id: UUID
    site_id: UUID
    kind: StayKind
    start: datetime
    end: datetime | None
    birth_date: date | None
    gender: Gender
    characteristics: Characteristics


def every() -> Iterator[CountedStay]:
    """Yield every stay, person by person and in order of time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(EVERY_STAY)
        for person_id, site_id, kind, start, end, birth_date, gender, *coded in cursor:
            yield CountedStay(
                person_id=person_id,
                site_id=site_id,
                kind=StayKind(kind),
                start=start,
                end=end,
                birth_date=birth_date,
                gender=Gender(gender),
                characteristics=_characteristics(dict(zip(CODED, coded, strict=True))),
            )


def _characteristics(coded: dict[str, str | int | None]) -> Characteristics:
    answers = {name: Answer(str(coded[name] or Answer.UNKNOWN.value)) for name in ANSWERS}
    imd_decile, frailty = coded["imd_decile"], coded["frailty"]
    return Characteristics(
        ethnicity=str(coded["ethnicity"] or ""),
        imd_decile=imd_decile if isinstance(imd_decile, int) else None,
        frailty=frailty if isinstance(frailty, int) else None,
        **answers,
    )
