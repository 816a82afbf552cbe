"""The dataset leaves as a data package that anybody's tools can check, with pseudonyms and no words of a reason."""

import csv
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow.parquet as pq
import pytest
from frictionless import Package, system
from tests.builders import drafts, who

from accord.domain.errors import NotPermitted
from accord.domain.lifecycle import CancelReason
from accord.domain.moments import LONDON
from accord.events.models import Event
from accord.plans.actions import cancellations, exports
from accord.plans.queries.dataset import write_package
from accord.plans.queries.keys import given_key
from accord.projections.dataset import pseudonym

KEY = "a key that somebody keeps"


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.ACCORD_PSEUDONYM_KEY = KEY


def rows_of(folder: Path, table: str, person: UUID) -> list[dict[str, str]]:
    """Return one person's rows, found by their pseudonym: other tests leave committed people behind."""
    key = given_key()
    assert key
    mine = pseudonym(str(person), column="person_id", key=key)
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["person_id"] == mine]


@pytest.fixture
def resident(person: UUID) -> UUID:
    drafts.move_in(person)
    drafts.signed(person)
    return person


def test_new_folder_of_a_package_is_for_whoever_made_it_alone(resident: UUID, tmp_path: Path) -> None:
    write_package(out=tmp_path / "out", with_rationale=True)
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0


def test_package_is_valid_for_frictionless(resident: UUID, tmp_path: Path) -> None:
    write_package(out=tmp_path / "out")
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "out" / "datapackage.json")).validate()
    assert report.flatten(["type", "title", "message"]) == []


def test_decision_carries_a_pseudonym_and_no_words(resident: UUID, tmp_path: Path) -> None:
    write_package(out=tmp_path)
    (row,) = rows_of(tmp_path, "decisions", resident)
    assert (row["cpr"], row["site_code"], row["status"], row["rationale"]) == ("not_for_cpr", "VL901", "active", "")
    assert str(resident) not in (tmp_path / "decisions.csv").read_text()


def test_what_became_of_a_decision_is_added(person: UUID, tmp_path: Path) -> None:
    signed = drafts.signed(person)
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())
    write_package(out=tmp_path)
    (row,) = rows_of(tmp_path, "decisions", person)
    assert (row["status"], row["ended_reason"]) == ("cancelled", "error")
    assert row["ended_at"] != ""


def test_given_key_gives_the_same_pseudonyms(resident: UUID, tmp_path: Path) -> None:
    assert write_package(out=tmp_path / "one").key_was_given
    write_package(out=tmp_path / "two")
    assert rows_of(tmp_path / "one", "decisions", resident) == rows_of(tmp_path / "two", "decisions", resident)


def test_nothing_tells_who_has_no_decision(person: UUID, tmp_path: Path) -> None:
    drafts.move_in(person)
    drafts.admit(person)
    write_package(out=tmp_path)
    assert not (tmp_path / "population.csv").exists()
    assert all(rows_of(tmp_path, table, person) == [] for table in ("decisions", "moves"))


def test_those_who_stay_are_counted_by_site_month_and_age(resident: UUID, tmp_path: Path) -> None:
    write_package(out=tmp_path)
    with (tmp_path / "population_counts.csv").open(encoding="utf-8") as file:
        counted = [row for row in csv.DictReader(file) if row["site_code"] == "VL901"]
    assert all(int(row["people"]) > 0 for row in counted)
    assert f"{datetime.now(LONDON):%Y-%m}" in {row["month"] for row in counted}


def test_population_has_the_same_pseudonym_as_the_decision(resident: UUID, tmp_path: Path) -> None:
    write_package(out=tmp_path, with_stays=True)
    (stay,) = rows_of(tmp_path, "population", resident)
    (decision,) = rows_of(tmp_path, "decisions", resident)
    assert (stay["person_id"], stay["site_code"]) == (decision["person_id"], "VL901")


def test_restricted_person_is_left_out_and_counted(tmp_path: Path) -> None:
    person = who.recorded(restricted=True, addresses=(), practice=None)
    drafts.signed(person)
    assert write_package(out=tmp_path).left_out == 1
    assert rows_of(tmp_path, "decisions", person) == []


def test_admission_and_return_are_two_moves(resident: UUID, tmp_path: Path) -> None:
    drafts.admit(resident)
    drafts.discharge(resident)
    write_package(out=tmp_path)
    moved = [(row["from_site_code"], row["to_site_code"]) for row in rows_of(tmp_path, "moves", resident)]
    assert moved == [("VL901", "R9901"), ("R9901", "VL901")]


def test_parquet_holds_the_same_rows(resident: UUID, tmp_path: Path) -> None:
    written = write_package(out=tmp_path)
    assert pq.read_table(tmp_path / "decisions.parquet").num_rows == written.rows["decisions"]
    assert json.loads((tmp_path / "datapackage.json").read_text())["version"] == "1"


def test_export_needs_the_permission(tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        exports.export_dataset(out=tmp_path, by=drafts.gp())


@pytest.mark.parametrize("words", [False, True])
def test_event_says_whether_the_words_left(words: bool, resident: UUID, tmp_path: Path) -> None:
    exports.export_dataset(out=tmp_path, by=None, with_rationale=words)
    event = Event.objects.filter(kind="dataset_exported").latest("id")
    assert event.payload["with_rationale"] is words
