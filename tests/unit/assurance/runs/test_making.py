"""One run from files to a report: exactly the files of the contract, the same each time, and counts that add up."""

from __future__ import annotations

import csv
import json
import stat
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.builders.extracts import AS_OF, decisions, row, rows, write_csv, write_parquet

from accord.assurance.extracts.sources import Sources
from accord.assurance.runs import making
from accord.assurance.runs.made import Asked, Made
from accord.domain.errors import Refused

MADE = decisions(
    *(
        {"decided_at": f"2026-0{1 + number % 9}-0{1 + number % 7}", "site_code": f"VL90{number % 6}"}
        for number in range(30)
    ),
    {"rationale": "Not for CPR because she has a learning disability."},
    {"cpr": "perhaps"},
    person_involved="involved",
    capacity="has",
    sex="female",
)
STAYS = rows("population", *({"site_code": f"VL90{number % 6}"} for number in range(40)))
SITES = [row("sites", name="Elm & Oak <House>", site_code="VL900")]


ASKED = Asked(as_of=AS_OF)


def files(folder: Path, *, parquet: bool = False) -> Sources:
    folder.mkdir(exist_ok=True)
    write = write_parquet if parquet else write_csv
    tables = {"decisions": MADE, "population": STAYS, "sites": SITES}
    return Sources(**{name: write(folder, name, held) for name, held in tables.items()})


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Path]:
    folder = tmp_path_factory.mktemp("first")
    return making.run(files(folder / "in"), ASKED, folder / "out"), folder / "out"


def test_writes_exactly_the_files_of_the_contract(first: tuple[Made, Path]) -> None:
    names = {each.name for each in first[1].iterdir()}
    assert names == {"findings.parquet", "measures.csv", "signals.json", "rejects.csv", "report.html"}
    assert [each.name for each in first[1].parent.iterdir() if each.name != "in"] == ["out"]


def test_a_run_that_is_repeated_counts_its_looks(first: tuple[Made, Path], tmp_path: Path) -> None:
    again = making.run(files(tmp_path / "in"), replace(ASKED, looks=26), tmp_path / "out")
    found = again.told.discoveries
    assert found.looks == 26
    assert "one of 26 that ask about the same decisions" in found.words
    assert found.tested == first[0].told.discoveries.tested


def test_folder_is_for_its_owner_alone(first: tuple[Made, Path]) -> None:
    assert stat.S_IMODE(first[1].stat().st_mode) == 0o700


def test_counts_add_up_to_the_input(first: tuple[Made, Path]) -> None:
    count = first[0].extract.counts["decisions"]
    assert (count.read, count.kept, count.rejected) == (32, 31, 1)
    assert sum(number for _, number in first[0].background.by_cpr) == 31
    decided = {each["decision_id"] for each in pq.read_table(first[1] / "findings.parquet").to_pylist()}
    assert len(decided) == 31
    assert int(first[0].background.days.sum()) == 31


def test_rejects_name_line_column_and_reason(first: tuple[Made, Path]) -> None:
    (reject,) = csv.DictReader((first[1] / "rejects.csv").read_text(encoding="utf-8").splitlines())
    assert (reject["table"], reject["line"], reject["column"], reject["value"]) == ("decisions", "33", "cpr", "perhaps")


def test_signals_are_questions_with_their_decisions(first: tuple[Made, Path]) -> None:
    signals = json.loads((first[1] / "signals.json").read_text(encoding="utf-8"))
    by_rule = [each for each in signals if each["signal"] == "group_rationale"]
    assert [each["decision_ids"] for each in by_rule] == [["d31"]]
    assert all(each["question"].endswith("?") and each["q_value"] is None for each in by_rule)


def test_same_seed_gives_the_same_bytes_also_from_parquet(first: tuple[Made, Path], tmp_path: Path) -> None:
    making.run(files(tmp_path / "in", parquet=True), ASKED, tmp_path / "out")
    for name in ("findings.parquet", "measures.csv", "signals.json", "rejects.csv", "report.html"):
        assert (tmp_path / "out" / name).read_bytes() == (first[1] / name).read_bytes(), name


def test_an_earlier_run_is_replaced_and_other_files_never(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refused, match=r"notes\.txt"):
        making.run(files(tmp_path / "in"), ASKED, out)
    assert [each.name for each in out.iterdir()] == ["notes.txt"]


def test_nothing_is_left_of_a_run_that_could_not_be_made(tmp_path: Path) -> None:
    broken = tmp_path / "decisions.csv"
    broken.write_text("nothing,of,ours\n1,2,3\n", encoding="utf-8")
    with pytest.raises(Refused):
        making.run(Sources(decisions=broken), ASKED, tmp_path / "out")
    assert [each.name for each in tmp_path.iterdir()] == ["decisions.csv"]


@pytest.fixture(scope="module")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Path]:
    folder = tmp_path_factory.mktemp("smallest")
    path = write_csv(folder, "decisions", decisions({}))
    return making.run(Sources(decisions=path), replace(ASKED, findings_csv=True), folder / "out"), folder / "out"


def test_one_decision_gives_a_report_and_csv_of_findings_where_asked(smallest: tuple[Made, Path]) -> None:
    made, out = smallest
    assert (out / "findings.csv").is_file()
    assert {each.id for each in made.measures if not each.is_open} >= {"M04", "M05", "M11", "M15"}
    assert "a file of population is needed" in (out / "report.html").read_text(encoding="utf-8")


def test_measure_that_the_files_cannot_answer_is_in_no_file(smallest: tuple[Made, Path]) -> None:
    made, out = smallest
    is_open = {each.id for each in made.measures if each.is_open}
    assert set(made.measured["measure_id"].to_pylist()) <= is_open < {each.id for each in made.measures}
    assert "M06" not in (out / "measures.csv").read_text(encoding="utf-8")
