"""The reference of configuration names every variable that is read, and none that is not."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
READ_IN = (
    "src/accord/config/announcement_configurations.py",
    "src/accord/config/configurations.py",
    "src/accord/config/locator_configurations.py",
    "src/accord/config/mailbox_configurations.py",
    "src/accord/config/openid_configurations.py",
    "src/accord/plans/queries/keys.py",
)
VARIABLE = re.compile(r"\"((?:ACCORD|DATABASE)_[A-Z_]+)\"")
NAMED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


def test_page_names_exactly_the_variables_that_are_read() -> None:
    read = {name for path in READ_IN for name in VARIABLE.findall((ROOT / path).read_text(encoding="utf-8"))}
    page = (ROOT / "docs/reference/configuration.md").read_text(encoding="utf-8")
    assert sorted(NAMED.findall(page)) == sorted(read)


def test_environment_is_read_in_no_other_place() -> None:
    reading = re.compile(r"environ\.get\(|environ\[|getenv")
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src" / "accord").rglob("*.py")
        if reading.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {*READ_IN, "src/accord/config/main.py"}
