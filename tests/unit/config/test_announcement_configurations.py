"""Tests of where changes of our plans are announced, read from the environment."""

from pathlib import Path

import pytest

from accord.config.announcement_configurations import read_announcements
from accord.config.configuration_errors import ConfigurationError


@pytest.fixture
def given(key: Path) -> dict[str, str]:
    return {
        "ACCORD_ADDRESS": "https://accord.example",
        "ACCORD_MNS_ADDRESS": "https://api.example/multicast-notification-service/",
        "ACCORD_MNS_TOKEN_ADDRESS": "https://api.example/oauth2/token",
        "ACCORD_MNS_CLIENT_ID": "ours",
        "ACCORD_MNS_KEY": str(key),
    }


def test_without_an_address_nothing_is_announced() -> None:
    assert read_announcements({}) is None


def test_service_is_read_and_its_key_is_in_no_repr(given: dict[str, str]) -> None:
    found = read_announcements(given)
    assert found is not None
    assert (found.address[-8:], found.source) == ("-service", "https://accord.example")
    assert "PRIVATE" not in repr(found)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("ACCORD_ADDRESS", ""),
        ("ACCORD_MNS_ADDRESS", "http://api.example"),
        ("ACCORD_MNS_TOKEN_ADDRESS", ""),
        ("ACCORD_MNS_CLIENT_ID", ""),
        ("ACCORD_MNS_KEY", "/no/such/file"),
        ("ACCORD_MNS_SOURCE", "our own name"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, str], name: str, wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        read_announcements(given | {name: wrong})
