"""The register of training in words."""

from uuid import UUID

from accord.access.pages.training.presenters import MemberRow
from accord.domain.authority import Grade, Role
from accord.organisations.queries.register import Member


def roles(*held: tuple[Role, Grade]) -> str:
    return MemberRow(Member(staff_id=UUID(int=1), name="Kit Reed", roles=held, stands=())).roles


def test_role_stands_with_its_grade() -> None:
    assert roles((Role.CLINICIAN, Grade.NURSE)) == "Clinician, Nurse"


def test_grade_that_says_no_more_than_the_role_is_left_out() -> None:
    assert roles((Role.CARE_STAFF, Grade.CARE_STAFF)) == "Care staff"
