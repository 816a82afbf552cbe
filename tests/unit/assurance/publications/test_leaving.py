"""Which figures may leave at all."""

from __future__ import annotations

import pytest
from tests.builders.publications import Record, period, rows

from accord.assurance.publications.figures import Exact, Place
from accord.assurance.publications.leaving import MAY_LEAVE, NEVER, Chosen, of_few_sites, take
from accord.domain.errors import Refused

KINDS = [Place("M02", "site_type", value) for value in ("hospice", "nursing_home", "residential_home")]


def chosen(*breakdowns: str, measures: tuple[str, ...] = ("M02",)) -> Chosen:
    return Chosen(measures=measures, breakdowns=breakdowns, period=period())


@pytest.mark.parametrize("name", ["site", "signer_org", "signer", "imd_decile", "rationale"])
def test_choice_of_a_site_practice_or_signer_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="do not leave the area"):
        take(rows([Record(1)]), chosen(name))


def test_breakdowns_that_may_leave_name_nobody() -> None:
    assert not NEVER & set(MAY_LEAVE)
    assert {"area", "site_type", "month", "ethnicity", "imd_quintile"} < set(MAY_LEAVE)


def test_what_is_chosen_leaves_and_nothing_else() -> None:
    found = take(rows([Record(1), Record(1, found=("not_so", "so", "so"))]), chosen("sex"))
    assert found.figures == {Place("M02"): Exact(1, 2, 0), Place("M02", "sex", "female"): Exact(1, 2, 0)}


def test_breakdown_whose_groups_do_not_add_up_is_left_out() -> None:
    some = [row for row in rows([Record(1), Record(1, sex="male")]) if row["value"] != "male"]
    found = take(some, chosen("sex"))
    assert set(found.figures) == {Place("M02")}
    assert "do not add up" in found.left_out[0].why


def test_measure_that_counts_nothing_is_left_out() -> None:
    found = take(rows([Record(1)]), chosen(measures=("M02", "M20")))
    assert [each.measure_id for each in found.left_out] == ["M20"]


def test_choice_with_nothing_in_it_is_refused() -> None:
    with pytest.raises(Refused, match="nothing that was chosen"):
        take([], chosen())


def test_kind_of_one_site_is_held_with_another_so_that_no_remainder_tells_it() -> None:
    held = of_few_sites(KINDS, {"hospice": 1, "nursing_home": 4, "residential_home": 9})
    assert held == {KINDS[0], KINDS[1]}


def test_kinds_of_enough_sites_are_not_held() -> None:
    assert of_few_sites(KINDS, {"hospice": 3, "nursing_home": 4, "residential_home": 9}) == set()
