"""NHS numbers against another implementation, and the mistakes that people make when they type them."""

import nhs_number
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.nhs_numbers import OWN_TEST_COUNT, Acceptance, check_digit, is_valid, own_test_number, parse, shown

indices = st.integers(0, OWN_TEST_COUNT - 1)
stems = st.integers(320_000_001, 10**9 - 1).map(str)
everything = Acceptance.CORPUS


@given(indices)
def test_own_test_number_is_read_back_as_shown(index: int) -> None:
    number = own_test_number(index)
    assert parse(shown(number), Acceptance.OWN_TEST) == number
    assert nhs_number.is_valid(number.digits)


@given(indices, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(index: int, place: int, change: int) -> None:
    digits = own_test_number(index).digits
    wrong = (int(digits[place]) + change) % 10
    assert not is_valid(f"{digits[:place]}{wrong}{digits[place + 1 :]}", everything)


@given(indices, st.integers(0, 8))
def test_two_digits_exchanged_are_always_seen(index: int, place: int) -> None:
    digits = own_test_number(index).digits
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert swapped == digits or not is_valid(swapped, everything)


@given(stems)
def test_check_digit_equals_another_implementation(stem: str) -> None:
    valid = [digit for digit in range(10) if nhs_number.is_valid(f"{stem}{digit}")]
    assert valid == [digit for digit in [check_digit(stem)] if digit is not None]


@given(st.text())
def test_anything_typed_is_taken_or_refused_in_words(text: str) -> None:
    if is_valid(text, everything):
        assert len(parse(text, everything).digits) == 10
