"""Pointers of others: that a plan is held elsewhere, and never what it says, unless its form came with it."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from tests.builders import reports_in as sent
from tests.corpus_files import corpus_text

from accord.domain.plan.clinical import CprRecommendation
from accord.projections.fhir.checking import check
from accord.projections.fhir.incoming.reading import read
from accord.projections.fhir.incoming.said import Incoming, NotTaken, Standing

NUMBER = "9990000018"
NONE = CprRecommendation.NONE


def item(made: dict[str, Any]) -> Incoming:
    assert check(made) == []
    return read(made)[1]


def with_file(data: bytes, kind: str = "application/json") -> dict[str, Any]:
    attachment = {"contentType": kind, "data": base64.b64encode(data).decode()}
    return sent.pointer(NUMBER, content=[{"attachment": attachment}])


def test_pointer_of_the_national_locator_is_read() -> None:
    made = json.loads(corpus_text("nrl/RQI-736253002-Valid.json"))
    held = item({**made, "subject": sent.whom(NUMBER)})
    assert (held.cpr, held.unplaced) == (NONE, ())
    assert held.says.endswith("RQI holds: Mental health crisis plan. What that says is not here")
    assert "Whoever holds it marks it: very restricted" in held.lines


@pytest.mark.parametrize(
    ("changed", "standing"),
    [
        ({}, Standing.HOLDS),
        ({"status": "superseded"}, Standing.ENDED),
        ({"status": "entered-in-error"}, Standing.MISTAKEN),
        ({"docStatus": "entered-in-error"}, Standing.MISTAKEN),
    ],
)
def test_status_says_whether_it_holds(changed: dict[str, Any], standing: Standing) -> None:
    assert item(sent.pointer(NUMBER, **changed)).standing is standing


@pytest.mark.parametrize(
    "changed", [{"type": sent.concept(("1363501000000100", "NEWS2"))}, {"docStatus": "preliminary"}]
)
def test_what_is_no_plan_is_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(NotTaken):
        read(sent.pointer(NUMBER, **changed))


def test_pointer_names_what_it_replaces() -> None:
    replaced = [{"code": "replaces", "target": {"identifier": sent.named("6")[0]}}]
    held = item(sent.pointer(NUMBER, masterIdentifier=sent.named("7")[0], relatesTo=replaced))
    assert [each.rpartition("|")[2] for each in held.keys] == ["7", "6"]


def test_form_that_comes_with_it_is_read() -> None:
    held = item(with_file(b'{"respect/cpr_decision/cpr_decision|code": "at0005"}'))
    assert (held.cpr, held.says, held.parts["cpr"]["recommendation"]) == (
        CprRecommendation.NOT_FOR_CPR,
        "",
        "not_for_cpr",
    )


def test_form_of_the_corpus_is_read_with_its_contradictions() -> None:
    held = item(with_file(corpus_text("openehr/respect_flat_2.json").encode()))
    assert held.contradictions
    assert {"cpr", "what_matters"} <= set(held.parts)


def test_file_that_is_no_form_is_kept_and_named() -> None:
    held = item(with_file(b'{"note": "not for CPR"}'))
    assert (held.cpr, [each.path for each in held.unplaced]) == (NONE, ["DocumentReference.content.attachment.data"])
