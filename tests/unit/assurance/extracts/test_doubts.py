"""What is doubtful although every row can be read is said, and a population of strangers opens nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.builders import extracts

from accord.assurance.extracts.doubts import ENOUGH, find_doubts
from accord.assurance.extracts.extracts import Extract, Matched

TODAY = date(2026, 11, 22)
LATELY = (TODAY - date(1970, 1, 1)).days


def people(with_decision: int, people: int = 100) -> dict[str, Matched]:
    return {"population": Matched(people=people, with_decision=with_decision)}


@pytest.mark.parametrize("matched", [{}, people(50), people(0, people=ENOUGH - 1), {"moves": people(0)["population"]}])
def test_files_that_fit_raise_no_doubt(matched: dict[str, Matched]) -> None:
    assert find_doubts(matched, 100, LATELY - 31, TODAY) == ()


def test_few_people_in_both_files_are_told_of() -> None:
    (said,) = find_doubts(people(49), 100, LATELY, TODAY)
    assert said.startswith("Fewer than half of the people in decisions (49 of 100) are in population")


def test_day_long_after_the_last_decision_is_told_of() -> None:
    (said,) = find_doubts({}, 100, LATELY - 32, TODAY)
    assert said.startswith("The last decision is of 21 October 2026, 32 days before the day of the report")


def read(folder: Path, population: list[extracts.Row]) -> Extract:
    decisions = extracts.decisions(*({"person_id": f"p{number}"} for number in range(ENOUGH)))
    return extracts.extract(folder, decisions=decisions, population=population)


def test_population_of_strangers_opens_nothing_and_says_so(tmp_path: Path) -> None:
    rows = extracts.rows("population", *({"person_id": f"q{number}"} for number in range(ENOUGH)))
    found = read(tmp_path, rows)
    assert found.given["population"] == ()
    assert found.counts["population"].kept == ENOUGH
    assert found.doubts[0].startswith("Nobody in population is among the 20 people in decisions")


def test_population_of_the_same_people_opens_what_it_did(tmp_path: Path) -> None:
    rows = extracts.rows("population", *({"person_id": f"p{number}"} for number in range(ENOUGH)))
    assert read(tmp_path, rows).given["population"]
