"""Homes alike, each with some decisions, and one that differs: what funnels are tried on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tests.builders.canonical import FIRST_DAY, decision

from accord.assurance.signals.kinds import Settings

Row = dict[str, str | int | None]
HOMES, EACH = 30, 12
AS_OF = FIRST_DAY + 200
SETTINGS = Settings(as_of=date(1970, 1, 1) + timedelta(days=AS_OF), since=date(1970, 1, 1) + timedelta(days=FIRST_DAY))
TALKED: Row = {"person_involved": "involved", "consultee": "family", "conversation_mode": "in_person"}
UNTALKED: Row = {"person_involved": "no", "consultee": "none", "conversation_mode": "none"}
SILENT: Row = {"person_involved": None, "consultee": "not_recorded", "conversation_mode": None}
REMOTE: Row = {**TALKED, "conversation_mode": "telephone"}
NURSING: Row = {"site_type": "nursing_home"}


def at_home(home: int, many: int = EACH, **given: str | int | None) -> list[Row]:
    """Return decisions of one home, a fortnight apart, by a signer and a practice of its own."""
    own: Row = {"site_code": f"S{home}", "signer_id": f"G{home}", "signer_org_code": f"Y{home}", "site_type": "other"}
    at = {"area_code": f"A{home % 3}", **own, **given}
    return [decision(1000 * home + n, **{"decided_at_day": FIRST_DAY + 14 * n % 200, **at}) for n in range(many)]


def homes(usual: Row, odd: Row, *, first: int = 1) -> list[Row]:
    """Return homes from a number on with the usual decisions, one in twelve of each odd."""
    return [
        {**row, **(odd if number == home % EACH else usual)}
        for home in range(first, HOMES)
        for number, row in enumerate(at_home(home))
    ]


def ids(rows: Sequence[Row]) -> set[str | int | None]:
    """Return the ids of decisions."""
    return {row["decision_id"] for row in rows}
