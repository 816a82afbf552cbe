"""How far a request has come, and what a pseudonym looks like."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.errors import Refused
from accord.domain.reidentification import MOST, STANDS, WAITS, Course, State, read_pseudonyms

ASKED = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
PSEUDONYM = st.text("0123456789abcdef", min_size=20, max_size=20)


@pytest.mark.parametrize(
    ("course", "after", "state"),
    [
        ({}, DAY, State.WAITING),
        ({}, WAITS, State.LAPSED),
        ({"decided_at": ASKED + DAY}, DAY, State.REFUSED),
        ({"decided_at": ASKED + DAY}, WAITS * 9, State.REFUSED),
        ({"decided_at": ASKED + 13 * DAY, "approved": True}, WAITS, State.APPROVED),
        ({"decided_at": ASKED + DAY, "approved": True}, DAY + STANDS, State.LAPSED),
        ({"decided_at": ASKED, "approved": True, "shown_at": ASKED}, WAITS, State.SHOWN),
    ],
)
def test_state_follows_from_what_has_happened_and_the_clock(
    course: dict[str, object], after: timedelta, state: State
) -> None:
    assert Course(asked_at=ASKED, **course).state(ASKED + after) is state  # type: ignore[arg-type]  # fields by name


@given(st.lists(PSEUDONYM, min_size=1, max_size=MOST, unique=True))
def test_pseudonyms_are_read_one_a_line_and_once_each(pseudonyms: list[str]) -> None:
    text = "\r\n".join([*(f"  {each.upper()} " for each in pseudonyms), "", *pseudonyms])
    assert read_pseudonyms(text) == tuple(pseudonyms)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        (" \n ", "is empty"),
        (f"{'a' * 20}\n9990001234", "line 2 is no pseudonym"),
        (f"{'g' * 20}\n{'a' * 21}", "lines 1, 2 is no pseudonym"),
        ("\n".join(f"{number:020x}" for number in range(MOST + 1)), "Ask for 20 at most"),
    ],
)
def test_what_is_no_pseudonym_is_named_by_its_line_alone(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        read_pseudonyms(text)
    assert "9990001234" not in str(refused.value)
