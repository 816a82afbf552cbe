"""SEKMET's scenarios: its own, as far as our CapabilityStatement claims what they ask, and ours in its words."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from sekmet.context import AppContext
from sekmet.scenarios.runner import LIBRARY, ScenarioRunner
from tests.builders.subscribers import wanted
from tests.conformance.served import Served
from tests.conformance.strangers import asking

from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.fhir.exports import keeping, making
from accord.sharing.models import Export

OURS = Path(__file__).with_name("scenarios")
THEIRS = sorted(path.stem for path in LIBRARY.glob("*.yaml"))
NOT_CLAIMED = {
    "Create Patient",
    "Read Patient",
    "Conditional create does not duplicate",
    "Search by identifier finds exactly one",
    "Update with correct If-Match",
    "Stale If-Match is rejected (409/412)",
    "Paging returns next link",
    "Invalid resource is rejected",
}
"""Each makes a Patient, reads the one it made, lists people, or puts a number into an address."""
Tester = tuple[ScenarioRunner, AppContext]


@pytest.fixture(scope="module")
def sekmet(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tester]:
    with asking(served, tmp_path_factory.mktemp("sekmet")) as made:
        yield made


def failures(result: Any) -> list[str]:
    return [f"{step.name}: {step.message}" for step in result.steps if step.status != "passed"]


@contextmanager
def exports_made() -> Iterator[None]:
    """Make whatever export is asked for meanwhile, as the worker does."""
    stopped = threading.Event()

    def work() -> None:
        while not stopped.wait(0.1):
            for export_id in keeping.unmade(timezone.now()):
                making.make(export_id=export_id, now=timezone.now())
        connections.close_all()

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        yield
    finally:
        stopped.set()
        worker.join()


def test_what_is_exported_passes(sekmet: Tester) -> None:
    for row in Export.objects.filter(ended_at=None):  # those that the fuzzer asked for
        keeping.end(export_id=row.pk, by=None, now=timezone.now())
    with exports_made():
        assert failures(sekmet[0].run(str(OURS / "exporting.yaml"))) == []


@pytest.mark.parametrize("name", ["reading", "changing"])
def test_what_we_claim_passes(sekmet: Tester, served: Served, name: str) -> None:
    known = {"person": str(served.person), "number": served.number, "number_system": NHS_NUMBER}
    known |= {"wanted": wanted(f"https://9.9.9.9/sekmet-{name}")}
    assert failures(sekmet[0].run(str(OURS / f"{name}.yaml"), known)) == []


@pytest.mark.parametrize("name", THEIRS)
def test_whatever_they_ask_is_answered_as_fhir_answers(sekmet: Tester, name: str) -> None:
    runner, context = sekmet
    before = context.store.query("SELECT coalesce(max(id), 0) FROM traffic")[0][0]
    result = runner.run(name)
    assert result.steps
    answers = context.store.query("SELECT status, resp_body FROM traffic WHERE id > ? AND status >= 400", (before,))
    assert [text for status, text in answers if status >= 500] == []
    assert {json.loads(text)["resourceType"] for _, text in answers} <= {"OperationOutcome"}


def test_their_smoke_test_fails_only_where_we_claim_nothing(sekmet: Tester) -> None:
    result = sekmet[0].run("conformance_smoke")
    passed = {step.name for step in result.steps if step.status == "passed"}
    failed = {step.name for step in result.steps if step.status in {"failed", "error", "warning"}}
    assert ("CapabilityStatement" in passed, failed) == (True, NOT_CLAIMED)
