"""Whom the database shows to which roles: nobody to those who work with counts, pseudonyms and staff alone."""

import pytest
from tests.builders.who import bare_actor

from accord.domain.authority import Role
from accord.domain.reaches import SOFTWARE, Reach, reach_of


@pytest.mark.parametrize("role", [Role.ASSURANCE_LEAD, Role.REVIEWER, Role.RESPONSIBLE_OFFICER, Role.SPEAK_UP_GUARDIAN])
def test_role_that_works_with_no_person_reaches_nobody(role: Role) -> None:
    assert reach_of(bare_actor(role)) == frozenset()


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.CARE_STAFF, Role.PROVIDER_MANAGER, Role.ADMINISTRATOR])
def test_role_that_works_with_people_reaches_them(role: Role) -> None:
    assert {Reach.PEOPLE, Reach.HAPPENINGS} <= reach_of(bare_actor(role))


def test_everybody_at_once_is_for_the_software_alone() -> None:
    assert [role for role in Role if Reach.EVERYBODY in reach_of(bare_actor(role))] == []
    assert Reach.EVERYBODY in reach_of(SOFTWARE)


def test_another_system_reaches_people_and_plans_and_never_the_log() -> None:
    assert reach_of(bare_actor(Role.SYSTEM)) == {Reach.PEOPLE, Reach.HAPPENINGS, Reach.PLANS}
