"""NHS numbers: what is taken, what is refused, and in which words."""

import nhs_number
import pytest

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.domain.nhs_numbers import Acceptance, NhsNumber, own_test_number, parse


def numbered(stem: str) -> str:
    """Return the number of the first stem, from `stem` up, that has a check digit."""
    padded = stem.ljust(9, "0")
    while (digit := nhs_numbers.check_digit(padded)) is None:
        padded = str(int(padded) + 1).zfill(9)
    return f"{padded}{digit}"


def wrong(text: str, accept: Acceptance = Acceptance.PRODUCTION) -> str:
    with pytest.raises(Refused) as refused:
        parse(text, accept, field="number")
    (error,) = refused.value.errors
    assert error.field == "number"
    assert "10 digits" in error.accepted
    return error.wrong


@pytest.mark.parametrize("stem", ["400000123", "455512345", "601234567", "798765432"])
def test_issued_number_is_taken_with_spaces_and_hyphens(stem: str) -> None:
    digits = numbered(stem)
    typed = f" {digits[:3]}-{digits[3:6]}\u00a0{digits[6:]} "
    assert parse(typed) == NhsNumber(digits)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("12345", "has 5 digits"),
        ("9", "has 1 digit,"),
        ("999 000 001O", "not a digit"),
        ("\uff19" * 10, "not a digit"),
        ("0" * 10, "all zeros"),
        ("4" * 10, "one digit repeated"),
        ("999 000 0019", "last digit that does not fit"),
    ],
)
def test_wrong_number_is_refused_in_words(text: str, said: str) -> None:
    assert said in wrong(text, Acceptance.CORPUS)


@pytest.mark.parametrize(
    ("stem", "said"),
    [
        ("010203045", "Scottish CHI"),
        ("311299123", "Scottish CHI"),
        ("321234567", "Northern Ireland"),
        ("801234567", "Irish"),
        ("500000001", "not issued"),
        ("311312345", "not issued"),
        ("950000001", "not issued"),
    ],
)
def test_number_of_another_scheme_is_refused_everywhere(stem: str, said: str) -> None:
    assert said in wrong(numbered(stem), Acceptance.CORPUS)


def test_our_test_numbers_are_refused_in_production() -> None:
    assert "for testing" in wrong("999 000 0018")
    assert parse("999 000 0018", Acceptance.TEST).shown == "999 000 0018"


@pytest.mark.parametrize("prefix", ["900000", "973", "991200", "911123"])
def test_sandbox_numbers_are_taken_only_where_they_are_accepted(prefix: str) -> None:
    digits = numbered(prefix)
    assert "number of the" in wrong(digits, Acceptance.TEST)
    assert parse(digits, Acceptance.CORPUS).digits == digits


def test_is_valid_agrees_with_parse() -> None:
    assert nhs_numbers.is_valid("999 000 0018", Acceptance.OWN_TEST)
    assert not nhs_numbers.is_valid("999 000 0018")


def test_refusal_and_repr_hide_the_number() -> None:
    assert "999000" not in wrong("999 000 0019", Acceptance.TEST)
    assert repr(NhsNumber("9990000018")) == "NhsNumber(••• ••• 0018)"


def test_shown_leaves_what_is_no_number_alone() -> None:
    assert nhs_numbers.shown("12345") == "12345"
    assert nhs_numbers.shown(NhsNumber("9990000018")) == "999 000 0018"


def test_every_nth_own_test_number_is_valid_to_another_implementation() -> None:
    found = [own_test_number(index).digits for index in range(0, nhs_numbers.OWN_TEST_COUNT, 4999)]
    assert all(nhs_number.is_valid(digits) and digits.startswith("999") for digits in found)


def test_own_test_numbers_are_all_different_and_rising() -> None:
    found = [own_test_number(index).digits for index in range(2000)]
    assert found == sorted(set(found))


@pytest.mark.slow
def test_own_test_numbers_are_all_that_there_are() -> None:
    stems = (f"999{stem:06d}" for stem in range(10**6))
    valid = sum(nhs_numbers.check_digit(stem) is not None for stem in stems)
    assert valid - 1 == nhs_numbers.OWN_TEST_COUNT == 909_090


@pytest.mark.parametrize("index", [-1, nhs_numbers.OWN_TEST_COUNT])
def test_own_test_number_outside_the_range_is_an_error(index: int) -> None:
    with pytest.raises(IndexError, match="909090"):
        own_test_number(index)


def test_last_own_test_number_is_not_a_repeated_digit() -> None:
    assert nhs_numbers.is_valid(own_test_number(nhs_numbers.OWN_TEST_COUNT - 1).digits, Acceptance.OWN_TEST)


@pytest.mark.parametrize("separator", ["", " ", "-", "\u00a0"])
def test_number_among_words_is_masked_however_it_is_spaced(separator: str) -> None:
    digits = own_test_number(7).digits
    spaced = separator.join((digits[:3], digits[3:6], digits[6:]))
    assert nhs_numbers.masked(f"Known as {spaced}, frail.") == "Known as [a number], frail."


@pytest.mark.parametrize("text", ["", "Ring 01632 960014.", "Seen 3 times in 2026", "Ref 12345678901"])
def test_other_numbers_among_words_stay(text: str) -> None:
    assert nhs_numbers.masked(text) == text


def test_number_with_a_wrong_last_digit_stays() -> None:
    digits = own_test_number(7).digits
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert nhs_numbers.masked(wrong) == wrong
