"""On what basis somebody may open a record."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans
from tests.builders.actors import actor_in

from accord.domain.authority import GRANTS, Permission, Role
from accord.domain.people import Practice, Stay, StayKind
from accord.domain.relationships import (
    KEPT,
    RELATED,
    AccessBasis,
    Asking,
    CareRelationship,
    Opening,
    Remit,
    basis_by_place,
    basis_by_record,
    opening_of,
    strongest,
)

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HERE, ELSEWHERE = UUID(int=3), UUID(int=4)
DAY = timedelta(days=1)
ASKING = Asking(actor=actor_in(Role.CLINICIAN), remit=Remit(ids=frozenset({HERE}), codes=frozenset({"Y90001"})), at=NOW)


def stay(start: datetime, end: datetime | None = None, site: UUID = HERE) -> Stay:
    return Stay(id=UUID(int=9), site_id=site, site_code="", site_name="", kind=StayKind.RESIDENT, start=start, end=end)


def recorded(kind: AccessBasis = AccessBasis.CASELOAD, **changed: Any) -> CareRelationship:
    usual: dict[str, Any] = {"organisation_id": HERE, "staff_role_id": None, "begins_at": NOW - DAY}
    return CareRelationship(kind=kind, **(usual | changed))


def by_record(*held: CareRelationship, is_sending: bool = False) -> AccessBasis | None:
    return basis_by_record(held, replace(ASKING, is_sending=is_sending))


@pytest.mark.parametrize(
    ("practice", "found"),
    [
        (Practice(code="Y90001"), AccessBasis.REGISTERED),
        (Practice(code="Y90001", end=date(2026, 11, 22)), AccessBasis.REGISTERED),
        (Practice(code="Y90001", end=date(2026, 11, 21)), None),
        (Practice(code="Y90002"), None),
        (None, None),
    ],
)
def test_registered_practice_has_to_do_with_the_person(practice: Practice | None, found: AccessBasis | None) -> None:
    assert basis_by_place(plans.identity(practice=practice), ASKING) is found


def test_registration_ends_with_the_day_here() -> None:
    person = plans.identity(practice=Practice(code="Y90001", end=date(2026, 7, 1)))
    summer_night = replace(ASKING, at=datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    assert basis_by_place(person, summer_night) is None


@pytest.mark.parametrize(
    ("held", "found"),
    [
        (stay(NOW - DAY), AccessBasis.STAYING),
        (stay(NOW - DAY, NOW + DAY), AccessBasis.STAYING),
        (stay(NOW - 3 * DAY, NOW - DAY), AccessBasis.STAYED),
        (stay(NOW - 90 * DAY, NOW - 28 * DAY), None),
        (stay(NOW + DAY), None),
        (stay(NOW - DAY, site=ELSEWHERE), None),
    ],
)
def test_stay_has_to_do_with_its_place_and_a_while_longer(held: Stay, found: AccessBasis | None) -> None:
    assert basis_by_place(plans.identity(stays=(held,)), ASKING) is found


def test_where_a_restricted_person_is_gives_no_basis() -> None:
    person = plans.identity(restricted=True, practice=Practice(code="Y90001"), stays=(stay(NOW - DAY),))
    assert basis_by_place(person, ASKING) is None


@pytest.mark.parametrize("kind", KEPT)
def test_recorded_relationship_is_a_basis(kind: AccessBasis) -> None:
    assert by_record(recorded(kind)) is kind


@pytest.mark.parametrize(
    "changed",
    [
        {"begins_at": NOW + DAY},
        {"until": NOW},
        {"ended_at": NOW},
        {"organisation_id": ELSEWHERE},
        {"staff_role_id": UUID(int=77)},
    ],
)
def test_relationship_that_does_not_hold_here_is_none(changed: dict[str, Any]) -> None:
    assert by_record(recorded(**changed)) is None


def test_relationship_with_one_role_opens_to_that_role() -> None:
    assert by_record(recorded(staff_role_id=ASKING.actor.staff_role_id)) is AccessBasis.CASELOAD


@pytest.mark.parametrize(("hours", "found"), [(11, AccessBasis.CASELOAD), (12, None)])
def test_form_that_was_begun_in_time_may_be_sent(hours: int, found: AccessBasis | None) -> None:
    held = recorded(until=NOW - timedelta(hours=hours))
    assert by_record(held) is None
    assert by_record(held, is_sending=True) is found


def test_relationship_that_somebody_ended_lets_nobody_finish() -> None:
    assert by_record(recorded(ended_at=NOW - timedelta(minutes=1)), is_sending=True) is None


def test_strongest_basis_is_the_one_that_is_kept() -> None:
    assert by_record(recorded(AccessBasis.ASKED), recorded(AccessBasis.REFERRAL)) is AccessBasis.REFERRAL
    assert strongest(()) is None


def test_reason_alone_is_no_relationship() -> None:
    assert AccessBasis.ASKED not in RELATED
    assert AccessBasis.OUTSIDE not in RELATED


@pytest.mark.parametrize("role", list(Role))
def test_nothing_stands_before_those_who_may_open_in_an_emergency(role: Role) -> None:
    at_once = Permission.VIEW_EMERGENCY in GRANTS[role]
    assert opening_of(None, actor_in(role)) is (Opening.AT_ONCE if at_once else Opening.ASKS_FIRST)
    assert opening_of(AccessBasis.CASELOAD, actor_in(role)) is Opening.PLAINLY
