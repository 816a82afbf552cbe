"""A move is recorded at a place that is found by code or name; then each plan is answered for."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.browsers import Browser

from accord.domain.lifecycle import CancelReason
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.people.queries import identities
from accord.plans.actions import moves as actions
from accord.plans.actions.moves import MoveAnswer
from accord.plans.models import Draft, Task, TaskKind
from accord.plans.queries import versions, work

FOR_CPR = {**drafts.USUAL, PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}


def moved(happened: str, where: str = "", **changes: Any) -> dict[str, Any]:
    at = timezone.localtime() - timedelta(minutes=1)
    when = {"at-day": at.day, "at-month": at.month, "at-year": at.year, "at-time": f"{at:%H:%M}"}
    return {"happened": happened, "where": where, **when, **changes}


def move(person: UUID) -> str:
    return reverse("plans:move", args=[person])


def asked(person: UUID) -> UUID:
    return next(each.task_id for each in work.for_person(person) if each.kind is TaskKind.CONFIRM_MOVE)


def answer(browser: Browser, person: UUID, chosen: MoveAnswer, **more: str) -> Any:
    return browser.send(reverse("plans:move_answer", args=[asked(person)]), {"answer": chosen.value, **more})


@pytest.fixture
def admitted(person: UUID) -> UUID:
    drafts.signed(person)
    actions.admit(person_id=person, site_id=who.site("R9901"), at=drafts.yesterday(), by=drafts.nurse())
    return person


@pytest.mark.parametrize("where", ["r9901", "oak  hospital"])
def test_admission_is_recorded_by_code_or_whole_name(person: UUID, nurse: Browser, where: str) -> None:
    response = nurse.send(move(person), moved("admitted", where))
    assert response.url == reverse("plans:person", args=[person])
    found = identities.of(person)
    assert found
    assert found.admission
    assert found.admission.site_code == "R9901"


def test_part_of_a_name_is_asked_about_and_then_taken(person: UUID, carer: Browser) -> None:
    first = carer.send(move(person), moved("admitted", "oak"))
    assert "Oak Hospital (R9901), acute hospital" in first.content.decode()
    second = carer.send(move(person), moved("admitted", "oak", site=str(who.site("R9901"))))
    assert second.status_code == 302


@pytest.mark.parametrize(("where", "wrong"), [("", "Enter where to"), ("Nowhere", "No place"), ("Y90001", "No place")])
def test_place_that_is_none_is_said_at_its_field(person: UUID, carer: Browser, where: str, wrong: str) -> None:
    response = carer.send(move(person), moved("admitted", where))
    assert response.status_code == 422
    assert wrong in response.content.decode()


def test_move_in_the_future_is_said_at_its_field(person: UUID, carer: Browser) -> None:
    response = carer.send(move(person), moved("admitted", "R9901", **{"at-year": "2999"}))
    assert "must be today or in the past" in response.content.decode()


def test_discharge_is_offered_to_the_admitted_alone(admitted: UUID, nurse: Browser) -> None:
    assert "Discharged from hospital" in nurse.open(move(admitted))
    assert "Discharged from hospital" not in nurse.open(move(who.recorded()))
    assert nurse.send(move(admitted), moved("discharged")).status_code == 302
    found = identities.of(admitted)
    assert found
    assert found.admission is None


def test_move_shows_where_the_person_was_before(admitted: UUID, nurse: Browser) -> None:
    assert "Where they were before" not in nurse.open(move(admitted))
    drafts.discharge(admitted)
    assert "Oak Hospital (admitted)" in nurse.open(move(admitted))


def test_place_of_a_restricted_person_is_not_shown(nurse: Browser) -> None:
    person = who.recorded(restricted=True)
    nurse.send(move(person), moved("admitted", "R9901"))
    page = nurse.open(move(person))
    assert "Not shown: this is a restricted record." in page


def test_question_after_a_move_shows_what_is_recommended(admitted: UUID, nurse: Browser) -> None:
    page = nurse.open(reverse("plans:move_answer", args=[asked(admitted)]))
    assert all(words in page for words in ("Admitted to hospital", "CPR attempts not recommended", "It still stands"))


def test_confirmed_plan_stands_and_asks_no_more(admitted: UUID, nurse: Browser) -> None:
    assert answer(nurse, admitted, MoveAnswer.CONFIRM, words="Talked with her.").status_code == 302
    assert versions.current(admitted)[0].is_current
    assert not Task.objects.filter(person_id=admitted, kind=TaskKind.CONFIRM_MOVE, done_at__isnull=True).exists()


def test_cancelled_plan_is_current_no_more(admitted: UUID, nurse: Browser) -> None:
    answer(nurse, admitted, MoveAnswer.CANCEL, reason=CancelReason.TRANSFER.value)
    assert versions.current(admitted) == ()


def test_change_leads_to_the_draft(admitted: UUID, nurse: Browser) -> None:
    response = answer(nurse, admitted, MoveAnswer.REVISE)
    assert response.url == reverse("plans:draft", args=[Draft.objects.get(person_id=admitted, state="open").pk])


def test_suspension_without_a_reason_is_said_at_its_field(admitted: UUID, nurse: Browser) -> None:
    response = answer(nurse, admitted, MoveAnswer.SUSPEND)
    assert response.status_code == 422
    assert "Say what the suspension is for" in response.content.decode()
    assert Task.objects.filter(pk=asked(admitted), done_at__isnull=True).exists()


def test_two_plans_are_answered_for_one_after_the_other(admitted: UUID, nurse: Browser) -> None:
    drafts.signed(admitted, drafts.nurse(), FOR_CPR, Scope.EPISODE)
    nurse.send(move(admitted), moved("transferred", "R9901"))
    first = answer(nurse, admitted, MoveAnswer.CONFIRM)
    assert first.url == reverse("plans:move_answer", args=[asked(admitted)])
    assert answer(nurse, admitted, MoveAnswer.CONFIRM).url == reverse("plans:person", args=[admitted])


def test_answer_that_was_given_already_says_so(admitted: UUID, nurse: Browser) -> None:
    address = reverse("plans:move_answer", args=[asked(admitted)])
    answer(nurse, admitted, MoveAnswer.CONFIRM)
    assert "That has been answered already." in nurse.open(address)
    assert "That has been answered already." in nurse.open(reverse("plans:move_answer", args=[uuid4()]))


def test_discharge_asks_whoever_signed_and_no_longer_the_hospital(admitted: UUID, gp: Browser, nurse: Browser) -> None:
    assert "Admitted to hospital" in nurse.open("/")
    drafts.discharge(admitted)
    assert "Discharged from hospital" in gp.open("/")
    assert "Discharged from hospital" not in nurse.open("/")


def test_care_staff_record_moves_and_do_not_answer_for_plans(admitted: UUID, carer: Browser) -> None:
    assert carer.get(move(admitted)).status_code == 200
    assert carer.get(reverse("plans:move_answer", args=[asked(admitted)])).status_code == 403
