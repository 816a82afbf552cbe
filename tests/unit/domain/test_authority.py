"""Who may do what."""

import pytest
from tests.builders.actors import actor_in

from accord.domain.authority import GRADE_NAMES, GRANTS, ROLE_NAMES, Grade, Permission, Role
from accord.domain.errors import NotPermitted


@pytest.mark.parametrize("role", Role, ids=str)
def test_authority_names_every_role_and_what_it_allows(role: Role) -> None:
    assert role in GRANTS
    assert ROLE_NAMES[role]


def test_authority_names_every_grade() -> None:
    assert set(GRADE_NAMES) == set(Grade)


def test_authority_gives_every_permission_to_somebody() -> None:
    assert set().union(*GRANTS.values()) == set(Permission)


@pytest.mark.parametrize("permission", [Permission.SIGN_PLAN, Permission.CANCEL_PLAN, Permission.ANSWER_STATEMENT])
def test_authority_keeps_clinical_acts_from_care_staff(permission: Permission) -> None:
    with pytest.raises(NotPermitted, match="Care staff"):
        actor_in(Role.CARE_STAFF).must(permission)


@pytest.mark.parametrize(
    "permission", [Permission.RECORD_CONVERSATION, Permission.REPORT_PAPER, Permission.POST_STATEMENT]
)
def test_authority_lets_care_staff_and_crews_record_what_they_hear_and_see(permission: Permission) -> None:
    assert actor_in(Role.CARE_STAFF).may(permission)
    assert actor_in(Role.AMBULANCE).may(permission)


def test_authority_lets_systems_alone_send_reports() -> None:
    assert [role for role in Role if Permission.SEND_REPORT in GRANTS[role]] == [Role.SYSTEM]


def test_authority_lets_only_senior_clinicians_endorse() -> None:
    assert [role for role in Role if Permission.ENDORSE_PLAN in GRANTS[role]] == [Role.SENIOR_RESPONSIBLE_CLINICIAN]


def test_authority_gives_emergency_access_to_every_clinical_role() -> None:
    roles = (Role.CLINICIAN, Role.SENIOR_RESPONSIBLE_CLINICIAN, Role.AMBULANCE, Role.CARE_STAFF)
    assert all(actor_in(role).may(Permission.VIEW_EMERGENCY) for role in roles)


@pytest.mark.parametrize("role", [Role.SECOND_OPINION_CLINICIAN, Role.SOCIAL_WORKER, Role.IMCA, Role.ADVOCATE], ids=str)
def test_authority_lets_those_who_listen_pass_on_what_the_person_says_and_decide_nothing(role: Role) -> None:
    assert actor_in(role).may(Permission.POST_STATEMENT)
    decided = {Permission.EDIT_DRAFT, Permission.SIGN_PLAN, Permission.CANCEL_PLAN, Permission.ANSWER_STATEMENT}
    assert not decided & GRANTS[role]
