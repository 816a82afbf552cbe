"""Draws from a seed."""

from __future__ import annotations

import pytest

from accord.synth.dice import Dice, Weights

pytestmark = pytest.mark.no_database


def test_dice_with_the_same_key_draw_the_same() -> None:
    one, other = Dice(4, 2), Dice(4, 2)
    assert [one.roll() for _ in range(900)] == [other.roll() for _ in range(900)]
    assert [one.uuid() for _ in range(900)] == [other.uuid() for _ in range(900)]


def test_dice_with_another_key_draw_something_else() -> None:
    assert Dice(4, 2).roll() != Dice(4, 3).roll()


def test_number_reaches_both_ends() -> None:
    dice = Dice(1)
    assert {dice.number(3, 5) for _ in range(200)} == {3, 4, 5}


def test_weigh_follows_the_weights() -> None:
    dice, weights = Dice(1), Weights.of({"often": 9.0, "never": 0.0, "seldom": 1.0})
    drawn = [dice.weigh(weights) for _ in range(2000)]
    assert "never" not in drawn
    assert 0.86 < drawn.count("often") / len(drawn) < 0.94


def test_some_gives_different_options_in_their_order() -> None:
    dice = Dice(1)
    for _ in range(50):
        chosen = dice.some("abcdef", 3)
        assert len(set(chosen)) == 3
        assert list(chosen) == sorted(chosen)


def test_some_of_too_few_gives_all() -> None:
    assert Dice(1).some("ab", 5) == ("a", "b")


def test_normal_stays_within_its_bounds() -> None:
    dice = Dice(1)
    drawn = [dice.normal(80, 30, 60, 90) for _ in range(500)]
    assert min(drawn) == 60
    assert max(drawn) == 90


def test_uuid_is_of_version_4_and_never_twice() -> None:
    dice = Dice(1)
    drawn = [dice.uuid() for _ in range(2000)]
    assert {each.version for each in drawn} == {4}
    assert len(set(drawn)) == 2000
