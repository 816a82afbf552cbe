"""Producers: each organisation registers, changes, replaces and deletes its own pointers, of the types that it may."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from tests.builders import who
from tests.builders.pointers import ADVANCE, CRISIS, LocatorClient, content, found, pointer, replacing, spine

from accord.access.models import AccessLog
from accord.domain.events import EventKind
from accord.events.models import Event
from accord.people.queries import find, identities
from accord.sharing.deliveries import publications
from accord.sharing.models import Pointer
from accord.sharing.pointers import held, permissions, registering


def test_pointer_is_registered_under_an_id_of_the_organisation(home: LocatorClient, number: str, person: UUID) -> None:
    answer = home.create(pointer(number))
    outcome = json.loads(answer.content)["issue"][0]
    assert (answer.status_code, outcome["details"]["coding"][0]["code"]) == (201, "RESOURCE_CREATED")
    pointer_id = answer["Location"].rpartition("/")[2]
    assert (pointer_id.startswith("VL901-"), held.person_of(pointer_id)) == (True, person)


def test_registering_leaves_its_trace_and_its_event(home: LocatorClient, number: str, person: UUID) -> None:
    pointer_id = home.registered(pointer(number))
    assert AccessLog.objects.get(person_id=person, what="pointer_own").basis == "pointer"
    event = Event.objects.filter(kind=EventKind.POINTER_REGISTERED).latest("id")
    assert (event.person_id, event.payload) == (person, {"pointer_id": pointer_id})


def test_somebody_who_is_new_here_is_known_by_the_number_from_then_on(home: LocatorClient, number: str) -> None:
    home.registered(pointer(number))
    known = find.by_number(number)
    assert known is not None
    person = identities.of(known.person_id)
    assert person is not None
    assert (person.display_name, person.is_verified) == ("Name not known", False)


def test_failing_event_saves_nothing(
    home: LocatorClient, number: str, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(**_: object) -> int:
        raise RuntimeError("the event failed")

    monkeypatch.setattr(registering, "record", failing)
    answer = home.create(pointer(number))
    assert spine(answer)[:2] == (500, ["INTERNAL_SERVER_ERROR"] * 2)
    assert not Pointer.objects.filter(person_id=person).exists()


@pytest.mark.usefixtures("failing_events")
def test_nothing_is_permitted_or_asked_for_without_its_event() -> None:
    with pytest.raises(RuntimeError, match="no event"):
        permissions.permit(organisation_code="VL901", registers=[CRISIS], finds=[])
    with pytest.raises(RuntimeError, match="no event"):
        publications.mark_everybody()
    assert permissions.everybody() == []


def test_pointer_of_another_organisation_is_refused(home: LocatorClient, number: str) -> None:
    answer = home.create(pointer(number, owner="Y90001"))
    assert spine(answer) == (422, ["UNPROCESSABLE_ENTITY", "BAD_REQUEST"], ["custodian.identifier.value"])


def test_type_that_was_not_given_is_refused(home: LocatorClient, number: str) -> None:
    answer = home.create(pointer(number, ADVANCE))
    assert spine(answer) == (403, ["AUTHOR_CREDENTIALS_ERROR"] * 2, ["type.coding[0].code"])


def test_organisation_to_which_nothing_was_given_is_refused(number: str) -> None:
    assert spine(LocatorClient(registers=()).create(pointer(number)))[:2] == (403, ["ACCESS DENIED"] * 2)


def test_system_without_the_scope_is_refused(number: str) -> None:
    reader = LocatorClient(scopes="system/DocumentReference.rs")
    assert spine(reader.create(pointer(number)))[:2] == (403, ["ACCESS DENIED"] * 2)


def test_header_of_another_organisation_is_refused(home: LocatorClient, number: str) -> None:
    answer = home.create(pointer(number), **{"NHSD-End-User-Organisation-ODS": "Y90001"})
    assert spine(answer)[:2] == (400, ["MISSING_OR_INVALID_HEADER"] * 2)


@pytest.mark.parametrize(
    ("body", "at"), [({"resourceType": "Patient"}, []), ([], []), ({"colour": "red"}, ["DocumentReference.colour"])]
)
def test_what_is_no_pointer_is_refused(home: LocatorClient, number: str, body: Any, at: list[str]) -> None:
    sent = pointer(number) | body if isinstance(body, dict) else body
    status, codes, where = spine(home.create(sent))
    assert (status, codes[0]) == (400, "MESSAGE_NOT_WELL_FORMED")
    assert where == at or not at


def test_replacing_deletes_what_was_replaced(home: LocatorClient, number: str, person: UUID) -> None:
    first = home.registered(pointer(number))
    answer = home.create(pointer(number, relatesTo=replacing(first)))
    assert json.loads(answer.content)["issue"][0]["details"]["coding"][0]["code"] == "RESOURCE_SUPERSEDED"
    assert list(Pointer.objects.filter(person_id=person).values_list("id", flat=True)) == [
        answer["Location"].rpartition("/")[2]
    ]


def wrong_targets(home: LocatorClient, number: str) -> dict[str, str]:
    """Return ids that a pointer about somebody cannot replace, with what is said."""
    return {
        "Y90001-1": "expected ODS code",
        "VL901-unknown": "does not exist",
        home.registered(pointer(who.number())): "NHS number does not match",
    }


def test_only_ones_own_pointer_about_the_person_is_replaced(home: LocatorClient, number: str) -> None:
    for target, words in wrong_targets(home, number).items():
        answer = home.create(pointer(number, relatesTo=replacing(target)))
        assert spine(answer)[2] == ["relatesTo[0].target.identifier.value"]
        assert words in json.loads(answer.content)["issue"][0]["diagnostics"]


def test_pointer_of_another_type_is_not_replaced(number: str) -> None:
    home = LocatorClient(registers=(CRISIS, ADVANCE))
    first = home.registered(pointer(number))
    assert home.create(pointer(number, ADVANCE, relatesTo=replacing(first))).status_code == 422


def test_upsert_takes_the_id_that_it_brings_and_changes_it_later(home: LocatorClient, number: str) -> None:
    made = pointer(number, id="VL901-ours")
    path = "producer/FHIR/R4/DocumentReference"
    assert [home.send("PUT", path, made).status_code for _ in range(2)] == [201, 200]
    assert spine(home.send("PUT", path, made | {"id": "Y90001-ours"}))[2] == ["id"]


def test_what_may_change_changes(home: LocatorClient, number: str) -> None:
    pointer_id = home.registered(pointer(number))
    moved = content(attachment={"contentType": "application/pdf", "url": "https://ash.example/moved.pdf"})
    answer = home.one("PUT", pointer_id, pointer(number, id=pointer_id, content=[moved]))
    assert json.loads(answer.content)["issue"][0]["details"]["coding"][0]["code"] == "RESOURCE_UPDATED"
    assert json.loads(home.one("GET", pointer_id).content)["content"] == [moved]


def test_who_it_is_about_never_changes(home: LocatorClient, number: str) -> None:
    pointer_id = home.registered(pointer(number))
    answer = home.one("PUT", pointer_id, pointer(who.number(), id=pointer_id))
    assert spine(answer) == (422, ["UNPROCESSABLE_ENTITY", "BAD_REQUEST"], ["subject"])
    assert spine(home.one("PUT", pointer_id, pointer(number, id="VL901-2")))[1][0] == "BAD_REQUEST"


def test_deleted_pointer_is_gone(home: LocatorClient, number: str) -> None:
    pointer_id = home.registered(pointer(number))
    answer = home.one("DELETE", pointer_id)
    assert json.loads(answer.content)["issue"][0]["details"]["coding"][0]["code"] == "RESOURCE_DELETED"
    assert [spine(home.one(how, pointer_id))[:2] for how in ("GET", "DELETE")] == [(404, ["NO_RECORD_FOUND"] * 2)] * 2


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_pointer_of_another_is_neither_read_nor_deleted(home: LocatorClient, number: str, method: str) -> None:
    pointer_id = home.registered(pointer(number))
    other = LocatorClient("Y90001", registers=(CRISIS,))
    assert spine(other.one(method, pointer_id))[:2] == (403, ["AUTHOR_CREDENTIALS_ERROR"] * 2)
    assert Pointer.objects.filter(pk=pointer_id).exists()


def test_producer_finds_its_own_alone(home: LocatorClient, number: str) -> None:
    own = home.registered(pointer(number))
    LocatorClient("Y90001", registers=(CRISIS,)).registered(pointer(number, owner="Y90001"))
    assert [each["id"] for each in found(home.search(number, "producer"))] == [own]
