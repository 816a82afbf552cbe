"""The directory answers for a day: who lay where, and who worked where, on it."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders import who

from accord.domain.authority import Grade, Register, Role
from accord.organisations.actions import load_csv
from accord.organisations.queries import areas, directory, staff


@pytest.fixture(autouse=True)
def _region(tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.mark.parametrize(
    ("site", "on", "area"),
    [
        ("VL901", date(2025, 3, 31), "Q9901"),
        ("VL901", date(2025, 4, 1), "Q9902"),
        ("VL901", date(2020, 1, 1), None),
        ("Y90001", date(2025, 1, 1), "Q9901"),
        ("R9901", date(2025, 1, 1), None),
    ],
)
def test_area_of_site_is_that_of_the_day(site: str, on: date, area: str | None) -> None:
    found = areas.area_of(who.site(site), on)
    assert (found.code if found else None) == area


def test_areas_on_a_day_are_the_same_as_one_by_one() -> None:
    assert areas.areas_on(date(2025, 4, 1)) == {"VL901": "Q9902", "Y90001": "Q9901"}


@pytest.mark.parametrize(
    ("area", "on", "sites"),
    [
        ("Q9901", date(2025, 3, 31), {"VL901", "Y90001"}),
        ("Q9902", date(2025, 4, 1), {"VL901"}),
        ("R9901", date(2025, 4, 1), set()),
    ],
)
def test_sites_of_an_area_are_those_of_the_day(area: str, on: date, sites: set[str]) -> None:
    assert areas.sites_of(who.site(area), on) == {who.site(code) for code in sites}


def test_area_answers_for_the_sites_of_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("source_code,kind,target_code\nQ9902,part_of,Q9901\nR9901,part_of,Q9902\n")
    load_csv(organisations=None, relationships=path, staff=None, rejects=tmp_path / "rejects.csv", by=None)
    assert who.site("VL901") in areas.sites_of(who.site("Q9901"), date(2025, 4, 1))


def test_code_is_no_code_before_it_began() -> None:
    assert directory.by_code("vl901 ", on=date(2014, 1, 1)) is None
    assert directory.by_code("vl901 ", on=date(2016, 1, 1)) is not None


def test_actor_carries_role_and_registration() -> None:
    actor = who.actor("Y90001", Role.SENIOR_RESPONSIBLE_CLINICIAN)
    assert (actor.grade, actor.name, actor.organisation_code) == (Grade.GP, "Dr Ada Moss", "Y90001")
    assert actor.registration is not None
    assert actor.registration.register is Register.GMC


def test_role_that_ended_is_no_role() -> None:
    gone = staff.at_organisation("VL901", on=date(2020, 6, 1))
    role = next(actor.staff_role_id for actor in gone if actor.name == "Lee Gone")
    assert staff.actor(role) is None
    assert staff.actor(role, on=date(2021, 1, 1)) is not None


def test_positions_are_those_of_one_member_of_staff() -> None:
    nurse = staff.by_staff_code("s-nurse")
    assert nurse
    assert [position.organisation_name for position in staff.positions(nurse)] == ["Ash House", "Oak Hospital"]
