"""What awaits confirmation is listed: every rule that says so, and every other point with the words that rest on it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.references.confirmations import Point, confirmations_page, read_points

from accord.soundness.catalogue import RULES

ROOT = Path(__file__).parents[3]
MARK = re.compile(r"(?<!%)\((?:[^()\n]*; )?confirm\)|is to be confirmed")
"""How the code says it; `%(confirm)s` is a parameter of a statement."""


@pytest.mark.parametrize("point", read_points(), ids=lambda each: each.what[:50])
def test_point_rests_where_it_says(point: Point) -> None:
    assert point.used
    assert all(point.shows in (ROOT / path).read_text(encoding="utf-8") for path in point.used)


def test_every_rule_that_awaits_is_listed() -> None:
    page = confirmations_page()
    assert all((f"| {rule.id} |" in page) == rule.confirm for rule in RULES)


def test_every_mark_in_the_code_is_listed() -> None:
    listed = {path for point in read_points() for path in point.used}
    code = [(path, path.read_text(encoding="utf-8")) for path in (ROOT / "src" / "accord").rglob("*.py")]
    marked = {path.relative_to(ROOT).as_posix() for path, text in code if MARK.search(text)}
    assert marked
    assert marked <= listed
