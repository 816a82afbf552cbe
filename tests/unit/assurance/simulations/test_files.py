"""A region as files: the dataset, and the truth apart from it."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
from pyarrow import csv
from tests.builders.simulated import region

from accord.assurance.simulations.files import write_region


def test_dataset_and_truth_are_written_apart(tmp_path: Path) -> None:
    written = write_region(region(), tmp_path)
    truth = {path.name for path in written if path.parent != tmp_path}
    assert truth == {"truth.csv", "planted.csv", "likenesses.csv"}
    assert {path.stem for path in written if path.parent == tmp_path} == set(region().tables)


def test_dataset_holds_nothing_of_the_truth(tmp_path: Path) -> None:
    write_region(region(), tmp_path)
    names = set(pq.read_schema(tmp_path / "decisions.parquet").names)
    assert {"decided_at", "rationale"} <= names
    assert names.isdisjoint({"event", "recipe", "likeness"})


def test_sites_of_an_event_stand_in_one_cell(tmp_path: Path) -> None:
    write_region(region(), tmp_path)
    sites = csv.read_csv(tmp_path / "truth" / "truth.csv").column("site_codes")
    assert any(";" in codes.as_py() for codes in sites)
