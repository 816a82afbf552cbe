"""What somebody is trained in never stands worse for having done more, and never better for time that went by."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from accord.domain.competence import HOLDS, Competence, Currency, Held, stands_on

KIND = Competence.CPR_DECISIONS
WORST_FIRST = (Currency.NOT_KEPT, Currency.NOT_RECORDED, Currency.LAPSED, Currency.LAPSING, Currency.CURRENT)
TODAY = date(2026, 11, 22)
ends = st.one_of(st.none(), st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days)))
entries = ends.map(lambda until: Held(kind=KIND, completed_on=date(2020, 1, 1), valid_until=until))
several = st.lists(entries, max_size=4)


def rank(held: list[Held], on: date = TODAY) -> int:
    return WORST_FIRST.index(stands_on(held, kind=KIND, on=on, is_kept=True).currency)


@given(several, entries)
def test_one_more_entry_never_stands_worse(held: list[Held], more: Held) -> None:
    assert rank([*held, more]) >= rank(held)


@given(several, st.integers(0, 500))
def test_time_alone_never_makes_it_better(held: list[Held], days: int) -> None:
    assert rank(held, TODAY + timedelta(days=days)) <= rank(held)


@given(several)
def test_it_holds_exactly_where_one_entry_has_not_run_out(held: list[Held]) -> None:
    running = any(each.valid_until is None or each.valid_until >= TODAY for each in held)
    assert (stands_on(held, kind=KIND, on=TODAY, is_kept=True).currency in HOLDS) is running
