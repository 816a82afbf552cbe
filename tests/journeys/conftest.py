"""Fixtures of the journeys: one running site, one browser, and for each test the people who sit at a screen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.journeys.journeys import Journey
from tests.journeys.sites import Site, make_run, run_site

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    """Run Accord for all the journeys, with one run of assurance over the region before anybody has done anything."""
    with run_site() as running:
        make_run(running)
        yield running


# Not for the whole session: Playwright's event loop would stand in the way of the database tests that come after.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start Chromium, as the distribution packages it."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("The journeys need Chromium on PATH. On Debian or Ubuntu: apt-get install chromium libatomic1")
    with sync_playwright() as playwright:
        expect.set_options(timeout=60_000)  # milliseconds: a busy machine is slow, not wrong
        started = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture
def journey(site: Site, browser: Browser) -> Iterator[Journey]:
    """Give a journey about somebody of its own; nothing on the way may have asked another host or broken the policy."""
    told = Journey(site, browser)
    yield told
    told.end()
