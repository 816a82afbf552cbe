"""Differences between groups of people: one direction asks a question, the other is only shown."""

from __future__ import annotations

from tests.builders.canonical import held
from tests.builders.homes import SETTINGS, TALKED, UNTALKED, Row, at_home

from accord.assurance.signals import disparity
from accord.assurance.signals.kinds import SignalKind

SITES = 20


def _decisions(untalked_of_group: int, untalked_of_others: int, homes: int = SITES) -> list[Row]:
    """Return at each home six decisions of people with a learning disability and six of others, so many untalked."""
    rows = []
    for home in range(homes):
        for number, row in enumerate(at_home(home)):
            place, limit = number % 6, untalked_of_group if number < 6 else untalked_of_others
            spoken = UNTALKED if (place + home) % 6 < limit else TALKED
            rows.append({**row, **spoken, "learning_disability": "yes" if number < 6 else "no"})
    return rows


def test_fewer_conversations_with_people_with_a_learning_disability_ask_a_question() -> None:
    signal = disparity.find(held(_decisions(3, 1)), SETTINGS)[0]
    assert signal.signal is SignalKind.DISPARITY
    assert signal.group == "people with a learning disability"
    assert (signal.observed, round(signal.expected or 0)) == (3 * SITES, SITES)
    assert len(signal.decision_ids) == signal.observed


def test_same_for_both_asks_nothing_and_is_shown() -> None:
    rows = held(_decisions(2, 2))
    assert disparity.find(rows, SETTINGS) == []
    overall = [each for each in disparity.table(rows, SETTINGS) if each.area_code is None]
    assert [round(each.found.ratio, 1) for each in overall] == [1.0, 1.0]


def test_both_directions_stand_in_the_table_and_one_asks() -> None:
    rows = held(_decisions(3, 1))
    ratios = {each.group: each.found.ratio for each in disparity.table(rows, SETTINGS) if each.area_code is None}
    assert ratios["people with a learning disability"] > 1 > ratios["people with no learning disability"]
    assert {each.group for each in disparity.find(rows, SETTINGS)} == {"people with a learning disability"}


def test_few_sites_are_too_few_to_compare() -> None:
    assert disparity.table(held(_decisions(6, 0, homes=4)), SETTINGS) == []


def test_one_home_alone_is_no_disparity_of_an_area() -> None:
    rows = _decisions(1, 1)
    own = [{**row, **(UNTALKED if row["site_code"] == "S0" else {})} for row in rows]
    assert disparity.find(held(own), SETTINGS) == []


def test_what_is_not_recorded_is_counted_beside_and_belongs_to_no_group() -> None:
    rows = [*_decisions(3, 1), *({**row, **UNTALKED} for row in at_home(99, 7))]
    found = disparity.find(held(rows), SETTINGS)[0]
    assert "(learning disability is not recorded for 7 more)" in found.question


def _stays(decided: list[Row], sex: str) -> list[Row]:
    given = ("person_id", "site_code", "site_type", "area_code")
    return [{**{name: row[name] for name in given}, "sex": sex, "start_day": 17_000, "age": 84} for row in decided]


def test_fewer_decisions_for_a_group_are_shown_and_never_asked_about() -> None:
    decided = [row for home in range(SITES) for row in at_home(home)]
    rest = [{**row, "person_id": f"R{row['person_id']}"} for row in decided]
    few = decided[::6]
    most = [row for row in decided if row not in few]
    rows = held(decided, population=[*_stays(most, "male"), *_stays([*few, *rest], "female")])
    assert {each.group for each in disparity.find(rows, SETTINGS)} == {"men"}
    shown = {each.group: each.found.ratio for each in disparity.table(rows, SETTINGS) if each.area_code is None}
    assert shown["men"] > 1 > shown["women"]
