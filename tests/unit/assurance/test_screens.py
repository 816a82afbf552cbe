"""What stands beside somebody's own figures, and how groups of people are compared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from tests.builders import current_runs
from tests.builders.current_runs import EVERYWHERE, HOMES, ONE_AREA, OWN, look

from accord.assurance.pages.presenters_equality import EqualityScreen, beside, groups, turned
from accord.assurance.pages.presenters_measures import MeasureScreen
from accord.assurance.pages.presenters_sites import SiteScreen
from accord.assurance.pages.site_charts import charts
from accord.assurance.queries import besides, places
from accord.assurance.queries.measured import Measured
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.soundness.measures.catalogue import BY_ID


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CurrentRun:
    return current_runs.kept_at(current_runs.make(tmp_path_factory.mktemp("assurance")))


def of(value: str, numerator: int, denominator: int) -> Measured:
    counts = {"numerator": numerator, "denominator": denominator, "not_recorded": 0}
    share = {"proportion": numerator / denominator, "lower": 0.1, "upper": 0.4}
    return Measured(measure_id="M01", breakdown="sex", value=value, **counts, **share)  # type: ignore[arg-type]  # both kinds of number


def site_of(run: CurrentRun, scope: Scope) -> SiteScreen:
    found = places.site(run, scope, "VL901")
    assert found
    return SiteScreen(look(run, scope), found, "Fen ICB")


def test_sites_stand_by_name_whatever_their_figures(run: CurrentRun) -> None:
    names = [each.name for each in places.sites(run, EVERYWHERE)]
    assert names == sorted(names)
    assert len(names) == len(HOMES) + 1


def test_area_stands_beside_with_its_counts_for_whoever_answers_for_it(run: CurrentRun) -> None:
    (line,) = (each for each in site_of(run, ONE_AREA).groups[0][1] if each.name == BY_ID["M01"].name)
    assert re.fullmatch(r"\d+\.\d% \(\d+ of \d+\)", line.beside)


def test_provider_is_told_a_rounded_share_of_the_area_alone(run: CurrentRun) -> None:
    (line,) = (each for each in site_of(run, OWN).groups[0][1] if each.name == BY_ID["M01"].name)
    assert re.fullmatch(r"\d+%", line.beside)


def test_provider_among_few_others_is_told_nothing_of_them(run: CurrentRun) -> None:
    alone = replace(next(each for each in places.sites(run, EVERYWHERE) if each.code == "Y90001"))
    scope = Scope(site_codes=frozenset({alone.code}), own_code=alone.code)
    assert besides.area_of(run, alone, scope) == {}
    assert besides.points(run, "M01", scope, alone.area_code) == besides.points(run, "M01", scope, alone.area_code)[:1]


def test_funnel_marks_ones_own_site_and_names_no_other(run: CurrentRun) -> None:
    funnel = MeasureScreen(look(run, OWN), BY_ID["M01"]).funnel
    assert funnel
    assert "Yours" in funnel.svg
    assert [row[0] for row in funnel.rows] == ["Home 1", *["Another site"] * 7]
    assert not [code for code in HOMES[1:] if code in funnel.svg]


def test_counts_of_others_are_rounded_and_small_ones_left_out(run: CurrentRun) -> None:
    others = [each.row for each in besides.points(run, "M01", OWN, current_runs.AREA)[1:]]
    assert len(others) == 7
    assert all(row.numerator % 5 == 0 and row.denominator % 5 == 0 for row in others)
    # Of each of these, six of thirty-six are not recorded.
    assert [each.name for each in besides.points(run, "M07", OWN, current_runs.AREA)] == ["Home 1"]


def test_funnel_of_an_area_names_its_sites_by_name(run: CurrentRun) -> None:
    funnel = MeasureScreen(look(run, ONE_AREA), BY_ID["M07"]).funnel
    assert funnel
    assert [row[0] for row in funnel.rows] == [f"Home {number}" for number in range(1, 9)]


@pytest.mark.parametrize("name", ["M04", "M05"])
def test_no_funnel_is_drawn_of_how_many_people_have_a_decision(run: CurrentRun, name: str) -> None:
    screen = MeasureScreen(look(run, ONE_AREA), BY_ID[name])
    assert screen.funnel is None
    assert "fault" in screen.no_funnel


@pytest.mark.parametrize("name", ["M01", "M04", "M16"])
def test_measures_of_each_kind_are_shown_by_group_with_what_is_not_recorded(run: CurrentRun, name: str) -> None:
    screen = MeasureScreen(look(run, ONE_AREA), BY_ID[name])
    assert screen.definition[0]["value"] == BY_ID[name].says
    figures = [each for broken in screen.broken for each in broken.figures]
    assert all(each.not_recorded for each in figures)
    assert bool(figures) == (name != "M16")


def test_months_of_a_measure_stand_with_what_is_not_recorded(run: CurrentRun) -> None:
    (months,) = MeasureScreen(look(run, ONE_AREA), BY_ID["M01"]).months
    assert len(months.rows) == 9
    assert months.head == ("Month", "Value", "Counted", "Not recorded", "Stands out")


def test_timeline_numbers_what_happened_in_the_area_and_nowhere_else(run: CurrentRun) -> None:
    screen = site_of(run, OWN)
    timeline = next(charts(screen.look, screen.site, screen.happened))
    assert [row[3] for row in screen.happened_rows] == ["A letter to all homes."]
    assert [row[3] for row in timeline.rows if row[3] != "–"] == ["1"]


def test_timeline_counts_the_questions_about_each_week(run: CurrentRun) -> None:
    screen = site_of(run, OWN)
    asked = [(date(2026, 5, 1), date(2026, 5, 20)), (date(2020, 1, 1), date(2020, 1, 2))]
    timeline = next(charts(screen.look, screen.site, [], asked))
    assert sum(row[2] == "1" for row in timeline.rows) in {3, 4}


def test_rules_tell_what_the_record_does_not_show(run: CurrentRun) -> None:
    rows = site_of(run, OWN).rules
    assert any(int(row[3]) > 0 for row in rows)
    assert all("expected" in row[0] or "good practice" in row[0] for row in rows)


def test_groups_are_compared_in_both_directions() -> None:
    more, fewer = of("female", 30, 60), of("male", 15, 60)
    assert beside(more, [more, fewer]).startswith("25.0 points more (+")
    assert beside(fewer, [more, fewer]).startswith("25.0 points fewer (−")


def test_small_groups_are_not_compared_nor_are_those_whose_group_is_not_recorded() -> None:
    small, large, unknown = of("other", 4, 19), of("male", 15, 60), of("not_recorded", 9, 40)
    found = [each.beside for each in groups([small, unknown, large])]
    assert [each.value for each in groups([small, unknown, large])] == ["Too few for a share", "25.0%", "22.5%"]
    assert found == [*["Fewer than 20 on one side: not compared"] * 2, "Not compared"]


def test_no_clear_difference_is_said_where_there_is_none() -> None:
    one, other = of("female", 30, 60), of("male", 31, 60)
    assert beside(one, [one, other]).endswith("no clear difference")


def test_turned_counts_those_without_a_conversation() -> None:
    row = turned(of("female", 20, 80))
    assert (row.numerator, row.denominator, row.proportion) == (60, 80, 0.75)
    assert (row.lower, row.upper) == (0.6, 0.9)


def test_equality_keeps_both_figures_of_each_characteristic(run: CurrentRun) -> None:
    (sex,) = (each for each in EqualityScreen(look(run, ONE_AREA)).characteristics if each.words == "Sex")
    assert [each.name for each in sex.having] == ["Female", "Male", "Not recorded"]
    assert [each.name for each in sex.without_talk] == ["Female", "Male", "Not recorded"]
