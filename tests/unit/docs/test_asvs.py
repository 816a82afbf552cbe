"""The table of OWASP ASVS holds: each requirement once, and everything that it names is there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from scripts.references.standards import SETTING, SETTINGS, STATES, Requirement, read_standard

ROOT = Path(__file__).parents[3]
REQUIREMENTS = [each for chapter in read_standard() for each in chapter.requirements]
NAMED = sorted({name for each in REQUIREMENTS for name in each.shown})
OF_THE_STANDARD = {1: 70, 2: 183}
"""How many requirements version 5.0.0 has at each level."""


@cache
def names_in(path: str) -> frozenset[str]:
    """Return the functions and the settings of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    targets = {target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets}
    return frozenset(functions | {target.id for target in targets if isinstance(target, ast.Name)})


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_is_there(name: str) -> None:
    path, _, inside = name.partition("::")
    if name.startswith(SETTING):
        path, inside = SETTINGS, name.removeprefix(SETTING)
    assert (ROOT / path).exists()
    assert not inside or inside in names_in(path)


def test_every_requirement_of_the_two_levels_stands_once() -> None:
    ids = [each.id for each in REQUIREMENTS]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids, key=lambda one: [int(part) for part in one.split(".")])
    assert {level: sum(each.level == level for each in REQUIREMENTS) for level in OF_THE_STANDARD} == OF_THE_STANDARD


@pytest.mark.parametrize("each", REQUIREMENTS, ids=lambda each: each.id)
def test_what_is_met_is_shown_and_what_is_not_says_why(each: Requirement) -> None:
    assert each.state in STATES
    assert each.how
    assert each.shown or each.state in {"not met", "not applicable"}
