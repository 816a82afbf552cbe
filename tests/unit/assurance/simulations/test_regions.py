"""A simulated region keeps to the published rates, to the dataset's words, and to what can be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders.simulated import count, number, region, rows, share, values

from accord.assurance.extracts.kinds import cells_of, values_of
from accord.assurance.simulations.regions import generate
from accord.assurance.simulations.services import ALL_CARE_RATE, NURSING_RATE, OTHER_CARE_RATE
from accord.assurance.simulations.settings import RegionSettings
from accord.domain.dataset import TABLES

SMALL = RegionSettings(sites=60, years=1, repeats=0)
NURSING, CARE = "site_type = 'nursing_home'", "site_type IN ('residential_home', 'supported_living', 'home_care')"
TALKED = "conversation_mode IN ('in_person', 'telephone', 'video')"


@pytest.mark.parametrize(
    ("where", "published"),
    [(NURSING, NURSING_RATE), (CARE, OTHER_CARE_RATE), (f"({NURSING} OR {CARE})", ALL_CARE_RATE)],
)
def test_point_prevalence_is_near_the_published(where: str, published: float) -> None:
    assert share("midway", "has_dnacpr", where) == pytest.approx(published, abs=0.04)


@pytest.mark.parametrize(
    ("what", "where", "published"),
    [
        (TALKED, f"({NURSING} OR {CARE})", 0.948),
        (TALKED, "site_type LIKE '%hospital'", 0.888),
        ("capacity <> 'not_recorded'", "true", 0.865),
        ("other_recommendations = 'yes'", "true", 0.78),
        ("review_rule <> 'none'", "true", 0.57),
        ("personalised_plan = 'yes'", "personalised_plan <> 'unknown'", 0.962),
        ("cpr = 'not_for_cpr'", "kind = 'respect'", 0.92),
        ("endorsed_at_day - decided_at_day <= 1", "senior_responsible = 'no'", 0.80),
    ],
)
def test_ordinary_decisions_are_near_the_published(what: str, where: str, published: float) -> None:
    assert share("ordinary", what, where) == pytest.approx(published, abs=0.025)


def test_same_settings_give_the_same_region() -> None:
    once, again = generate(SMALL), generate(SMALL)
    assert all(table.equals(again.tables[name]) for name, table in once.tables.items())


def test_other_seed_gives_another_region() -> None:
    assert not generate(SMALL).tables["decisions"].equals(generate(replace(SMALL, seed=2)).tables["decisions"])


def test_every_column_takes_the_words_of_the_dataset() -> None:
    for table in TABLES:
        held = region().tables.get(table.name)
        closed = {cell: values_of(each) for each in table.columns for cell in cells_of(each) if values_of(each)}
        for name in closed.keys() & set(held.column_names if held is not None else ()):
            assert set(held.column(name).unique().to_pylist()) - {None} <= set(closed[name])


def test_every_column_is_one_of_the_dataset() -> None:
    for table in TABLES:
        held = region().tables.get(table.name)
        known = {cell for each in table.columns for cell in cells_of(each)}
        assert set(held.column_names if held is not None else ()) <= known


def test_identifiers_are_their_own() -> None:
    assert len(values("decisions", "decision_id")) == count("decisions")
    assert values("decisions", "person_id") <= values("population", "person_id")


def test_decision_is_made_while_the_person_is_there() -> None:
    assert count("stays", "decided_at_day < start_day OR decided_at_day > end_day") == 0


def test_person_never_has_two_decisions_in_force() -> None:
    assert count("ordinary", "next_second < coalesce(ended_at_second, 1e18)") == 0


def test_more_happens_in_winter_than_in_summer() -> None:
    winter, summer = count("ordinary", "month(decided) IN (12, 1, 2)"), count("ordinary", "month(decided) IN (6, 7, 8)")
    assert winter > 1.05 * summer


def test_weekends_are_quiet_outside_hospitals() -> None:
    assert 0.02 < share("ordinary", "isodow(decided) > 5", CARE) < 0.15


def test_reasons_of_ones_own_are_practically_never_the_same() -> None:
    own = rows("ordinary", "len(rationale) > 170")
    assert number(own.aggregate("count(*) - count(DISTINCT rationale)")) == 0


def test_region_too_small_to_hold_anything_is_refused() -> None:
    with pytest.raises(ValueError, match="50 sites or more"):
        RegionSettings(sites=10)
