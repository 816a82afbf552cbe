"""DocumentReference by FHIR: the pointer to a current plan, and an address that never gives a stale copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts
from tests.builders.fhir_clients import FhirClient, issue, said

from accord.access.models import AccessLog
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, SharingWishes
from accord.plans.actions import cancellations


def found(client: FhirClient, person: UUID, more: str = "") -> list[dict[str, Any]]:
    entries = said(client.get(f"DocumentReference?patient={person}{more}")).get("entry", [])
    return [each["resource"] for each in entries if each["search"]["mode"] == "match"]


def address(pointer: dict[str, Any]) -> str:
    """Return the attachment's address, under the base."""
    url: str = pointer["content"][0]["attachment"]["url"]
    return url.partition("/fhir/R4/")[2]


@pytest.fixture
def signed() -> tuple[UUID, UUID]:
    person = drafts.person_with_talk()
    return person, drafts.signed(person).version_id


def test_pointer_leads_to_the_current_document(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, version = signed
    (pointer,) = found(client, person)
    document = said(client.get(address(pointer)))
    assert (pointer["id"], document["id"], document["type"]) == (str(version), str(version), "document")
    assert AccessLog.objects.filter(person_id=person, what="fhir_plan").count() == 2


def test_pointer_is_read_by_its_id(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    assert said(client.get(f"DocumentReference/{signed[1]}"))["docStatus"] == "final"


@pytest.mark.parametrize(
    ("more", "number"),
    [
        ("&type=http://snomed.info/sct%7C736366004", 1),
        ("&type=736253002", 0),
        ("&category=734163000&status=current", 1),
        ("&type=736253002,736366004", 1),
    ],
)
def test_search_narrows(client: FhirClient, signed: tuple[UUID, UUID], more: str, number: int) -> None:
    assert len(found(client, signed[0], more)) == number


def test_address_of_a_replaced_plan_gives_what_is_current(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    person, first = signed
    second = drafts.signed(person).version_id
    assert said(client.get(f"DocumentReference/{first}/$current"))["id"] == str(second)
    answer = client.get(f"DocumentReference/{first}")
    assert (answer.status_code, issue(answer)[0]) == (410, "deleted")


def test_address_of_a_cancelled_plan_says_so(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    cancellations.cancel(version_id=signed[1], reason=CancelReason.ERROR, by=drafts.gp())
    answer = client.get(f"DocumentReference/{signed[1]}/$current")
    assert (answer.status_code, issue(answer)[0]) == (410, "deleted")
    assert "This plan is not current: cancelled." in issue(answer)[1]


def test_replacement_that_was_cancelled_gives_nothing_older(client: FhirClient, signed: tuple[UUID, UUID]) -> None:
    second = drafts.signed(signed[0]).version_id
    cancellations.cancel(version_id=second, reason=CancelReason.ERROR, by=drafts.gp())
    assert client.get(f"DocumentReference/{signed[1]}/$current").status_code == 410


def test_plan_that_is_kept_back_is_said_to_be(client: FhirClient) -> None:
    person = drafts.person_with_talk()
    wishes = SharingWishes(consent=ConsentToShare.REFUSED)
    version = drafts.signed(person, by=drafts.gp(), parts={**drafts.USUAL, PartName.SHARING: wishes}).version_id
    home = FhirClient("VL901")
    drafts.move_in(person)
    answer = home.get(f"DocumentReference/{version}/$current")
    assert (answer.status_code, issue(answer)[0]) == (403, "suppressed")
    assert found(home, person) == []


def test_unknown_id_is_not_found(client: FhirClient) -> None:
    assert client.get(f"DocumentReference/{UUID(int=4)}/$current").status_code == 404
