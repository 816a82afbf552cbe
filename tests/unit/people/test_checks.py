"""What cannot be so about a person is said at its field."""

from datetime import date

import pytest

from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import Death, DeathStatus, NewPerson, PersonName
from accord.people.checks import birth_date_errors, check_person, death_errors, name_errors


def test_plain_person_passes() -> None:
    check_person(NewPerson(name=PersonName(family="Hartley"), nhs_number="9990000018"), Acceptance.TEST)


def test_person_with_nothing_known_passes() -> None:
    check_person(NewPerson(), Acceptance.PRODUCTION)


@pytest.mark.parametrize("born", [date(2999, 1, 1), date(1880, 1, 1)])
def test_date_of_birth_that_cannot_be_is_said(born: date) -> None:
    assert [error.field for error in birth_date_errors(born)] == ["birth_date"]


def test_withdrawn_death_needs_no_date_that_fits() -> None:
    death = Death(status=DeathStatus.WITHDRAWN, on=date(2999, 1, 1))
    assert list(death_errors(death, date(1941, 1, 1))) == []


@pytest.mark.parametrize("name", ["Hart\nley", "Hart\u202eley", "Hart\x00ley", "H" * 201])
def test_name_that_cannot_be_kept_is_said(name: str) -> None:
    assert [error.field for error in name_errors(PersonName(family=name))] == ["family"]
