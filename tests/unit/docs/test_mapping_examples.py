"""What the guide to mappings tells the reader to run does what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.config.commands.assure import app

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs/how-to/map-another-systems-extract.md"
EXAMPLE = re.compile(r"```sh\naccord assure (check .*)\n```\n\n```text\n(.*)\n```")
EXAMPLES = EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def test_page_has_two_examples() -> None:
    assert len(EXAMPLES) == 2


@pytest.mark.parametrize(("command", "said"), EXAMPLES)
def test_example_does_what_the_page_says(command: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(app, shlex.split(command))
    assert done.exit_code == 0, done.output
    assert said in done.output
