"""The gate of documents follows what a page tells its reader."""

from pathlib import Path

import pytest
from scripts.gates.documents import look_at


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "there.md").write_text("here", encoding="utf-8")
    return tmp_path / "page.md"


def said(page: Path, text: str) -> list[str]:
    return [finding.says for finding in look_at(page, text, targets={"demo", "test"}, commands={"serve", "import pds"})]


@pytest.mark.parametrize(
    "target", ["there.md", "there.md#part", "#part", "https://example.org/x", "mailto:a@example.org"]
)
def test_living_link_passes(page: Path, target: str) -> None:
    assert said(page, f"See [this]({target}).") == []


def test_dead_link_is_found(page: Path) -> None:
    assert said(page, "See ![a picture](images/none.png).") == ["images/none.png is not there."]


def test_commands_that_exist_pass(page: Path) -> None:
    assert said(page, "```sh\nmake demo\naccord serve --data D\n$ accord import pds FILE  # note\nls\n```\n") == []


@pytest.mark.parametrize("command", ["make tset", "accord sevre", "accord import pdf"])
def test_unknown_command_is_found(page: Path, command: str) -> None:
    assert said(page, f"```sh\n{command}\n```\n") == [f"`{command}` does not exist."]


def test_command_outside_a_shell_block_is_not_read(page: Path) -> None:
    assert said(page, "```text\nmake tset\n```\nRun make tset.") == []
