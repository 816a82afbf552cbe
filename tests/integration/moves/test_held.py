"""What cannot be placed waits for somebody, with the reason: it is not dropped, and nobody is guessed."""

from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.hospitals import Hospital

from accord.domain.authority import Actor
from accord.domain.errors import Conflict, Refused
from accord.organisations.queries import staff
from accord.people.queries import identities
from accord.sharing.models import ToldMove, Visit
from accord.sharing.moves import placing, settling, waiting
from accord.sharing.moves.patients import HeldReason


def desk() -> Actor:
    return next(each for each in staff.at_organisation("R9901") if each.name == "Kim Desk")


def where(person: UUID) -> str:
    found = identities.of(person)
    assert found
    return found.admission.site_code if found.admission else "home"


def held(hospital: Hospital) -> list[str]:
    rows = ToldMove.objects.filter(visit__number=hospital.visit, state="held").order_by("id")
    return list(rows.values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"pid_3": "77^^^R9901^MR"}, HeldReason.NO_NUMBER),
        ({"pid_3": "9990000019^^^NHS"}, HeldReason.BAD_NUMBER),
        ({"pid_7": "19500101"}, HeldReason.OTHER_DETAILS),
        ({"pid_7": "", "pid_5": "SOMEBODY^ELSE"}, HeldReason.OTHER_DETAILS),
        ({"pid_7": "", "pid_5": ""}, HeldReason.OTHER_DETAILS),
    ],
)
def test_who_is_not_certain_is_held(
    hospital: Hospital, person: UUID, number: str, changed: dict[str, str], reason: HeldReason
) -> None:
    assert hospital.tell("A01", number, **changed) == "AA"
    assert (held(hospital), where(person)) == ([reason.value], "home")


def test_family_name_alone_is_enough_where_no_birth_is_given(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number, pid_7="")
    assert where(person) == "R9901"


def test_unknown_number_is_held_until_somebody_has_it(hospital: Hospital) -> None:
    number = who.number()
    hospital.tell("A01", number)
    assert held(hospital) == ["not_known"]
    person = who.recorded(nhs_number=number)
    assert placing.place_waiting() == 1
    assert (where(person), held(hospital)) == ("R9901", [])


def test_second_name_in_one_visit_is_held(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number)
    other = who.number()
    who.recorded(nhs_number=other)
    hospital.tell("A03", other, 3)
    assert (held(hospital), where(person)) == (["two_people"], "R9901")


def test_discharge_with_nothing_before_it_waits_for_the_admission(
    hospital: Hospital, person: UUID, number: str
) -> None:
    hospital.tell("A03", number, 5)
    assert held(hospital) == ["incomplete"]
    hospital.tell("A01", number)
    assert (held(hospital), where(person)) == ([], "home")


def test_the_dead_are_not_admitted(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.die(person)
    hospital.tell("A01", number)
    assert held(hospital) == ["died"]


def test_somebody_says_whose_it_is(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number, pid_7="19500101")
    (visit,) = waiting.of_organisation(desk(), timezone.now())
    assert (visit.moves[0].nhs_number, visit.moves[0].birth_date) == (number, date(1950, 1, 1))
    assert settling.settle_as(visit_id=visit.id, person_id=person, by=desk())
    assert where(person) == "R9901"
    assert ToldMove.objects.get(visit_id=visit.id).nhs_number == ""
    with pytest.raises(Conflict):
        settling.try_again(visit_id=visit.id, by=desk())


def test_what_is_put_away_is_kept_without_whom_it_named(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number, pid_7="19500101")
    visit_id = Visit.objects.get(number=hospital.visit).pk
    with pytest.raises(Refused, match="Say what"):
        settling.put_away(visit_id=visit_id, words=" ", by=desk())
    settling.put_away(visit_id=visit_id, words="Not a patient of ours", by=desk())
    row = ToldMove.objects.get(visit_id=visit_id)
    assert (row.state, row.nhs_number, row.family, row.words) == ("away", "", "", "Not a patient of ours")
    assert placing.place(row.pk) == "away"


def test_another_organisation_sees_and_settles_nothing(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number, pid_7="19500101")
    assert list(waiting.of_organisation(drafts.gp(), timezone.now())) == []
    with pytest.raises(Refused, match="no such visit"):
        settling.try_again(visit_id=Visit.objects.get(number=hospital.visit).pk, by=drafts.gp())
