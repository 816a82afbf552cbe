"""The language of rules: how expressions combine and what they read."""

from __future__ import annotations

import pytest

from accord.domain.expressions import ALWAYS, All, Any, Expression, facts_read, known, no, not_after, settled, yes
from accord.soundness.naive import holds

A, B, C = yes("a"), yes("b"), yes("c")


def test_and_and_or_flatten() -> None:
    assert All((A, B, C)) == A & B & C
    assert Any((A, B, C)) == A | (B | C)


def test_twice_not_is_itself() -> None:
    assert ~~A == A


def test_facts_read_are_named_through_any_nesting() -> None:
    assert facts_read(~(A & (B | not_after("x", "y"))) & ALWAYS) == {"a", "b", "x", "y"}


@pytest.mark.parametrize("answer", ["unknown", "", "not_recorded", "not_known", None])
def test_what_is_not_recorded_is_neither_yes_nor_no_nor_known(answer: str | None) -> None:
    assert not any(holds(leaf, {"a": answer}) for leaf in (yes("a"), no("a"), known("a")))


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("yes", "yes", True), ("no", "unknown", True), ("yes", "unknown", False), ("unknown", "unknown", False)],
)
def test_settled_is_all_known_or_one_no(a: str, b: str, expected: bool) -> None:
    assert holds(settled("a", "b"), {"a": a, "b": b}) is expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((1, 100), (1, 50), False),
        ((1, None), (1, 50), True),
        ((2, None), (1, 50), False),
        ((None, None), (1, 5), False),
    ],
)
def test_order_is_exact_where_both_times_are_known_else_by_day(
    first: tuple[int, int], second: tuple[int, int], expected: bool
) -> None:
    row = {"x_day": first[0], "x_second": first[1], "y_day": second[0], "y_second": second[1]}
    assert holds(not_after("x", "y"), row) is expected


def test_strange_expression_is_refused() -> None:
    with pytest.raises(TypeError):
        holds(Expression(), {})
