"""NHS numbers: Modulus 11, the ranges in which numbers are issued, and which test numbers a system accepts.

Sources: reference/interop.md 4.1 (check digit, ranges, the test-only range 999); the ranges are those of the public
`nhs-number` package, which the tests use as an oracle. The check digit alone is not enough: it lets repeated digits,
ten zeros and other nations' numbers through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Flag, auto

from accord.domain.errors import Refused

ACCEPTED = "Give the 10 digits of an NHS number, such as 999 012 3456; spaces and hyphens may be left in."
LENGTH = 10
_MODULUS = 11
_WEIGHTS = range(10, 1, -1)
MASK = "[a number]"
_SEPARATORS = re.compile(r"[\s\u00a0\u2007\u2009\u202f\u2010\u2011\u2012\u2013-]+")
_IN_WORDS = re.compile(rf"(?<![0-9])[0-9](?:(?:{_SEPARATORS.pattern})?[0-9]){{{LENGTH - 1}}}(?![0-9])")


class Acceptance(Flag):
    """Which numbers a system takes: those issued to people, our own test numbers, other bodies' sandbox numbers."""

    PRODUCTION = auto()
    OWN_TEST = auto()
    SANDBOX = auto()

    TEST = PRODUCTION | OWN_TEST
    """A demo or test system of ours: issued numbers and the range 999, which is never issued."""
    CORPUS = PRODUCTION | OWN_TEST | SANDBOX
    """Reading the files that other bodies publish for testing."""


@dataclass(frozen=True, slots=True, repr=False)
class NhsNumber:
    """A valid NHS number. Its `repr` hides all but the last four digits, so that it cannot leak into a log line."""

    digits: str

    def __str__(self) -> str:
        """Return the ten digits."""
        return self.digits

    def __repr__(self) -> str:
        """Return the last four digits alone."""
        return f"NhsNumber(••• ••• {self.digits[6:]})"

    @property
    def shown(self) -> str:
        """The number as people read it: 3, 3 and 4 digits."""
        return shown(self.digits)


@dataclass(frozen=True, slots=True)
class _Range:
    """Numbers whose first digits, as many as `low` has, lie from `low` to `high`."""

    low: str
    high: str
    needs: Acceptance | None
    says: str = ""

    def holds(self, digits: str) -> bool:
        return self.low <= digits[: len(self.low)] <= self.high


# The first that holds decides. `needs` is what a system must accept for the number to be taken; None is never taken.
_RANGES = (
    _Range("999", "999", Acceptance.OWN_TEST, "is in the range 999, which is for testing and never issued to anyone."),
    _Range("900000", "900000", Acceptance.SANDBOX, "is a sandbox number of the Personal Demographics Service."),
    _Range("911123", "911123", Acceptance.SANDBOX, "is a sandbox number of the Personal Demographics Service."),
    _Range("973", "973", Acceptance.SANDBOX, "is an integration-test number of the Personal Demographics Service."),
    _Range("991200", "991200", Acceptance.SANDBOX, "is a test number of the National Record Locator."),
    _Range("9", "9", None, "is in a range that is not issued to people."),
    _Range("4", "4", Acceptance.PRODUCTION),
    _Range("6", "7", Acceptance.PRODUCTION),
    _Range("32", "39", None, "is a Health and Care number of Northern Ireland, not an NHS number."),
    _Range("0100", "3112", None, "is in the range of Scottish CHI numbers, not an NHS number."),
    _Range("80", "85", None, "is in the range of Irish health identifiers, not an NHS number."),
    _Range("0", "9", None, "is in a range that is not issued to people."),
)


def parse(text: str, accept: Acceptance = Acceptance.PRODUCTION, *, field: str = "nhs_number") -> NhsNumber:
    """Return the NHS number in `text`. Raises Refused naming the field, what is wrong and what is accepted."""
    digits = _SEPARATORS.sub("", text)
    wrong = _what_is_wrong(digits) or _why_out_of_range(digits, accept)
    if wrong:
        raise Refused.one(field, wrong, ACCEPTED)
    return NhsNumber(digits)


def is_valid(text: str, accept: Acceptance = Acceptance.PRODUCTION) -> bool:
    """Whether `parse` would take `text`."""
    digits = _SEPARATORS.sub("", text)
    return not (_what_is_wrong(digits) or _why_out_of_range(digits, accept))


