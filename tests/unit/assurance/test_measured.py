"""What somebody may see of a run: everything as the run wrote it, or the sums over their own sites."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from tests.builders.stored_runs import AS_OF, EVERYWHERE, ONE_AREA, OWN, made

from accord.assurance.queries import measured, series, stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.soundness.measures.catalogue import MEASURES
from accord.soundness.measures.definitions import Kind

SHARES = [each.id for each in MEASURES if each.kind is not Kind.QUANTILE]
ALL_SITES = Scope(site_codes=frozenset({"VL901", "VL902", "VL903"}))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CurrentRun:
    return made(tmp_path_factory.mktemp("run"))


@pytest.mark.parametrize("breakdown", ["all", "month", "sex", "age_band", "site", "area"])
def test_sums_over_every_site_are_what_the_run_wrote(run: CurrentRun, breakdown: str) -> None:
    whole = [row for row in measured.rows(run, breakdown=breakdown, scope=EVERYWHERE) if row.measure_id in SHARES]
    added = [row for row in measured.rows(run, breakdown=breakdown, scope=ALL_SITES) if row.measure_id in SHARES]
    assert whole
    assert added == whole


def test_area_lead_is_given_their_own_sites_and_area(run: CurrentRun) -> None:
    found = measured.rows(run, scope=ONE_AREA)
    assert {row.value for row in found if row.breakdown == "site"} == {"VL901", "VL902"}
    assert {row.value for row in found if row.breakdown == "area"} == {"QX1"}
    (together,) = (row.numerator for row in found if (row.measure_id, row.breakdown) == ("M04", "all"))
    assert together == sum(row.numerator for row in found if (row.measure_id, row.breakdown) == ("M04", "site"))


def test_provider_is_given_their_own_site_alone(run: CurrentRun) -> None:
    found = measured.rows(run, scope=OWN)
    assert {row.value for row in found if row.breakdown == "site"} == {"VL901"}
    assert {row.breakdown for row in found}.isdisjoint({"area", "signer_org", "signer"})
    together, alone = (row for row in found if row.measure_id == "M04" and row.breakdown in {"all", "site"})
    assert (together.numerator, together.denominator) == (alone.numerator, alone.denominator)


def test_median_is_given_for_one_site(run: CurrentRun) -> None:
    of_site = {row.measure_id: row for row in measured.rows(run, breakdown="site", scope=OWN)}
    alone = {row.measure_id: row for row in measured.of_site(run, "VL901", breakdown="all")}
    quantiles = of_site.keys() - set(SHARES)
    assert {each: alone[each].numerator for each in quantiles} == {each: of_site[each].numerator for each in quantiles}


def test_nothing_is_given_of_a_site_that_is_not_there(run: CurrentRun) -> None:
    assert measured.of_site(run, "VL999") == ()


def test_answers_are_kept_by_run_and_scope(run: CurrentRun) -> None:
    first = measured.rows(run, measure="M04", scope=OWN)
    assert measured.rows(run, measure="M04", scope=OWN) is first
    assert measured.rows(run, measure="M04", scope=EVERYWHERE) != first


def test_series_counts_whole_weeks_and_months(run: CurrentRun) -> None:
    found = series.of(run, scope=EVERYWHERE)
    assert sum(each.decisions for each in found.months) == 30 - 3 * 2
    assert found.weeks[-1].begins == AS_OF - timedelta(days=6)
    assert found.months[0].begins == date(2026, 2, 1)


@pytest.mark.parametrize(("site", "area", "expected"), [("VL901", None, 10), (None, "QX1", 20), ("VL903", "QX1", 0)])
def test_series_is_of_a_site_or_an_area(run: CurrentRun, site: str | None, area: str | None, expected: int) -> None:
    weeks = series.of(run, scope=EVERYWHERE, site=site, area=area).weeks
    assert sum(each.decisions for each in weeks) <= expected
    assert bool(weeks) == bool(expected)


def test_series_of_a_site_out_of_scope_is_empty(run: CurrentRun) -> None:
    assert series.of(run, scope=OWN, site="VL903").weeks == ()


@pytest.mark.parametrize("query", ["SELECT * FROM read_csv('/etc/passwd')", "COPY sites TO '{}'", "SET threads = 8"])
def test_files_are_asked_and_nothing_else_is_reached(run: CurrentRun, query: str, tmp_path: Path) -> None:
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        stores.ask(run.folder, query.format(tmp_path / "out.csv"))
