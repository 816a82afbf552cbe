"""The codes of authenticator apps, by the vectors of RFC 6238, appendix B (their last six digits)."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from accord.access import one_time_codes

SECRET = base64.b32encode(b"12345678901234567890").decode()
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]


@pytest.mark.parametrize(("seconds", "eight"), VECTORS)
def test_code_of_the_standard_is_taken_at_its_step(seconds: int, eight: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert one_time_codes.step_of(SECRET, eight[-6:], at) == seconds // 30


@pytest.mark.parametrize(("drift", "is_taken"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_clock_may_be_one_step_off(drift: int, is_taken: bool) -> None:
    at = datetime.fromtimestamp(1111111111, UTC) + timedelta(seconds=drift)
    assert (one_time_codes.step_of(SECRET, "050471", at) is not None) is is_taken


def test_secret_has_160_bits_and_is_drawn_anew() -> None:
    drawn = {one_time_codes.draw_secret() for _ in range(20)}
    assert len(drawn) == 20
    assert {len(base64.b32decode(secret)) for secret in drawn} == {20}


def test_app_is_told_whose_it_is() -> None:
    told = one_time_codes.address(SECRET, "ada.moss")
    assert told.startswith("otpauth://totp/Accord:ada.moss?")
    assert f"secret={SECRET}" in told
    assert one_time_codes.in_groups("ABCDEFGH") == "ABCD EFGH"
