"""A clinician signs in with NHS CIS2, is asked once more before signing, and signs out there too."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.builders.providers import CLIENT_ID, CLIENT_KEY, ProviderServer, run_provider
from tests.journeys.sites import ACCORD, Site, run_site
from tests.journeys.steps_providers import Provided

WHO = "clinician"


@pytest.fixture(scope="module")
def provider() -> Iterator[ProviderServer]:
    with run_provider() as server:
        yield server


@pytest.fixture(scope="module")
def cis2_site(provider: ProviderServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Run a site of its own, whose staff sign in there."""
    key = tmp_path_factory.mktemp("keys") / "key.pem"
    key.write_bytes(CLIENT_KEY.as_pem(private=True))
    named = {"ACCORD_OIDC_ISSUER": provider.address, "ACCORD_OIDC_CLIENT_ID": CLIENT_ID, "ACCORD_OIDC_KEY": str(key)}
    with run_site(**named) as site:
        provider.desk.subject = staff_code(site.data)
        yield site


@pytest.fixture
def journey(cis2_site: Site, provider: ProviderServer, browser: Browser) -> Iterator[Provided]:
    told = Provided(cis2_site, browser, provider)
    yield told
    told.end()


def staff_code(data: Path) -> str:
    """Return by which code the directory knows a clinician."""
    done = subprocess.run([ACCORD, "accounts", "list", "--json", "--data", str(data)], capture_output=True, check=True)
    return next(row["staff_code"] for row in json.loads(done.stdout) if row["username"] == WHO)


def test_who_comes_by_cis2_proves_it_once_more_before_signing(journey: Provided) -> None:
    journey.when_signing_in_with_cis2(WHO, "AAL2_OR_AAL3_ANY")
    journey.given_a_draft_to_sign()
    journey.then_it_is_asked_once_more()
    journey.when_proving_it_with("AAL2_ANY")
    journey.screen.sees("You could not be signed in with NHS CIS2", "Nothing was changed")
    journey.when_proving_it_with("AAL3_ANY")
    journey.when_signing()
    journey.screen.sees("Signed. Version 1 is now current")
    journey.when_signing_out_there_too()
