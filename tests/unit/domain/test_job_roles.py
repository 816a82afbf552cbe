"""National job roles narrow what somebody may work as, and give nothing."""

import pytest

from accord.domain.authority import NOT_STAFF, Role
from accord.domain.job_roles import ROLES, roles_of


@pytest.mark.parametrize("code", ["R0260", "S0030:G0100:R0260"])
def test_code_is_read_alone_and_as_the_last_of_three(code: str) -> None:
    assert Role.SENIOR_RESPONSIBLE_CLINICIAN in roles_of(code)


@pytest.mark.parametrize("code", ["R8006", "R8008", "R0001", "R1690"])
def test_who_comes_for_the_office_or_a_call_does_not_work_as_a_clinician(code: str) -> None:
    assert Role.CLINICIAN not in roles_of(code)


def test_only_a_privacy_officer_comes_as_one() -> None:
    held = {code for code in [*ROLES, "R9999", ""] if Role.PRIVACY_OFFICER in roles_of(code)}
    assert held == {"R0001"}


@pytest.mark.parametrize("code", [*ROLES, "R9999", ""])
def test_nobody_comes_as_who_is_no_staff(code: str) -> None:
    assert not roles_of(code) & NOT_STAFF
