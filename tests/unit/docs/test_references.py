"""The pages of documentation that are made from the code are in step with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.references.commands import walk
from scripts.references.lifecycles import diagram
from scripts.references.pages import DOCS, PAGES, write_pages
from scripts.references.permissions import roles_page

from accord.config.main import COMMANDS
from accord.domain.authority import GRANTS, ROLE_NAMES
from accord.domain.lifecycle import TRANSITIONS


@pytest.mark.parametrize("name", sorted(PAGES))
def test_page_in_the_repository_is_in_step(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run python -m scripts.references.pages"


def test_every_command_is_described_with_its_options() -> None:
    described = dict(walk())
    assert {name.split()[1] for name in described} == set(COMMANDS)
    assert all(command.help for command in described.values())


def test_every_transition_is_drawn() -> None:
    assert sum("→" in line for line in diagram()) == len(TRANSITIONS)


def test_every_role_is_named() -> None:
    assert all(ROLE_NAMES[role] in roles_page() for role in GRANTS)


def test_pages_are_written_into_a_folder(tmp_path: Path) -> None:
    assert [path.relative_to(tmp_path).as_posix() for path in write_pages(tmp_path)] == list(PAGES)
