"""What is held back for what stands beside it, and for what left before."""

from __future__ import annotations

from tests.builders.publications import Record, line, period, publish

from accord.assurance.publications.figures import Exact, Place, controlled
from accord.assurance.publications.guards import fits, guard
from accord.assurance.publications.publications import Because
from accord.assurance.publications.releases import Release

ALL = Place("M02")


def release(whole: int, **groups: int) -> Release:
    """Return one measure by sex, all of it so."""
    counts = {ALL: whole, **{Place("M02", "sex", name): count for name, count in groups.items()}}
    return Release(period(), {place: controlled(place, Exact(each, each, 0)) for place, each in counts.items()})


def test_small_groups_of_a_small_whole_are_not_left_to_be_counted() -> None:
    # The whole is 7 at most, and seven groups have 1 at least: each would be 1.
    held = guard(release(7, a=1, b=1, c=1, d=1, e=1, f=1, g=1)).beside
    assert 0 < len(held) < 7


def test_groups_that_fill_the_rounded_whole_are_not_left_to_be_counted() -> None:
    # 22 at most; 18 and four times 1 at least.
    assert guard(release(22, a=18, b=1, c=1, d=1, e=1)).beside


def test_figures_with_room_between_them_are_all_shown() -> None:
    assert not guard(release(60, a=40, b=20)).beside


def test_whole_is_kept_where_a_group_can_be_held_instead() -> None:
    held = guard(release(22, a=18, b=1, c=1, d=1, e=1)).beside
    assert ALL not in held


def test_same_publication_again_holds_nothing_more() -> None:
    records = [Record(1)] * 30 + [Record(2, sex="male")] * 11
    first = publish(records)
    assert publish(records, earlier=[first]).lines == first.lines


def test_difference_to_an_earlier_period_is_not_told() -> None:
    # Up to February 22 at most (20), and with March 23 at least (25), shown beside 2 of sex not recorded.
    earlier = [release(22, a=18, b=1, c=1, d=1)]
    later = Release(period(1, 4), release(23, a=18, b=1, c=1, d=1, e=1, f=1).counts)
    assert guard(later).beside == set()
    assert guard(later, earlier).before


def test_earlier_publication_of_another_record_is_set_aside() -> None:
    assert not fits([release(30, a=30), release(60, a=60)])
    found = guard(release(60, a=40, b=20), [release(30, a=30)])
    assert (found.set_aside, found.before) == ({0}, set())


def test_reason_is_told_beside_what_is_held() -> None:
    found = publish([Record(1, sex=each) for each in "abcdefg"], measures=("M02",), breakdowns=("sex",))
    assert set(found.held.values()) == {Because.BESIDE}
    held = next(iter(found.held))
    assert line(found, held.measure_id, held.breakdown, held.value).denominator == "held back"
