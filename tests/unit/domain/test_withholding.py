"""Something is kept from the person only with a reason, and until its end date."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.errors import Refused
from accord.domain.plan.wishes import LONGEST_WITHHELD, SharingWishes, WithheldFromPerson, check_withheld

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
HARM = WithheldFromPerson.SERIOUS_HARM_TEST


def kept(**changed: Any) -> SharingWishes:
    usual: dict[str, Any] = {"withheld": HARM, "withheld_why": "Set out in the letter.", "withheld_until": TODAY + DAY}
    return SharingWishes(**(usual | changed))


def test_what_is_kept_comes_back_by_itself_on_its_day() -> None:
    assert kept().withheld_on(TODAY) is HARM
    assert kept().withheld_on(TODAY + DAY) is WithheldFromPerson.NO


@pytest.mark.parametrize("missing", [{"withheld_why": " "}, {"withheld_until": None}])
def test_nothing_is_kept_without_a_reason_or_an_end(missing: dict[str, Any]) -> None:
    assert kept(**missing).withheld_on(TODAY) is WithheldFromPerson.NO


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"withheld_why": ""}, "withheld_why"),
        ({"withheld_until": None}, "withheld_until"),
        ({"withheld_until": TODAY}, "withheld_until"),
        ({"withheld_until": TODAY + LONGEST_WITHHELD + DAY}, "withheld_until"),
    ],
)
def test_keeping_without_a_reason_or_an_end_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        check_withheld(kept(**changed), TODAY)
    assert [each.field for each in refused.value.errors] == [field]


def test_keeping_nothing_needs_no_words() -> None:
    check_withheld(SharingWishes(), TODAY)


@given(until=st.dates(), why=st.text(), day=st.dates())
def test_nothing_is_ever_kept_that_could_not_be_recorded_once(until: date, why: str, day: date) -> None:
    held = kept(withheld_until=until, withheld_why=why)
    assert (held.withheld_on(day) is HARM) == (bool(why.strip()) and day < until)
