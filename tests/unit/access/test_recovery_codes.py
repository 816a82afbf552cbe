"""Recovery codes: many bits, no letters that look alike, and taken however they are typed."""

from math import log2
from uuid import UUID

from accord.access import recovery_codes

ONE, OTHER = UUID(int=1), UUID(int=2)


def test_codes_have_112_bits_or_more_and_differ() -> None:
    codes = recovery_codes.draw()
    assert recovery_codes.LENGTH * log2(len(recovery_codes.ALPHABET)) >= 112
    assert len(set(codes)) == recovery_codes.HOW_MANY
    assert not set("".join(codes)) & set("01ilo")


def test_code_is_known_without_its_groups_and_in_capitals() -> None:
    code = recovery_codes.draw()[0]
    assert recovery_codes.hashed(ONE, f" {code.upper().replace('-', ' ')}") == recovery_codes.hashed(ONE, code)


def test_one_code_of_two_accounts_is_not_seen_to_be_one() -> None:
    assert recovery_codes.hashed(ONE, "abcd") != recovery_codes.hashed(OTHER, "abcd")
