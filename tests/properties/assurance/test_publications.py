"""An attacker who reads everything that was published tells no count, of small records as Hypothesis makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.attackers import NEVER_NOT_SO, Attacker
from tests.builders.publications import MEASURES, Record, period, publish

from accord.assurance.publications.publications import Prepared

ANSWERS = [("so", "not_recorded") if each in NEVER_NOT_SO else ("so", "not_so", "not_recorded") for each in MEASURES]
RECORDS = st.builds(
    Record,
    month=st.sampled_from([1, 1, 2]),
    sex=st.sampled_from(["female", "female", "female", "male", "not_recorded"]),
    age_band=st.sampled_from(["80 and over", "80 and over", "65-79", "under 65"]),
    found=st.tuples(*(st.sampled_from([each[0], *each]) for each in ANSWERS)),
)
SOME = st.lists(RECORDS, min_size=1, max_size=60)
FEW = settings(max_examples=6, deadline=None)


def read(*publications: Prepared) -> list[tuple[range, object]]:
    """Return every line of publications, each with the months that it is of."""
    found = []
    for each in publications:
        months = range(each.chosen.period.since.month, each.chosen.period.until.month + 1)
        found += [(months, line) for line in each.lines]
    return found


@FEW
@given(SOME)
def test_publication_read_by_attacker_tells_no_count(records: Sequence[Record]) -> None:
    in_one = [replace(each, month=1) for each in records]
    assert Attacker(read(publish(in_one, over=period(1, 1), breakdowns=("sex", "age_band")))).told() == []


@FEW
@given(SOME)
def test_publication_by_months_read_by_attacker_tells_no_count(records: Sequence[Record]) -> None:
    assert Attacker(read(publish(records, over=period(1, 2), measures=("M02",)))).told() == []


@FEW
@given(SOME.filter(lambda records: min(each.month for each in records) == 1))
def test_second_publication_of_a_longer_period_tells_no_difference(records: Sequence[Record]) -> None:
    first = publish(records, over=period(1, 1), measures=("M19",), breakdowns=("sex",))
    second = publish(records, over=period(1, 2), measures=("M19",), breakdowns=("sex", "age_band"), earlier=[first])
    assert Attacker(read(first, second)).told() == []
