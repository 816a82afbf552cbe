"""The hazard log holds: its scores are of the matrix, and every control is proved by tests that are there."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from scripts.references.safety import LIKELIHOODS, MATRIX, SEVERITIES, Hazard, Score, read_hazards

ROOT = Path(__file__).parents[3]
HAZARDS = read_hazards()
REFERENCES = sorted({each for hazard in HAZARDS for control in hazard.controls for each in control.tests})


@cache
def functions_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("reference", REFERENCES)
def test_named_test_is_there(reference: str) -> None:
    path, name = reference.split("::")
    assert name.startswith("test_")
    assert name in functions_in(path)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda each: each.id)
def test_every_control_of_a_hazard_is_proved(hazard: Hazard) -> None:
    assert hazard.controls
    assert all(control.tests for control in hazard.controls)


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda each: each.id)
def test_controls_bring_the_risk_down_and_something_is_said_to_remain(hazard: Hazard) -> None:
    assert hazard.residual.risk <= hazard.initial.risk
    assert hazard.residual.risk < 4, "a residual risk of 4 or 5 may not stand"
    assert hazard.remains


def test_hazards_are_numbered_without_a_gap() -> None:
    assert [hazard.id for hazard in HAZARDS] == [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]
    assert len(HAZARDS) >= 20


def test_risk_never_falls_where_severity_or_likelihood_rises() -> None:
    assert all(list(row) == sorted(row) for row in (*MATRIX, *zip(*MATRIX, strict=True)))
    assert Score(SEVERITIES[0], LIKELIHOODS[0]).risk == 1
    assert Score(SEVERITIES[-1], LIKELIHOODS[-1]).risk == 5
