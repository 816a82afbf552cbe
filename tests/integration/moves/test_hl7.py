"""What a hospital's HL7 v2 messages do to the record, in whatever order and however often they come."""

from datetime import timedelta
from uuid import UUID

from tests.builders import drafts
from tests.builders.hospitals import Hospital

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.domain.standing import EffectiveCpr
from accord.people.queries import identities
from accord.plans.queries import work
from accord.sharing.models import ToldMove, Visit

FOR_CPR = {PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}


def tasks(person: UUID) -> list[str]:
    return sorted(task.kind.value for task in work.for_person(person))


def where(person: UUID) -> str:
    found = identities.of(person)
    assert found
    return found.admission.site_code if found.admission else "home"


def reasons() -> list[str]:
    return list(ToldMove.objects.filter(state="held").order_by("id").values_list("reason", flat=True))


def test_admission_asks_of_each_recommendation(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    assert hospital.tell("A01", number) == "AA"
    assert where(person) == "R9901"
    assert tasks(person).count("confirm_move") == 1


def test_discharge_ends_the_episode_layer_and_brings_the_enduring_plan_back(
    hospital: Hospital, person: UUID, number: str
) -> None:
    drafts.signed(person, parts=FOR_CPR)
    hospital.tell("A01", number)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    assert drafts.effective(person) is EffectiveCpr.NOT_FOR_CPR
    assert hospital.tell("A03", number, 5) == "AA"
    assert (drafts.effective(person), where(person)) == (EffectiveCpr.FOR_CPR, "home")
    assert "look_again_after_discharge" in tasks(person)


def test_discharge_taken_back_makes_the_episode_layer_current_again(
    hospital: Hospital, person: UUID, number: str
) -> None:
    drafts.signed(person, parts=FOR_CPR)
    hospital.tell("A01", number)
    drafts.signed(person, drafts.nurse(), scope=Scope.EPISODE)
    hospital.tell("A03", number, 4)
    assert hospital.tell("A13", number, 5) == "AA"
    assert (drafts.effective(person), where(person)) == (EffectiveCpr.NOT_FOR_CPR, "R9901")
    assert "look_again_after_discharge" not in tasks(person)
    assert tasks(person).count("confirm_move") == 2


def test_admission_taken_back_asks_nothing_more(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    hospital.tell("A01", number)
    assert hospital.tell("A11", number, 1) == "AA"
    assert where(person) == "home"
    assert "confirm_move" not in tasks(person)
    found = identities.of(person)
    assert found
    assert found.stays == ()


def test_admission_to_another_hospital_ends_the_first_and_asks_there(person: UUID, number: str) -> None:
    drafts.signed(person)
    Hospital().tell("A01", number)
    Hospital(code="R9902").tell("A01", number, 1)
    assert where(person) == "R9902"
    assert tasks(person).count("confirm_move") == 1


def test_transfer_to_a_site_of_the_trust_and_its_cancellation(person: UUID, number: str, hospital: Hospital) -> None:
    drafts.signed(person)
    hospital.tell("A01", number)
    assert hospital.tell("A02", number, 1, pv1_3="W1^B1^1^R9903") == "AA"
    assert where(person) == "R9903"
    assert hospital.tell("A12", number, 2) == "AA"
    assert where(person) == "R9901"
    assert tasks(person).count("confirm_move") == 1


def test_ward_to_ward_asks_nobody(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    hospital.tell("A01", number)
    before = work.for_person(person)
    assert hospital.tell("A02", number, 1, pv1_3="W2^B9^3^R9901") == "AA"
    assert work.for_person(person) == before


def test_messages_the_other_way_round_come_to_the_same(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    for event, hours in (("A03", 5), ("A02", 2), ("A01", 0)):
        assert hospital.tell(event, number, hours) == "AA"
    found = identities.of(person)
    assert found
    (stay,) = found.stays
    ended = hospital.began + timedelta(hours=5)
    assert (stay.start, stay.end) == (hospital.began.replace(microsecond=0), ended.replace(microsecond=0))
    assert reasons() == []
    assert "look_again_after_discharge" in tasks(person)


def test_message_that_comes_twice_is_one(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    sent = hospital.message("A01", number)
    assert [hospital.send(sent)[1][1] for _ in range(3)] == ["AA"] * 3
    assert ToldMove.objects.filter(visit__number=hospital.visit).count() == 1
    assert tasks(person).count("confirm_move") == 1


def test_discharge_from_the_first_hospital_ends_no_admission_to_the_second(person: UUID, number: str) -> None:
    first, second = Hospital(), Hospital(code="R9902")
    first.tell("A01", number)
    second.tell("A01", number, 2)
    first.tell("A03", number, 3)
    assert where(person) == "R9902"


def test_admission_that_was_recorded_here_is_the_same_one(hospital: Hospital, person: UUID, number: str) -> None:
    drafts.signed(person)
    drafts.admit(person)
    hospital.tell("A01", number)
    assert tasks(person).count("confirm_move") == 1
    hospital.tell("A03", number, 5)
    assert where(person) == "home"


def test_whom_a_message_named_is_forgotten_once_it_is_placed(hospital: Hospital, person: UUID, number: str) -> None:
    hospital.tell("A01", number)
    row = ToldMove.objects.get(visit__number=hospital.visit)
    assert (row.state, row.nhs_number, row.family, row.birth_date) == ("placed", "", "", None)
    assert Visit.objects.get(pk=row.visit_id).person_id == person
