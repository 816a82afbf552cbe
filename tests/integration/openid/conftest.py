"""A small region whose staff sign in with a provider on loopback."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from tests.builders import who
from tests.builders.browsers import Browser
from tests.builders.providers import ProviderServer, run_provider

from accord.access.openid.providers import provider_of


@pytest.fixture(scope="session")
def _running() -> Iterator[ProviderServer]:
    with run_provider() as server:
        yield server


@pytest.fixture
def provider(_running: ProviderServer) -> Iterator[ProviderServer]:
    _running.reset()
    provider_of.cache_clear()
    with override_settings(ACCORD_OPENID=_running.client()):
        yield _running


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def browser() -> Browser:
    return Browser()
