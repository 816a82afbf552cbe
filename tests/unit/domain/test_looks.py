"""What about a look may be worth asking after."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans

from accord.domain.looks import MANY, Hint, Look, hints_of
from accord.domain.people import PersonName, Practice
from accord.domain.relationships import AccessBasis

ONE = UUID(int=1)
AT_HOME = Practice(code="Y90001")


def look(staff_name: str = "Dr Ada Moss", **changed: Any) -> Look:
    usual: dict[str, Any] = {
        "log_id": 1,
        "at": datetime(2026, 11, 21, tzinfo=UTC),
        "staff_name": staff_name,
        **dict.fromkeys(("staff_id", "staff_role_id", "organisation_id", "person_id"), ONE),
        "organisation_code": "Y90001",
        "purpose": "care",
        "what": "plan",
        "basis": "",
    }
    return Look(**(usual | changed))


def hints(staff_name: str = "Dr Ada Moss", *, family: str = "Hartley", given: str = "Rose", **told: Any) -> list[Hint]:
    changes = {"practice": AT_HOME} | told.pop("person", {})
    person = plans.identity(names=(PersonName(family=family, given=(given,)),), **changes)
    usual: dict[str, Any] = {"colleagues": (), "people_that_day": 1}
    return list(hints_of(look(staff_name, **told.pop("look", {})), person, **(usual | told)))


def test_look_at_a_patient_of_the_practice_gives_no_hint() -> None:
    assert hints() == []


@pytest.mark.parametrize(
    ("staff_name", "found"),
    [
        ("Dr Rose Hartley", [Hint.OWN_NAME]),
        ("ROSE HARTLEY", [Hint.OWN_NAME]),
        ("Tom Hartley", [Hint.SAME_SURNAME]),
        ("Hartley Moss", [Hint.SAME_SURNAME]),
        ("Rose Moss", []),
    ],
)
def test_names_are_compared(staff_name: str, found: list[Hint]) -> None:
    assert hints(staff_name) == found


def test_colleagues_name_is_found_and_ones_own_is_no_colleague() -> None:
    assert hints(colleagues=("Dr Ada Moss", "Rose Hartley")) == [Hint.COLLEAGUE]
    assert hints("Rose Hartley", colleagues=("Rose Hartley",)) == [Hint.OWN_NAME]


def test_look_at_somebody_elsewhere_is_said_but_not_in_an_emergency() -> None:
    elsewhere = {"practice": None}
    assert hints(person=elsewhere) == [Hint.NO_RELATIONSHIP]
    assert hints(person=elsewhere, look={"purpose": "emergency"}) == []


def test_where_a_restricted_person_belongs_is_not_compared() -> None:
    assert hints(person={"restricted": True, "practice": None}) == [Hint.RESTRICTED]


def test_many_people_in_a_day_are_said() -> None:
    assert hints(people_that_day=MANY - 1) == []
    assert hints(people_that_day=MANY) == [Hint.MANY_PEOPLE]


def test_list_of_what_waits_is_no_sign_of_many_opened() -> None:
    assert hints(people_that_day=MANY, look={"basis": AccessBasis.WORK}) == []
