"""How surely somebody is known, as the provider states it."""

import pytest

from accord.domain.sign_ins import Level, level_of


@pytest.mark.parametrize(
    ("acr", "stated", "level"),
    [
        ("AAL3_ANY", None, Level.AAL3),
        ("AAL3_N3_SMARTCARD", 3, Level.AAL3),
        ("AAL3_ANY", "3", Level.AAL3),
        ("AAL3_ANY", 2, Level.AAL2),
        ("AAL2_TOTP", None, Level.AAL2),
        ("AAL2_ANY", 3, Level.AAL2),
        ("AAL2_OR_AAL3_ANY", None, Level.AAL2),
        ("AAL2_OR_AAL3_ANY", 3, Level.AAL3),
        ("AAL2_OR_AAL3_ANY", 1, Level.AAL1),
        ("AAL1_USERPASS", 3, Level.AAL1),
        ("AAL3", 3, Level.NONE),
        ("", 3, Level.NONE),
        (None, 3, Level.NONE),
        (3, 3, Level.NONE),
        ("AAL3_ANY", "high", Level.NONE),
    ],
)
def test_level_is_what_is_said_and_never_more(acr: object, stated: object, level: Level) -> None:
    assert level_of(acr, stated) is level
