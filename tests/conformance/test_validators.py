"""Everything that is served is held to FHIR by validators that others wrote: npm's `fhir`, and fhir.resources."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class
from tests.conformance.served import Served

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("validate.js")
INSTALLED = ROOT / "node_modules" / "fhir"
Made = dict[str, Any]


@pytest.fixture(scope="module")
def resources(served: Served) -> list[Made]:
    return list(served.every_resource())


def test_every_kind_is_among_them(resources: list[Made], served: Served) -> None:
    kinds = {each["resourceType"] for each in resources}
    assert {"Patient", "Bundle", "Composition", "Observation", "CapabilityStatement"} <= kinds


@pytest.mark.skipif(
    not INSTALLED.exists() and "CI" not in os.environ, reason="the npm package fhir is not installed: make install"
)
def test_npm_validator_finds_nothing(resources: list[Made]) -> None:
    lines = "\n".join(json.dumps(each) for each in resources)
    ran = subprocess.run(["node", SCRIPT], input=lines, capture_output=True, text=True, check=True, cwd=ROOT)
    found = [json.loads(line)["wrong"] for line in ran.stdout.splitlines()]
    named = zip((each["resourceType"] for each in resources), found, strict=True)
    assert [(kind, wrong) for kind, wrong in named if wrong] == []


def test_fhir_resources_takes_everything_and_loses_nothing(resources: list[Made]) -> None:
    for each in resources:
        held = get_fhir_model_class(each["resourceType"]).model_validate(each)
        assert json.loads(held.model_dump_json()).keys() == each.keys()
