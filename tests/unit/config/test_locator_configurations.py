"""Tests of where pointers to our own plans are published, read from the environment."""

from pathlib import Path

import pytest

from accord.config.configuration_errors import ConfigurationError
from accord.config.locator_configurations import read_locator


@pytest.fixture
def given(key: Path) -> dict[str, str]:
    return {
        "ACCORD_ADDRESS": "https://accord.example",
        "ACCORD_NRL_ADDRESS": "https://api.example/record-locator/producer/FHIR/R4/",
        "ACCORD_NRL_TOKEN_ADDRESS": "https://api.example/oauth2/token",
        "ACCORD_NRL_CLIENT_ID": "ours",
        "ACCORD_NRL_KEY": str(key),
        "ACCORD_NRL_ORGANISATIONS": "y90001, VL901",
    }


def test_without_an_address_nothing_is_published() -> None:
    assert read_locator({}) is None


def test_locator_is_read_and_its_key_is_in_no_repr(given: dict[str, str]) -> None:
    found = read_locator(given)
    assert found is not None
    assert found.organisations == {"Y90001", "VL901"}
    assert found.address.endswith("/R4")
    assert "PRIVATE" not in repr(found)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("ACCORD_ADDRESS", ""),
        ("ACCORD_NRL_ADDRESS", "http://api.example"),
        ("ACCORD_NRL_TOKEN_ADDRESS", ""),
        ("ACCORD_NRL_CLIENT_ID", ""),
        ("ACCORD_NRL_KEY", "/no/such/file"),
        ("ACCORD_NRL_ORGANISATIONS", " , "),
        ("ACCORD_NRL_ORGANISATIONS", "Y9 0001"),
    ],
)
def test_what_is_wrong_is_named(given: dict[str, str], name: str, wrong: str) -> None:
    with pytest.raises(ConfigurationError, match=name):
        read_locator(given | {name: wrong})
