"""Consumers: who holds what about one person, found by NHS number, of the types that an organisation may find."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.fhir_clients import said
from tests.builders.pointers import BASE, CRISIS, LocatorClient, found, pointer, spine

from accord.access.models import AccessLog
from accord.projections.fhir.systems import NHS_NUMBER, SNOMED

AT = "consumer/FHIR/R4/DocumentReference"


def test_who_holds_what_is_found_by_number(home: LocatorClient, practice: LocatorClient, number: str) -> None:
    pointer_id = home.registered(pointer(number))
    (one,) = found(practice.search(number))
    assert (one["id"], one["custodian"]["identifier"]["value"], one["subject"]["identifier"]["value"]) == (
        pointer_id,
        "VL901",
        number,
    )


def test_look_leaves_its_trace_first(practice: LocatorClient, number: str, person: UUID) -> None:
    practice.search(number)
    assert AccessLog.objects.get(person_id=person, what="pointers").basis == "registered"


def test_nothing_stands_before_a_look_and_the_privacy_officer_is_told(number: str, person: UUID) -> None:
    crew = LocatorClient("R9901", registers=(), finds=(CRISIS,))
    assert crew.search(number).status_code == 200
    assert AccessLog.objects.get(person_id=person, what="pointers").basis == "outside"


def test_nothing_found_is_no_answer(practice: LocatorClient, number: str, person: UUID) -> None:
    answer = said(practice.search(number))
    words = answer["entry"][0]["resource"]["issue"][0]["diagnostics"]
    assert (answer["total"], "is no answer about CPR" in words) == (0, True)


def test_type_that_was_not_given_is_not_found(home: LocatorClient, number: str) -> None:
    home.registered(pointer(number))
    other = LocatorClient("Y90001", registers=(), finds=("736366004",))
    assert found(other.search(number)) == []
    refused = other.search(number, type=f"{SNOMED}|{CRISIS}")
    assert spine(refused) == (400, ["INVALID_CODE_SYSTEM"] * 2, ["type"])


def test_count_alone(home: LocatorClient, practice: LocatorClient, number: str) -> None:
    home.registered(pointer(number))
    answer = said(practice.search(number, _summary="count"))
    assert (answer["total"], "entry" in answer) == (1, False)


@pytest.mark.parametrize("side", ["consumer", "producer"])
def test_number_never_stands_in_an_address(home: LocatorClient, practice: LocatorClient, side: str) -> None:
    asker = practice if side == "consumer" else home
    answer = asker.send("GET", f"{side}/FHIR/R4/DocumentReference?subject:identifier={NHS_NUMBER}%7C{who.number()}")
    assert spine(answer) == (400, ["INVALID_PARAMETER"] * 2, ["subject:identifier"])
    assert "_search" in json.loads(answer.content)["issue"][0]["diagnostics"]


def test_pointer_is_read_by_its_id(home: LocatorClient, practice: LocatorClient, number: str) -> None:
    pointer_id = home.registered(pointer(number))
    assert said(practice.send("GET", f"{AT}/{pointer_id}"))["id"] == pointer_id
    assert spine(practice.send("GET", f"{AT}/VL901-none"))[:2] == (404, ["NO_RECORD_FOUND"] * 2)


def test_pointer_of_a_type_that_was_not_given_is_not_read(home: LocatorClient, number: str) -> None:
    pointer_id = home.registered(pointer(number))
    other = LocatorClient("Y90001", registers=(), finds=("736366004",))
    assert spine(other.send("GET", f"{AT}/{pointer_id}"))[:2] == (403, ["ACCESS DENIED"] * 2)


def test_restricted_record_tells_nobody_who_holds_what(home: LocatorClient, practice: LocatorClient) -> None:
    number = who.number()
    who.recorded(nhs_number=number, restricted=True, addresses=(), practice=None)
    pointer_id = home.registered(pointer(number))
    assert found(practice.search(number)) == []
    assert practice.send("GET", f"{AT}/{pointer_id}").status_code == 404


def test_head_is_not_answered(practice: LocatorClient) -> None:
    assert practice.send("HEAD", f"{AT}/VL901-1").status_code == 405


def test_nobody_is_let_in_without_a_token(practice: LocatorClient) -> None:
    answer = practice.system.client.get(f"{BASE}/{AT}/VL901-1")
    assert (answer.status_code, spine(answer)[1]) == (401, ["ACCESS DENIED"] * 2)
