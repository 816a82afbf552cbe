"""Who looked, as it is told to the person."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from accord.domain.authority import Role
from accord.domain.lookers import NOT_KEPT, TOLD, Looker, Seen, lookers_of
from accord.domain.relationships import AccessBasis


def seen(hour: int, **changed: Any) -> Seen:
    usual: dict[str, Any] = {
        "organisation": "Elm Surgery",
        "role": Role.CLINICIAN,
        "purpose": "care",
        "basis": "staying",
    }
    return Seen(at=datetime(2026, 11, 21, hour, tzinfo=UTC), **(usual | changed))


def told(*looks: Seen) -> tuple[Looker, ...]:
    return lookers_of(looks, datetime.date)


def test_pages_of_one_day_for_one_reason_are_told_as_one() -> None:
    (one,) = told(seen(12), seen(9), seen(10))
    assert (one.first.hour, one.last.hour, one.times) == (9, 12, 3)


@pytest.mark.parametrize(
    "changed", [{"organisation": "Ash House"}, {"role": None}, {"purpose": "emergency"}, {"basis": "outside"}]
)
def test_what_differs_is_told_apart(changed: dict[str, Any]) -> None:
    assert len(told(seen(9), seen(10, **changed))) == 2


def test_days_are_told_apart_and_the_latest_comes_first() -> None:
    days = iter([date(2026, 11, 20), date(2026, 11, 21)])
    found = lookers_of([seen(9), seen(10)], lambda _: next(days))
    assert [each.last.hour for each in found] == [10, 9]


def test_emergency_is_marked() -> None:
    assert [each.is_emergency for each in told(seen(10, purpose="emergency"), seen(9))] == [True, False]


def test_every_basis_is_said_to_the_person() -> None:
    assert set(TOLD) == set(AccessBasis)


def test_basis_that_was_not_kept_says_so() -> None:
    assert told(seen(9, basis=""))[0].why == NOT_KEPT


def test_role_that_is_gone_is_staff() -> None:
    assert told(seen(9, role=None))[0].role_name == "Staff"
