"""The rows of a run as the oracle makes them: in Python, one by one, from what the canonical tables hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from tests.unit.assurance.runs.drawn import AS_OF, SINCE, Rows

from accord.domain.expressions import Cell, Expression, Row
from accord.domain.facts import empty_row
from accord.domain.rationales import normalised_hash
from accord.soundness.measures.breakdowns import Breakdown
from accord.soundness.measures.definitions import Measure
from accord.soundness.measures.naive import Tally, tally
from accord.soundness.measures.rows import HAD_IN_PERIOD, PERHAPS_IN_PERIOD
from accord.soundness.measures.terms import DNACPR, LIVE
from accord.soundness.naive import holds
from accord.soundness.rules.terms import RECOMMENDS

PERIOD: dict[str, Cell] = {"since_day": SINCE, "as_at_day": AS_OF, "as_at_second": None}


def decisions(drawn: Rows, moved: Rows = ()) -> Rows:
    """Return the facts of each decision, with those that a run adds."""
    last, same = _last_moves(moved), _same_reasons(drawn)
    rows = [{**dict.fromkeys(empty_row()), **row, **PERIOD, **_added(row)} for row in drawn]
    for row in rows:
        day = last.get(row["person_id"])
        row["same_rationale_people"] = same.get(_words(row))
        row["review_trigger_at_day"] = day if day is not None and day > row["decided_at_day"] else None
    standing = defaultdict(set)
    for row in rows:
        if holds(RECOMMENDS & LIVE, row):
            standing[row["person_id"]].add(row["cpr"])
    return [{**row, "other_current_plans": int(len(standing[row["person_id"]]) > 1)} for row in rows]


def _added(row: Row) -> dict[str, Cell]:
    attempts = row["consultee_attempts"]
    return {
        "urgent": _yes(row["not_involved_reason"] == "emergency"),
        "nobody_to_consult": _yes(row["imca_instructed"] == "yes"),
        "not_consulted_explained": _yes(isinstance(attempts, int) and attempts >= 1),
        "rationale_recorded": _yes(bool(row["rationale_codes"] or row["rationale_hash"] or row["rationale"])),
    }


def _words(row: Row) -> str:
    return str(row["rationale_hash"] or normalised_hash(str(row["rationale"] or ""), b""))


def _same_reasons(drawn: Rows) -> dict[str, int]:
    """Return, for each reason, how many people beside one have it."""
    people: dict[str, set[Cell]] = defaultdict(set)
    for row in drawn:
        people[_words(row)].add(row["person_id"])
    return {words: len(held) - 1 for words, held in people.items() if words}


def _last_moves(moved: Rows) -> dict[Cell, int]:
    found: dict[Cell, int] = {}
    for row in moved:
        if row["moved_at_day"] <= AS_OF:
            found[row["person_id"]] = max(row["moved_at_day"], found.get(row["person_id"], 0))
    return found


def moves(moved: Rows, drawn: Rows) -> Rows:
    """Return each move in the period of somebody with a DNACPR decision in place, at the site that they came to."""
    rows = [_with_decision(row, drawn, "moved_at_day", DNACPR) for row in moved]
    return [
        {**row, "site_code": row["to_site_code"], "site_type": None, "area_code": None, "dnacpr_at_move": "yes"}
        for row in rows
        if row is not None
    ]


def contacts(happened: Rows, drawn: Rows) -> Rows:
    """Return each contact in the period of somebody with a decision about CPR in place."""
    rows = [_with_decision(row, drawn, "at_day", RECOMMENDS) for row in happened]
    return [{**row, "plan_in_place": "yes"} for row in rows if row is not None]


def _with_decision(row: Row, drawn: Rows, when: str, asked: Expression) -> dict[str, Cell] | None:
    day = row[when]
    if not SINCE <= day <= AS_OF:
        return None
    held = [
        each
        for each in drawn
        if each["person_id"] == row["person_id"]
        and holds(asked, each)
        and each["decided_at_day"] <= day
        and (
            each["ended_at_day"] >= day
            if each["ended_at_day"] is not None
            else each["status"] in ("active", "suspended")
        )
    ]
    latest = max(held, key=lambda each: (each["decided_at_day"], each["decision_id"]), default=None)
    return None if latest is None else {**latest, **row, **PERIOD}


def _yes(answer: bool) -> str | None:
    return "yes" if answer else None


def at_census(stays: Rows, facts: Rows) -> Rows:
    """Return each person once a site, of those there at the midnight that ends the day of the census."""
    holders = {row["person_id"] for row in facts if holds(DNACPR & LIVE, row)}
    there = [row for row in stays if row["start_day"] <= AS_OF and (row["end_day"] is None or row["end_day"] > AS_OF)]
    return [{**row, "dnacpr_at_census": "yes" if row["person_id"] in holders else "no"} for row in _once(there)]


def in_window(stays: Rows, facts: Rows) -> Rows:
    """Return each person once a site, of those there on any day of the period."""
    had = {row["person_id"] for row in facts if holds(HAD_IN_PERIOD, row)}
    perhaps = {row["person_id"] for row in facts if holds(PERHAPS_IN_PERIOD, row)}
    there = [row for row in stays if row["start_day"] <= AS_OF and (row["end_day"] is None or row["end_day"] >= SINCE)]
    answers = [(row, row["person_id"]) for row in _once(there)]
    return [
        {**row, "dnacpr_in_window": "yes" if who in had else "unknown" if who in perhaps else "no"}
        for row, who in answers
    ]


def _once(stays: Rows) -> Rows:
    first = {(row["person_id"], row["site_code"]): row for row in reversed(stays)}
    return list(first.values())


def tallies(measure: Measure, breakdown: Breakdown, rows: Iterable[Row]) -> dict[str, Tally]:
    """Return the tally of each group of which there is anything to say."""
    groups = defaultdict(list)
    for row in rows:
        groups[breakdown.group(row[breakdown.column])].append(row)
    found = {group: tally(measure, held) for group, held in groups.items()}
    return {group: each for group, each in found.items() if each.denominator or each.not_recorded}
