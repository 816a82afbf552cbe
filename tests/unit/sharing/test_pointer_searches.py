"""Searches for pointers, read from what is posted, and what of those that are held they find."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import RequestFactory, override_settings
from tests.builders.pointers import ADVANCE, CRISIS, pointer

from accord.projections.fhir.systems import NHS_NUMBER, ODS_ORGANISATION, SNOMED
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.pointers.asking import Sought, sought
from accord.sharing.pointers.held import HeldPointer, matching

OF_ONE = {"subject:identifier": f"{NHS_NUMBER}|9990000018"}
FORM = "application/x-www-form-urlencoded"
AT = "/_search"


def asked(given: Any, kind: str = "application/json", at: str = AT) -> Sought:
    body = given if isinstance(given, str) else json.dumps(given)
    with override_settings(ACCORD_TEST_NUMBERS={"own"}):
        return sought(RequestFactory().post(at, body, content_type=kind))


def test_everything_that_can_be_asked_is_read() -> None:
    more = {
        "type": f"{SNOMED}|{CRISIS}, {SNOMED}|{ADVANCE}",
        "category": f"{SNOMED}|734163000",
        "custodian:identifier": f"{ODS_ORGANISATION}|VL901",
        "_summary": "count",
    }
    wanted = Sought(
        number="9990000018",
        types=[CRISIS, ADVANCE],
        categories=["734163000"],
        custodian="VL901",
        is_count_alone=True,
    )
    assert asked(OF_ONE | more) == wanted


def test_search_is_taken_as_a_form_too() -> None:
    assert asked(f"subject:identifier={NHS_NUMBER}%7C9990000018", FORM).number == "9990000018"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "INVALID_NHS_NUMBER"),
        ({"subject:identifier": f"{NHS_NUMBER}|1234567890"}, "INVALID_NHS_NUMBER"),
        ({"subject:identifier": "x|9990000018"}, "INVALID_NHS_NUMBER"),
        (OF_ONE | {"colour": "red"}, "INVALID_PARAMETER"),
        (OF_ONE | {"type": "x|1"}, "INVALID_CODE_SYSTEM"),
        (OF_ONE | {"type": f"{SNOMED}|1"}, "INVALID_CODE_SYSTEM"),
        (OF_ONE | {"custodian:identifier": "x|1"}, "INVALID_IDENTIFIER_SYSTEM"),
        (OF_ONE | {"_summary": "text"}, "INVALID_PARAMETER"),
        (OF_ONE | {"type": 7}, "INVALID_PARAMETER"),
        ("[1]", "MESSAGE_NOT_WELL_FORMED"),
        ("{", "MESSAGE_NOT_WELL_FORMED"),
    ],
)
def test_search_that_cannot_be_done_is_refused(given: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        asked(given)
    assert refused.value.status == 400
    assert [each["code"] for each in refused.value.issues[0].details["coding"]] == [code] * 2


def test_nothing_of_a_search_stands_in_the_address() -> None:
    with pytest.raises(Refusal):
        asked(OF_ONE, at=f"{AT}?type={SNOMED}%7C{CRISIS}")


def test_nothing_is_said_twice() -> None:
    with pytest.raises(Refusal):
        asked(f"subject:identifier={NHS_NUMBER}%7C9990000018&subject:identifier=x", FORM)


def held(code: str, owner: str) -> HeldPointer:
    return HeldPointer(
        id=f"{owner}-{code}",
        person_id=UUID(int=1),
        custodian=owner,
        type_code=code,
        created_at=datetime(2026, 11, 1, tzinfo=UTC),
        document=pointer("9990000018", code, owner),
    )


HELD = (held(CRISIS, "VL901"), held(ADVANCE, "R9901"), held("1363501000000100", "VL901"))
EVERY = [each.type_code for each in HELD]


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({"types": EVERY}, 3),
        ({"types": [CRISIS]}, 1),
        ({"types": EVERY, "categories": ["734163000"]}, 2),
        ({"types": EVERY, "custodian": "VL901"}, 2),
        ({"types": [ADVANCE], "custodian": "VL901"}, 0),
    ],
)
def test_search_narrows(wanted: dict[str, Any], number: int) -> None:
    assert len(matching(HELD, **wanted)) == number
