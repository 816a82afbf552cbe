"""How many other people have a decision for the same reason: told from the words, or from their hash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from tests.unit.assurance.runs.drawn import AS_OF, Draws, write_extract

from accord.assurance.runs.engines import open_duckdb
from accord.assurance.runs.findings import answers_of
from accord.assurance.runs.reasons_read import with_reasons_read
from accord.domain.expressions import Cell
from accord.domain.facts import day_of

SAME = ("Frail. CPR would not work.", "frail;  CPR would NOT work", "Frail, CPR would not work!")


def _others(folder: Path, rows: Sequence[Mapping[str, Cell]], without: Sequence[str] = ()) -> list[Cell]:
    """Return how many others each decision has: of a person each, unless it says whose it is."""
    drawn = [
        {**row, "rationale_hash": None, "person_id": f"p{number}", **rows[number]}
        for number, row in enumerate(Draws().decisions(len(rows)))
    ]
    database = write_extract(folder / "extract.duckdb", {"decisions": drawn}, without=without)
    with open_duckdb(database, as_of=day_of(AS_OF)) as engine:
        read = with_reasons_read(engine, engine.table("decisions"))
        return list(read.order_by("line").same_rationale_people.to_pyarrow().to_pylist())


def test_words_are_the_same_whatever_their_case_and_punctuation(tmp_path: Path) -> None:
    rows = [{"rationale": text} for text in (*SAME, "Metastatic cancer.", None)]
    assert _others(tmp_path, rows) == [2, 2, 2, 0, None]


def test_one_person_who_has_it_twice_is_no_other(tmp_path: Path) -> None:
    rows = [{"rationale": text, "person_id": who} for text, who in zip(SAME, "aab", strict=True)]
    assert _others(tmp_path, rows) == [1, 1, 1]


def test_hash_serves_where_no_words_left(tmp_path: Path) -> None:
    rows = [{"rationale_hash": each} for each in ("h1", "h1", "h2", "", None)]
    assert _others(tmp_path, rows) == [1, 1, 0, None, None]


@pytest.mark.parametrize(("without", "is_known"), [(("rationale",), True), (("rationale", "rationale_hash"), False)])
def test_rule_of_ones_own_circumstances_lacks_it_without_either(
    without: tuple[str, ...], is_known: bool, tmp_path: Path
) -> None:
    database = write_extract(tmp_path / "extract.duckdb", {"decisions": Draws().decisions(4)}, without=without)
    with open_duckdb(database, as_of=day_of(AS_OF)) as engine:
        (lacks,) = (each.lacks for each in answers_of(engine) if each.rule.id == "IND-01")
    assert ("same_rationale_people" not in lacks) is is_known
