"""Growth beside what is read: 1 is linear."""

from benchmarks.figures import Figure
from benchmarks.flatness import growth, in_words


def read(people: int, seconds: float, *, grows: bool = True) -> Figure:
    return Figure(name="Read", unit="s", people=people, value=seconds, bound=people / 1000, grows=grows)


def test_each_step_is_held_against_its_size() -> None:
    found = list(growth([read(1000, 3), read(100, 1), read(10_000, 60)]))
    assert [(each.people, each.value, each.bound, each.is_met) for each in found] == [
        (1000, 0.3, 1.0, True),
        (10_000, 2.0, 1.0, False),
    ]


def test_growth_is_said_in_words() -> None:
    lines = list(in_words([read(100, 1), read(1000, 10)]))
    assert lines == ["Read: growth from 100, beside 10 times as many: 1.00, linear or less"]


def test_what_need_not_grow_with_the_size_has_no_growth() -> None:
    assert list(growth([read(100, 1, grows=False), read(1000, 90, grows=False)])) == []
