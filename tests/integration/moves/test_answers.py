"""How each message is answered: taken, wrong in a field that is named, or no message for us; and what is kept of it."""

import hashlib
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils import timezone
from tests.builders import drafts
from tests.builders.hospitals import Hospital

from accord.access.actions import systems
from accord.plans.models import TaskKind
from accord.plans.queries import work
from accord.sharing.models import ToldMove
from accord.sharing.moves import adt
from accord.sharing.moves.keeping import keep
from accord.sharing.moves.listening import sender
from accord.sharing.moves.placing import place_waiting


def refused(answer: list[list[str]]) -> tuple[str, str]:
    """Return how a message was refused, and at which field."""
    (_header, (_msa, kind, *_rest), (_err, *where)) = answer
    segment, _set, number = next(part for part in where if part).split("^")[:3]
    return kind, f"{segment}-{number}"


@pytest.mark.parametrize(
    ("event", "changed", "answer"),
    [
        ("A01", {"pv1_3": "W1^B1^1^R9999"}, ("AE", "PV1-3")),
        ("A01", {"pv1_3": "W1^B1^1^R9902"}, ("AE", "PV1-3")),
        ("A01", {"pv1_19": ""}, ("AE", "PV1-19")),
        ("A01", {"evn_6": "yesterday"}, ("AE", "EVN-6")),
        ("A08", {}, ("AR", "MSH-9")),
        ("A01", {"msh_11": "T"}, ("AR", "MSH-11")),
        ("A01", {"msh_12": "9.9"}, ("AR", "MSH-12")),
    ],
)
def test_refused_message_names_its_field_and_is_not_kept(
    hospital: Hospital, number: str, event: str, changed: dict[str, str], answer: tuple[str, str]
) -> None:
    with override_settings(ACCORD_DEMO=False):
        assert refused(hospital.send(hospital.message(event, number, **changed))) == answer
    assert not ToldMove.objects.exists()


def test_number_of_another_message_is_refused(hospital: Hospital, person: UUID, number: str) -> None:
    assert hospital.tell("A01", number, msh_10="M1") == "AA"
    again = hospital.send(hospital.message("A03", number, 2, msh_10="M1"))
    assert refused(again) == ("AE", "MSH-10")


def test_attendance_is_taken_and_nothing_is_kept(hospital: Hospital, number: str) -> None:
    answer = hospital.send(hospital.message("A01", number, pv1_2="E"))
    assert (answer[1][1], "nobody was admitted" in answer[1][3]) == ("AA", True)
    assert not ToldMove.objects.exists()


def test_what_is_no_message_is_rejected(hospital: Hospital) -> None:
    assert hospital.send("PID|1")[1][1] == "AR"


def test_system_that_was_closed_is_told_to_send_again(hospital: Hospital, number: str) -> None:
    systems.close(system_id=hospital.system_id, by=None)
    assert hospital.tell("A01", number) == "AR"
    assert not ToldMove.objects.exists()


def test_message_that_cannot_be_kept_is_to_be_sent_again(
    hospital: Hospital, number: str, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("failing_events")
    assert hospital.tell("A01", number) == "AR"
    assert not ToldMove.objects.exists()


def test_killed_between_keeping_and_placing_nothing_is_lost_or_done_twice(
    hospital: Hospital, person: UUID, number: str
) -> None:
    drafts.signed(person)
    sent = hospital.message("A01", number)
    by = sender(hospital.system_id)
    read = adt.read(sent, now=timezone.now(), takes=frozenset("P"))
    keep(message=read, digest=hashlib.sha256(sent.encode()).hexdigest(), by=by)
    assert place_waiting() == 1
    assert place_waiting() == 0
    assert hospital.send(sent)[1][1] == "AA"
    assert [each.kind for each in work.for_person(person)].count(TaskKind.CONFIRM_MOVE) == 1
    assert ToldMove.objects.count() == 1
