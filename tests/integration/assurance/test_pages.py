"""The pages of assurance, to those who answer for one site and for an area."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings
from tests.builders import current_runs
from tests.builders.browsers import Browser
from tests.integration.assurance.conftest import SignIn

from accord.assurance import folders
from accord.assurance.actions.attempts import alone


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return current_runs.make(tmp_path_factory.mktemp("assurance"))


@pytest.fixture(autouse=True)
def _where_runs_are(kept: Path) -> Iterator[None]:
    with override_settings(ACCORD_ASSURANCE=kept):
        yield


@pytest.fixture
def manager(sign_in: SignIn) -> Browser:
    current_runs.keep()
    return sign_in("s-manager")


@pytest.fixture
def lead(sign_in: SignIn) -> Browser:
    current_runs.keep()
    return sign_in("s-lead")


def text(browser: Browser, path: str) -> str:
    return html.unescape(browser.open(path))


def test_overview_says_what_was_read_and_when(manager: Browser) -> None:
    page = text(manager, "/assurance")
    assert "The record as it stood on 30 September 2026" in page
    assert "This is older than it should be." not in page
    assert "<dt>DNACPR decisions read</dt><dd>36</dd>" in page
    assert '<a href="/assurance/signals">0 questions to look at</a>' in page
    assert "What this cannot tell, and what would open it" in page


def test_overview_says_that_it_is_stale(sign_in: SignIn) -> None:
    current_runs.keep(age=timedelta(days=3))
    assert "This is older than it should be." in text(sign_in("s-manager"), "/assurance")


def test_overview_says_that_the_run_after_it_did_not_end(manager: Browser) -> None:
    with suppress(RuntimeError), alone():
        raise RuntimeError
    page = text(manager, "/assurance")
    folders.attempt().unlink()
    assert "The last run did not end." in page


def test_measures_stand_with_interval_missing_and_benchmark(manager: Browser) -> None:
    page = text(manager, "/assurance/measures/M01")
    assert "95% interval" in page
    assert "508 of 9,679 were not" in page
    assert "neither a target nor a limit" in page


def test_point_and_cumulative_are_never_in_one_table(lead: Browser) -> None:
    page = text(lead, "/assurance")
    tables = [each for each in page.split("<table") if "/assurance/measures/M04" in each or "/M05" in each]
    assert len(tables) == 2


@pytest.mark.parametrize("path", ["sites", "sites/VL901", "measures/M01", "measures/M04", "measures/M16", "equality"])
def test_every_page_shows_its_reading(manager: Browser, path: str) -> None:
    assert "The record as it stood on 30 September 2026" in text(manager, f"/assurance/{path}")


@pytest.mark.parametrize(
    "path", ["sites/VL902", "sites/Y90001", "sites/XX999", "measures/M99", "measures/M01?area=Q9901"]
)
def test_what_is_out_of_scope_is_not_there(manager: Browser, path: str) -> None:
    assert manager.get(f"/assurance/{path}").status_code == 404


def test_no_page_of_a_manager_names_another_site(manager: Browser) -> None:
    pages = [
        text(manager, f"/assurance{path}") for path in ("", "/sites", "/sites/VL901", "/measures/M01", "/equality")
    ]
    assert not [code for code in current_runs.HOMES[1:] for page in pages if code in page]
    assert not [page for page in pages if "Home 2" in page]


def test_pages_without_a_run_lead_to_the_overview(sign_in: SignIn) -> None:
    browser = sign_in("s-manager")
    assert "Nothing has been read here yet." in browser.open("/assurance/sites")
    assert "Nothing has been read here yet." in browser.open("/assurance/equality")
    assert browser.get("/assurance/sites/VL901").status_code == 404
