"""A ward with no network and no Accord: a file on a disk, an envelope, and what is given back afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.builders import downtime
from tests.builders.downtime import PASSPHRASE, PERSON, RETURN_KEY
from tests.journeys.accessibility import check_page

from accord.sharing.downtime import files, logs


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a browser that reaches nobody."""
    context = browser.new_context(viewport={"width": 375, "height": 800}, offline=True, accept_downloads=True)
    yield context.new_page()
    context.close()


def put_on_disk(folder: Path, *, hours_ago: float) -> str:
    """Write the file of a pack that was made some hours ago and is good for a day; return where it lies."""
    made = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=hours_ago)
    pack = downtime.pack(made_at=made, expires_at=made + timedelta(hours=24))
    path = folder / files.name_of(pack)
    path.write_text(files.write(pack), encoding="utf-8")
    return path.as_uri()


def unlock(page: Page, passphrase: str = PASSPHRASE) -> None:
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_label("Your name").fill("Nia Reed")
    page.keyboard.press("Enter")


def test_pack_on_a_disk_opens_with_no_network_and_gives_its_openings_back(page: Page, tmp_path: Path) -> None:
    page.goto(put_on_disk(tmp_path, hours_ago=1))
    check_page(page)
    unlock(page, "0000-0000-0000-0000")
    page.get_by_role("alert").filter(has_text="That is not the passphrase").wait_for()
    unlock(page, "7k3m 9qx2 abcd ef45")
    person = page.get_by_role("button", name="Rose Hartley")
    person.wait_for()
    assert "absence is no answer" in page.inner_text("main")
    person.click()
    page.get_by_role("heading", name="Not for CPR").wait_for()
    said = page.inner_text("main")
    assert "Severe <b>heart</b> failure" in said
    assert "Nobody can tell from this pack whether it was changed or cancelled since." in said
    check_page(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the openings").click()
    held = logs.read(Path(download.value.path()).read_text(encoding="utf-8"))
    assert held.is_sealed(RETURN_KEY)
    assert [(each.who, each.person_id) for each in held.entries] == [("Nia Reed", None), ("Nia Reed", PERSON)]


def test_pack_that_expired_says_so_wherever_it_is_read(page: Page, tmp_path: Path) -> None:
    page.goto(put_on_disk(tmp_path, hours_ago=30))
    unlock(page)
    page.get_by_role("alert").filter(has_text="Tick that you have no newer pack").wait_for()
    page.get_by_label("I have no newer pack").check()
    unlock(page)
    page.get_by_role("button", name="Rose Hartley").click()
    page.get_by_role("heading", name="Not for CPR").wait_for()
    assert page.inner_text(".app-status").startswith("Out of date: this pack expired")
    page.reload()
    unlock(page)
    page.get_by_label("I have no newer pack").check()
    unlock(page)
    page.get_by_text("openings are written down here").wait_for()
    assert "3 openings are written down here" in page.inner_text("main")
