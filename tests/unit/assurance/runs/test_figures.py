"""Figures of measures in words."""

from __future__ import annotations

import pytest

from accord.assurance.runs.figures import Row, figure
from accord.soundness.measures.catalogue import BY_ID


@pytest.mark.parametrize(("days", "words"), [(1, "1 day"), (2, "2 days"), (0, "0 days")])
def test_days_are_said_as_people_say_them(days: int, words: str) -> None:
    row = Row(measure_id="M22", breakdown="all", value="all", numerator=days, denominator=9, not_recorded=0,
              proportion=None, lower=1, upper=3)  # fmt: skip
    assert figure(BY_ID["M22"], row, "All").value == words
