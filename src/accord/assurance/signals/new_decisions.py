"""The decisions that are new, and how long each person had been there: what bursts and shifts count.

A decision that renews one of the same person's is not new: a yearly round in which each is made afresh adds nothing.
It is new again where the one before was cancelled. Where stays (or else moves) are given, a decision soon after arrival
is what an arrival brings, and is left to the arrivals: at places where people live, only those of settled people are
counted. So neither a wave of admissions nor a home that opens is a burst. In hospitals and hospices all are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from accord.assurance.signals.codings import Coded, coded, table_of, whole
from accord.assurance.signals.decisions import number_of
from accord.assurance.signals.kinds import Held, Settings
from accord.assurance.signals.no_conversation import HELD
from accord.assurance.statistics.numbers import Flags, Whole

LONGEST_PAST = 1_096
"""Days before a run that are looked at: three years."""
SETTLED = 60
"""So many days after arrival a person is settled."""
OF_PASSAGE = ("acute_hospital", "community_hospital", "mental_health", "hospice", "ambulance")
"""Types of site where nobody stays long enough to be settled."""

_NEW = f"""
WITH told AS (
    SELECT decision_id, person_id, site_code, site_type, area_code, signer_id, signer_org_code, decided_at_day AS day,
        decided_at_second AS second, lag(coalesce(status, 'unknown')) OVER (
            PARTITION BY person_id ORDER BY decided_at_day, decided_at_second, decision_id
        ) AS before,
        CASE WHEN conversation_mode = 'in_person' THEN 1
            WHEN conversation_mode IN ('telephone', 'video', 'letter', 'none') OR NOT {HELD} THEN 0 END AS met
    FROM decisions WHERE cpr = 'not_for_cpr' AND decided_at_day <= ? AND site_code IS NOT NULL
)
SELECT told.* EXCLUDE (before), ARRIVED AS arrived FROM told JOINED
WHERE (before IS NULL OR before = 'cancelled') AND day >= ?
ORDER BY day, decision_id
"""  # noqa: S608 (nothing of anybody else's stands in it)
# The person's last arrival at that site, from what is given.
_JOINED = """
ASOF LEFT JOIN (FROM_WHERE) AS stays
ON told.person_id = stays.person_id AND told.site_code = stays.site_code AND told.day >= stays.start_day
"""
_STAYS = "SELECT person_id, site_code, start_day FROM population WHERE start_day IS NOT NULL"
_MOVES = (
    "SELECT person_id, to_site_code AS site_code, moved_at_day AS start_day FROM moves WHERE moved_at_day IS NOT NULL"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecisions:
    """New decisions by day, one entry each. `day` counts from `first`, a day since 1970; `length`: so many days.

    `area`: of each site. `of_passage`: of each site. `settled`: who had been there for some time (or nobody knows).
    `met`: 1 where somebody was met in person, 0 where nobody was, −1 where it is not known.
    """

    first: int
    length: int
    ids: pa.LargeStringArray
    day: Whole
    second: Whole
    sites: Coded
    signers: Coded
    organisations: Coded
    areas: Coded
    area: Whole
    site_type: tuple[str, ...]
    of_passage: Flags
    settled: Flags
    met: Whole

    def ids_of(self, rows: Whole) -> tuple[str, ...]:
        """Return the ids of these decisions, in order."""
        return tuple(sorted(self.ids.take(rows).to_pylist()))

    @property
    def counted(self) -> Flags:
        """Which are counted: those of settled people, and all at places of passage."""
        return self.settled | self.of_passage[self.sites.numbers]

    @property
    def area_of_site(self) -> Whole:
        """The number of each site's area; sites of no area make one of their own."""
        return np.where(self.area >= 0, self.area, len(self.areas.codes))


def read_new(held: Held, settings: Settings) -> NewDecisions:
    """Return the new decisions of the last three years."""
    last = number_of(settings.as_of)
    table = table_of(held, _query(held), [last, last - LONGEST_PAST + 1])
    day, arrived = whole(table, "day"), whole(table, "arrived", otherwise=-(10**6))
    first = int(day.min(initial=last))
    sites, types, areas = coded(table, "site_code"), coded(table, "site_type"), coded(table, "area_code")
    # Rows are in order of days: what a site's last row says of it stands.
    area, kind = np.full(len(sites.codes), -1), np.full(len(sites.codes), -1)
    area[sites.numbers], kind[sites.numbers] = areas.numbers, types.numbers
    site_type = tuple(types.code(int(each)) or "other" for each in kind)
    return NewDecisions(
        first=first,
        length=last - first + 1,
        # As they came: millions of ids as objects of Python would be gigabytes.
        ids=table.column("decision_id").cast(pa.large_string()).combine_chunks(),
        day=day - first,
        second=whole(table, "second"),
        sites=sites,
        signers=coded(table, "signer_id"),
        organisations=coded(table, "signer_org_code"),
        areas=areas,
        area=area,
        site_type=site_type,
        of_passage=np.array([each in OF_PASSAGE for each in site_type], dtype=bool),
        settled=day - arrived >= SETTLED,
        met=whole(table, "met"),
    )


def _query(held: Held) -> str:
    stays = _STAYS if held.has("population") else _MOVES if held.has("moves") else None
    arrived = "NULL::BIGINT" if stays is None else "stays.start_day"
    joined = "" if stays is None else _JOINED.replace("FROM_WHERE", stays)
    return _NEW.replace("ARRIVED", arrived).replace("JOINED", joined)
