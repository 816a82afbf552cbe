"""The report of a run: accessible, on a desk and on a telephone, without script, and asking nothing of any host."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.builders.extracts import AS_OF, decisions, rows, write_csv
from tests.journeys.accessibility import check_page

from accord.assurance.extracts.sources import Sources
from accord.assurance.runs.made import Asked
from accord.assurance.runs.making import run

MADE = decisions(
    *({"decided_at": f"2026-0{1 + each % 9}-03", "site_code": f"VL90{each % 6}"} for each in range(30)),
    {"rationale": "Not for CPR because she has a learning disability."},
    {"cpr": "perhaps"},
    person_involved="involved",
)
STAYS = rows("population", *({"site_code": f"VL90{each % 6}"} for each in range(40)))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    files = {"decisions": write_csv(folder, "decisions", MADE), "population": write_csv(folder, "population", STAYS)}
    run(Sources(**files), Asked(as_of=AS_OF), folder / "out")
    return folder / "out" / "report.html"


@pytest.mark.parametrize("width", [1280, 375])
def test_report_can_be_used_by_everybody(browser: Browser, report: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    page.evaluate("() => document.querySelectorAll('details').forEach((each) => { each.open = true })")
    check_page(page)
    assert asked == [report.as_uri()]
    assert page.locator("script").count() == 0
    page.close()