def shown(number: NhsNumber | str) -> str:
    """Return a number as people read it: 3, 3 and 4 digits. Anything that has not 10 digits is returned unchanged."""
    digits = str(number)
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == LENGTH else digits


def masked(text: str) -> str:
    """Return a text in which every ten digits that could be an NHS number, however they are spaced, are left out."""
    return _IN_WORDS.sub(lambda found: MASK if _could_be_one(found.group()) else found.group(), text)


def _could_be_one(text: str) -> bool:
    digits = _SEPARATORS.sub("", text)
    return check_digit(digits[:-1]) == int(digits[-1])


def check_digit(stem: str) -> int | None:
    """Return the check digit of nine digits by Modulus 11, or None where no number has that stem (remainder 10)."""
    total = sum(int(digit) * weight for digit, weight in zip(stem, _WEIGHTS, strict=True))
    remainder = total % _MODULUS
    # 11 less 1 would be a check "digit" of 10: numbers with such a stem are not issued
    return None if remainder == 1 else -remainder % _MODULUS


def _what_is_wrong(digits: str) -> str:
    if len(digits) == LENGTH and digits.isascii() and digits.isdigit() and len(set(digits)) > 1:
        fits = check_digit(digits[:-1]) == int(digits[-1])
        return "" if fits else "has a last digit that does not fit the others: at least one digit is wrong."
    return next(words for is_wrong, words in _of_wrong_form(digits) if is_wrong)


def _of_wrong_form(digits: str) -> tuple[tuple[bool, str], ...]:
    """Return what may be wrong with digits that cannot be a number, the first thing to be said first."""
    return (
        (digits == "", "is empty."),
        (not (digits.isascii() and digits.isdigit()), "holds something that is not a digit."),
        (len(digits) != LENGTH, f"has {len(digits)} digit{'' if len(digits) == 1 else 's'}, not {LENGTH}."),
        (set(digits) == {"0"}, "is all zeros, which is nobody's number."),
        (True, "is one digit repeated, which is nobody's number."),
    )


def _why_out_of_range(digits: str, accept: Acceptance) -> str:
    held = next(each for each in _RANGES if each.holds(digits))
    return "" if held.needs is not None and held.needs in accept else held.says or "is not accepted here."


_TEST_PREFIX = "999"
_FREE = 6  # digits between the prefix and the check digit


def _completions() -> tuple[tuple[int, ...], ...]:
    """Return, for each count of free digits still to come and each remainder so far, how many stems are valid.

    A stem is valid unless its weighted sum leaves 1 modulo 11, when the check digit would be 10.
    """
    rows = [tuple(0 if remainder == 1 else 1 for remainder in range(11))]
    for weight in range(2, 2 + _FREE):
        below = rows[-1]
        rows.append(tuple(sum(below[(r + digit * weight) % 11] for digit in range(10)) for r in range(11)))
    return tuple(rows)


_COUNTS = _completions()
_START = sum(int(digit) * weight for digit, weight in zip(_TEST_PREFIX, (10, 9, 8), strict=True)) % 11

OWN_TEST_COUNT = _COUNTS[_FREE][_START] - 1
"""How many test numbers there are (909,090). The last stem, all nines, is left out: its number is one digit repeated.

Fewer than a million: a benchmark that loads more people leaves the rest without a number (status 07, not present).
"""


def own_test_number(index: int) -> NhsNumber:
    """Return the test number at `index` (from 0, in rising order) among all valid numbers of the range 999.

    The range has 10^6 stems, of which about ten in eleven have a check digit. Raises IndexError outside it.
    """
    if not 0 <= index < OWN_TEST_COUNT:
        raise IndexError(f"there are {OWN_TEST_COUNT} test numbers, from 0")
    stem, remainder, left = _TEST_PREFIX, _START, index
    for free in range(_FREE, 0, -1):
        for digit in range(10):
            following = (remainder + digit * (free + 1)) % 11
            below = _COUNTS[free - 1][following]
            if left < below:
                stem, remainder = f"{stem}{digit}", following
                break
            left -= below
    return NhsNumber(f"{stem}{check_digit(stem)}")
