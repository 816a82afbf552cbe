"""The gate of shapes sees what it should, and lets the rest through."""

from pathlib import Path

import pytest
from scripts.gates.shapes import look_at


def said(text: str, name: str = "plans.py") -> list[str]:
    return [finding.says for finding in look_at(Path(name), text)]


def test_plain_file_passes() -> None:
    assert said("def open():\n    return 1\n") == []


def test_long_file_is_found_but_not_a_migration() -> None:
    assert "401 lines" in said("x = 1\n" * 401)[0]
    assert said("x = 1\n" * 401, "plans/migrations/0001.py") == []


def test_long_function_is_found() -> None:
    assert said("def long():\n" + "    x = 1\n" * 40) == ["long: 41 lines; 40 are allowed."]
    assert said("def fits():\n" + "    x = 1\n" * 39) == []


def test_import_in_a_method_is_found() -> None:
    assert "an import stands at the top" in said("class A:\n    def b(self):\n        import os\n")[0]


@pytest.mark.parametrize("name", ["utils.py", "plan/helpers.py", "manager.py"])
def test_meaningless_name_is_found(name: str) -> None:
    assert "says nothing" in said("", name)[0]


def test_silenced_line_needs_a_reason() -> None:
    assert "silenced" in said("x = 1  # noqa" + ": E501\n")[0]
    assert "silenced" in said("x = 1  # type: ignore" + "[misc]\n")[0]
    assert said("x = 1  # noqa" + ": E501 - the address cannot be broken\n") == []


def test_unfinished_work_is_found() -> None:
    assert "left for later" in said("x = 1  # TO" + "DO: say more\n")[0]
