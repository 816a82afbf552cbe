"""What assurance may never do (design/architecture.md 7): walked over its measures, signals, words and files.

Nothing lists or ranks people who have no DNACPR decision, sets a number that should have one, or asks about few.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
from tests.builders import extracts

from accord.assurance.runs import folders, openings
from accord.assurance.runs.lines import SCHEMA
from accord.assurance.signals import SIGNALS, Find
from accord.assurance.signals.kinds import Held, Settings, Signal
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Measure, Over

OUTPUTS = {"findings.parquet", "findings.csv", "measures.csv", "signals.json", "rejects.csv", "report.html"}
WITHOUT = re.compile(
    r"\bwithout (a|any) (dnacpr )?(decision|plan)|\bno decision yet|\btarget\b|\bshould have (a|one)\b", re.I
)
TOO_FEW = re.compile(r"\b(too few|fewer than expected|low rate|below expected)\b", re.I)
SETTINGS = Settings(as_of=extracts.AS_OF, replicates=19)


def questions_of_signals() -> Iterator[str]:
    for find in SIGNALS:
        written = re.findall(r'"([^"\n]{12,})"', inspect.getsource(inspect.getmodule(find) or find))
        yield from (each for each in written if "?" in each)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: each.id)
def test_measure_counts_and_names_nobody_and_sets_no_target(measure: Measure) -> None:
    told = " ".join([measure.name, measure.says, measure.counts, measure.note or ""])
    assert not re.search(r"\btarget\b|\bshould have (a|one)\b", told, re.I)
    if measure.over in (Over.CENSUS, Over.WINDOW):
        assert "fault" in (measure.note or "")


def test_rows_of_measures_have_no_place_for_a_person() -> None:
    assert not {"person_id", "decision_id"} & set(SCHEMA.names)


def test_signals_list_decisions_and_have_no_place_for_a_person() -> None:
    assert "person_id" not in Signal.__dataclass_fields__
    assert "decision_ids" in Signal.__dataclass_fields__


def test_no_question_asks_about_few_decisions_or_people_without_one() -> None:
    found = [each for each in questions_of_signals() if WITHOUT.search(each) or TOO_FEW.search(each)]
    assert found == []


def test_report_lists_no_people_and_calls_no_low_number_a_fault() -> None:
    text = resources.files("accord.assurance.runs").joinpath("templates/report.html.jinja").read_text(encoding="utf-8")
    assert "person_id" not in text
    assert "a low number of decisions is never a fault" in text
    assert "nothing here ranks sites or people" in text


def test_run_writes_these_files_alone() -> None:
    assert folders.WRITTEN == OUTPUTS


def test_home_with_no_decision_beside_homes_with_many_raises_no_question(tmp_path: Path) -> None:
    """Thirty people at each of six homes; at five, twenty-five have one; at the sixth nobody."""
    people = [(f"p{home}-{number}", f"V{home}") for home in range(6) for number in range(30)]
    stays = [extracts.row("population", person_id=person, site_code=site, age=84) for person, site in people]
    made = [
        extracts.row(
            "decisions", decision_id=f"d{at}", person_id=person, site_code=site, decided_at=f"2026-0{1 + at % 9}-11"
        )
        for at, (person, site) in enumerate(people)
        if site != "V5" and not person.endswith(("0", "1"))
    ]
    read = extracts.extract(tmp_path, decisions=made, population=stays)
    with extracts.opened(read) as tables:
        signals = [each for find in SIGNALS for each in find(Held.of(tables), SETTINGS)]
    assert not [each for each in signals if each.site_code == "V5"]


def test_what_opens_more_is_a_column_and_never_a_person() -> None:
    assert all(table and name for each in openings.NEEDS.values() for way in each for table, name in way)


@pytest.mark.parametrize("find", SIGNALS, ids=lambda each: each.__module__.rpartition(".")[2])
def test_no_finder_looks_at_a_lower_tail(find: Find) -> None:
    source = inspect.getsource(inspect.getmodule(find) or find)
    assert not re.search(r"(binomial|poisson|hypergeometric)_lower", source)
