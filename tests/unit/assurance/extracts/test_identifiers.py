"""NHS numbers where pseudonyms belong refuse the file; among free words they are left out and counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders import extracts

from accord.domain.errors import Refused
from accord.domain.nhs_numbers import own_test_number

NUMBERS = [own_test_number(index * 1000) for index in range(10)]


@pytest.mark.parametrize("column", ["person_id", "decision_id", "signer_id", "rationale_hash"])
@pytest.mark.parametrize("is_shown", [True, False])
def test_column_of_nhs_numbers_refuses_the_file(column: str, is_shown: bool, tmp_path: Path) -> None:
    rows = extracts.decisions(*[{column: each.shown if is_shown else str(each)} for each in NUMBERS[:6]], *[{}] * 4)
    rows[8][column] = "pseudonym"
    with pytest.raises(Refused, match=f"column {column}: 6 of .* values are valid NHS numbers") as refused:
        extracts.extract(tmp_path, decisions=rows)
    assert not any(str(each) in str(refused.value) for each in NUMBERS)
    assert not list((tmp_path / "read").iterdir())


def test_other_numbers_of_ten_digits_are_pseudonyms_like_any(tmp_path: Path) -> None:
    numbers = [str(1234567890 + 7 * index) for index in range(100)]
    read = extracts.extract(tmp_path, decisions=extracts.decisions(*[{"person_id": each} for each in numbers]))
    assert read.counts["decisions"].kept == 100


def test_number_among_free_words_is_left_out_and_counted(tmp_path: Path) -> None:
    words = f"Frail. Son of {NUMBERS[1].shown} and {NUMBERS[2]}, call 01234567890."
    read = extracts.extract(tmp_path, decisions=extracts.decisions({"rationale": words}, {"rationale": "[a number]"}))
    assert extracts.ask(read, "SELECT rationale FROM decisions WHERE line = 2") == [
        ("Frail. Son of [a number] and [a number], call 01234567890.",)
    ]
    assert read.masked == {"decisions.rationale": 2}


def test_people_of_other_files_are_matched_and_counted(tmp_path: Path) -> None:
    read = extracts.extract(
        tmp_path,
        decisions=extracts.decisions({}, {}, {"person_id": "p1"}),
        population=extracts.rows("population", {}, {}, {}, {"person_id": "p1"}),
    )
    assert (read.matched["population"].people, read.matched["population"].with_decision) == (3, 2)
