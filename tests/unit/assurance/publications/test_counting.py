"""What a publication is made of is counted from the snapshot, over the months and the sites that are asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tests.builders import publishing as build

from accord.assurance import folders
from accord.assurance.queries.published_figures import count_period
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.domain.errors import Refused

HERE = Scope(site_codes=frozenset({"VL901"}))
OF_SEX = (("M02", "all"), ("M02", "sex"))


@pytest.fixture
def run(tmp_path: Path, settings: Any) -> CurrentRun:
    settings.ACCORD_ASSURANCE = tmp_path
    made_at = datetime(2026, 7, 1, tzinfo=UTC)
    return CurrentRun(id=uuid4(), identity="0" * 64, as_of=build.AS_OF, made_at=made_at, folder=tmp_path / "run")


def test_figures_are_counted_of_the_sites_and_the_months(run: CurrentRun) -> None:
    folder = folders.folder_of_snapshot(run.identity)
    folder.mkdir(parents=True)
    build.write_snapshot(folder)
    found = count_period(run, build.choose("2026-02", "2026-03").period, HERE)
    made = {row["value"]: row["denominator"] for row in found.rows if (row["measure_id"], row["breakdown"]) in OF_SEX}
    assert made == {"all": 14, "female": 8, "male": 5, "not_recorded": 1}
    assert found.sites == {"nursing_home": 1}


def test_snapshot_that_is_gone_is_said(run: CurrentRun) -> None:
    with pytest.raises(Refused, match="no longer kept"):
        count_period(run, build.choose().period, HERE)
