"""The files of a publication: whole, the same every time, and with nothing of what must never leave."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.builders.publications import Record, publish

from accord.assurance.publications import packages
from accord.assurance.publications.lines import COLUMNS
from accord.assurance.publications.packages import About, Package
from accord.soundness.measures.breakdowns import BREAKDOWNS

RECORDS = [Record(1)] * 30 + [Record(2, sex="male", found=("not_so", "so", "not_recorded"))] * 12
ABOUT = About(publisher="North area", code="QX1", record="0" * 64, prepared_on=date(2026, 4, 2))
BANNED = ("target", "rank", "league", "worst", "best", "fail", "outlier", "should have", "without a decision")


@pytest.fixture(scope="module")
def package() -> Package:
    return packages.pack(publish(RECORDS), ABOUT)


def test_same_figures_give_the_same_bytes(package: Package) -> None:
    assert packages.pack(publish(RECORDS), ABOUT) == package


def test_changed_file_is_no_longer_what_the_third_names(package: Package) -> None:
    assert package.is_whole
    assert not replace(package, figures=package.figures + " ").is_whole
    assert replace(package, meaning=package.meaning + " ").sha256 != package.sha256


def test_figures_are_read_back_as_they_were_written(package: Package) -> None:
    assert packages.read_figures(package.figures) == publish(RECORDS).lines


def test_columns_hold_counts_and_shares_and_no_text_of_a_record(package: Package) -> None:
    assert package.figures.splitlines()[0] == ",".join(COLUMNS)
    assert COLUMNS == (
        "measure_id", "breakdown", "value", "numerator", "denominator", "not_recorded", "percent", "lower", "upper",
        "days",
    )  # fmt: skip


def test_no_count_from_one_to_seven_is_shown(package: Package) -> None:
    few = publish([Record(1)] * 3 + [Record(2, sex="male")] * 5 + [Record(2)] * 40)
    shown = [text for line in few.lines for text in (line.numerator, line.denominator, line.not_recorded)]
    assert not {f"{count}" for count in range(1, 8)} & set(shown)


@pytest.mark.parametrize("word", BANNED)
def test_publication_sets_no_target_and_ranks_nobody(package: Package, word: str) -> None:
    said = package.page.replace(packages.NOT_A_TARGET, "") + package.meaning.replace(packages.NOT_A_TARGET, "")
    assert word not in said.lower()


def test_groups_stand_by_name_and_never_by_size() -> None:
    found = publish([Record(1, sex="male")] * 30 + [Record(1)] * 90, breakdowns=("sex",))
    turned = publish([Record(1, sex="male")] * 90 + [Record(1)] * 30, breakdowns=("sex",))
    assert [line.place for line in found.lines] == [line.place for line in turned.lines]


def test_those_without_a_decision_are_neither_counted_nor_listed() -> None:
    # What is left of a denominator is never a column, and every breakdown is of groups, not of people.
    assert not {"complement", "without", "person_id", "decision_id"} & set(COLUMNS)
    assert not {"person_id", "decision_id"} & {each.column for each in BREAKDOWNS}


def test_meaning_names_each_measure_with_its_source(package: Package) -> None:
    meaning = json.loads(package.meaning)
    assert [each["id"] for each in meaning["measures"]] == ["M02", "M07", "M19"]
    assert all(each["source"] and each["says"] for each in meaning["measures"])
    assert meaning["period"] == {"from": "2026-01-01", "to": "2026-03-31"}
