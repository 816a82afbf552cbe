"""A place is found by its code or by words of its name, on a day on which it exists."""

from datetime import date
from pathlib import Path

import pytest
from tests.builders import who

from accord.domain.organisations import SiteType
from accord.organisations.queries import places

TODAY = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _region(tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.mark.parametrize("words", ["vl901", "VL901 ", "ash house", "ASH  House", "house ash", "hous"])
def test_place_is_found_by_code_or_words_of_its_name(words: str) -> None:
    assert [each.code for each in places.named(words, on=TODAY)] == ["VL901"]


@pytest.mark.parametrize("words", ["", "  ", "as", "%", "no such place", "ash nowhere"])
def test_words_that_name_nothing_find_nothing(words: str) -> None:
    assert not places.named(words, on=TODAY)


def test_place_is_not_found_before_it_exists() -> None:
    assert not places.named("VL901", on=date(2014, 1, 1))


def test_practice_is_no_place_to_stay_unless_it_is_asked_for() -> None:
    assert not places.named("Elm Surgery", on=TODAY)
    assert places.named("Elm Surgery", on=TODAY, kinds=[SiteType.GP_PRACTICE])


def test_no_more_are_found_than_are_asked_for() -> None:
    assert len(places.named("icb", on=TODAY)) == 2
    assert len(places.named("icb", on=TODAY, most=1)) == 1
