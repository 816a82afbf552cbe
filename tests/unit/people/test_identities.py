"""What can be said of a person from what is known of them."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from accord.domain.people import (
    Address,
    Contact,
    ContactRole,
    Death,
    DeathStatus,
    Identity,
    PersonName,
    Stay,
    StayKind,
    Verification,
)

ONE = UUID(int=1)


def stay(kind: StayKind, day: int, end: datetime | None = None) -> Stay:
    start = datetime(2026, 3, day, tzinfo=UTC)
    return Stay(id=UUID(int=day), site_id=ONE, site_code="R9901", site_name="Oak", kind=kind, start=start, end=end)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(1941, 5, 17), date(2026, 5, 16), 84),
        (date(1941, 5, 17), date(2026, 5, 17), 85),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (None, date(2026, 3, 1), None),
    ],
)
def test_age_is_in_completed_years(born: date | None, on: date, age: int | None) -> None:
    assert Identity(person_id=ONE, birth_date=born).age_on(on) == age


def test_name_is_the_usual_one() -> None:
    names = (PersonName(family="Lowe", use="maiden"), PersonName(family="Hartley", given=("Rose",), prefix="Mrs"))
    assert Identity(person_id=ONE, names=names).display_name == "Mrs Rose Hartley"


def test_nobody_without_a_name_is_called_something() -> None:
    assert Identity(person_id=ONE).display_name == "Name not known"


def test_restricted_person_has_no_address_line() -> None:
    homes = (Address(lines=("1 High Street",), postcode="ZZ99 3AB"),)
    assert Identity(person_id=ONE, addresses=homes).address_line == "1 High Street, ZZ99 3AB"
    assert Identity(person_id=ONE, addresses=homes, restricted=True).address_line == ""


def test_home_comes_before_other_addresses() -> None:
    addresses = (Address(postcode="ZZ1 1ZZ", use="temp"), Address(postcode="ZZ99 3AB"))
    assert Identity(person_id=ONE, addresses=addresses).address_line == "ZZ99 3AB"


@pytest.mark.parametrize(
    ("status", "died"), [(DeathStatus.INFORMAL, True), (DeathStatus.FORMAL, True), (DeathStatus.WITHDRAWN, False)]
)
def test_withdrawn_death_is_no_death(status: DeathStatus, died: bool) -> None:
    assert Identity(person_id=ONE, death=Death(status=status)).has_died is died


def test_verified_needs_a_number() -> None:
    assert not Identity(person_id=ONE, verification=Verification.VERIFIED).is_verified
    assert Identity(person_id=ONE, verification=Verification.VERIFIED, nhs_number="9990000018").is_verified


def test_current_stay_is_the_admission_before_the_home() -> None:
    home, ward = stay(StayKind.RESIDENT, 9), stay(StayKind.ADMISSION, 2)
    assert Identity(person_id=ONE, stays=(home, ward)).current_stay == ward


def test_current_stay_is_none_when_all_have_ended() -> None:
    over = stay(StayKind.ADMISSION, 2, datetime(2026, 3, 4, tzinfo=UTC))
    assert Identity(person_id=ONE, stays=(over,)).current_stay is None


def test_first_to_call_comes_first_and_others_are_left_out() -> None:
    kim = Contact(name="Kim", roles=(ContactRole.EMERGENCY,))
    lee = Contact(name="Lee", roles=(ContactRole.PRIMARY,))
    ann = Contact(name="Ann", roles=(ContactRole.PAID_CARER,))
    assert Identity(person_id=ONE, contacts=(ann, kim, lee)).emergency_contacts == (lee, kim)


def test_missing_identifiers_are_named_but_no_address_is_asked_of_a_restricted_record() -> None:
    assert Identity(person_id=ONE).missing_identifiers == ("name", "date of birth", "NHS number", "address")
    assert "address" not in Identity(person_id=ONE, restricted=True).missing_identifiers
