"""A document with sheets in it, and the same without them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from accord.projections.fhir.documents import VERSION_SYSTEM
from accord.projections.fhir.sheets import with_sheets, without_sheets

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
COMPOSITION: dict[str, Any] = {
    "resourceType": "Composition",
    "id": "v",
    "date": "2026-03-01",
    "section": [{"title": "CPR"}],
}
SIGNED: dict[str, Any] = {
    "resourceType": "Bundle",
    "id": "v",
    "type": "document",
    "identifier": {"system": VERSION_SYSTEM, "value": "v"},
    "timestamp": "2026-03-01",
    "entry": [{"fullUrl": "urn:v", "resource": COMPOSITION}, {"resource": {"resourceType": "Patient", "id": "p"}}],
}
SHEETS = {"resourceType": "Binary", "id": "v", "meta": {"versionId": "7K3M9QX2AB"}, "contentType": "application/pdf"}


def printed() -> dict[str, Any]:
    return with_sheets(SIGNED, SHEETS, "Printed now.", NOW)


def of_composition(**changes: Any) -> dict[str, Any]:
    made = printed()
    first, *others = made["entry"]
    return {**made, "entry": [{**first, "resource": {**first["resource"], **changes}}, *others]}


def test_document_without_its_sheets_is_the_one_that_was_signed() -> None:
    assert without_sheets(printed()) == SIGNED


def test_nothing_but_sheets_is_left_out() -> None:
    scan = {"resource": {"resourceType": "Binary", "id": "scan"}}
    made = printed()
    assert scan in without_sheets({**made, "entry": [*made["entry"], scan]})["entry"]


@pytest.mark.parametrize(
    "made",
    [
        {"resourceType": "Observation", "status": "final"},
        {**printed(), "type": "collection"},
        {"resourceType": "Bundle", "type": "document"},
        {**printed(), "entry": [{"fullUrl": "urn:x"}]},
        {**printed(), "entry": [{"resource": {"resourceType": "Patient", "identifier": [{"value": "1"}]}}]},
        of_composition(identifier={"system": "urn:example:plans", "value": "7"}),
        of_composition(section=[{"title": "Sheets", "entry": [{"display": "in the notes"}]}]),
    ],
)
def test_what_is_no_document_of_ours_with_sheets_stays_as_it_came(made: dict[str, Any]) -> None:
    assert without_sheets(made) == made
