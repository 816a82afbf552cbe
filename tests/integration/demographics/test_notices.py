"""Notices of national services: each followed once, in the order at its source, reversibly, and none lost."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.builders import drafts, pds, who
from tests.builders.notices import cloud_event, signal
from tests.builders.systems import OtherSystem
from tests.corpus_files import CORPUS

from accord.domain.events import EventKind
from accord.events import hearing
from accord.people.queries import find, identities
from accord.plans.models import Task
from accord.sharing.actions import demographics
from accord.sharing.actions.demographics import Became
from accord.sharing.demographics.notices import read_notice
from accord.sharing.models import DemographicNotice
from accord.sharing.queries.notices import not_followed

DEATH, NUMBER, PRACTICE, FLAGS = (
    "pds-death-notification-2",
    "nhs-number-change-2",
    "pds-change-of-gp-2",
    "patientflags-change-1",
)


@pytest.fixture(autouse=True)
def _region(_database: None, tmp_path: Path) -> None:
    who.load_directory(tmp_path)


@pytest.fixture
def person(number: str) -> UUID:
    return drafts.person_with_talk(nhs_number=number)


@pytest.fixture
def token() -> str:
    return str(OtherSystem().register("system/DemographicNotice.c", "R9901").ask().json()["access_token"])


def send(token: str, notice: Any) -> Any:
    body = notice if isinstance(notice, str) else json.dumps(notice)
    return Client().post("/events", body, content_type="application/json", headers={"Authorization": f"Bearer {token}"})


def outcome(token: str, notice: Any) -> str:
    return str(send(token, notice).json()["outcome"])


def record(number: str, version: int = 2, **changes: Any) -> dict[str, Any]:
    held = pds.identifier(number)
    return pds.patient(id=number, identifier=[held], meta={"versionId": str(version)}, **changes)


def died(number: str, code: str = "1", version: int = 2) -> dict[str, Any]:
    when = {"deceasedDateTime": "2026-05-30"} if code != "U" else {}
    return record(number, version, extension=[pds.death_notice(code)], **when)


def has_died(person: UUID) -> bool:
    held = identities.of(person)
    return held is not None and held.has_died


def test_death_is_followed_and_taken_back(token: str, number: str, person: UUID) -> None:
    drafts.signed(person)
    assert outcome(token, signal(DEATH, number, died(number))) == "followed"
    assert has_died(person)
    assert outcome(token, signal(DEATH, number, died(number, "U", 3))) == "followed"
    assert not has_died(person)
    assert drafts.effective(person).value == "not_for_cpr"


def test_older_version_that_comes_later_changes_nothing(token: str, number: str, person: UUID) -> None:
    outcome(token, signal(DEATH, number, died(number, "U", 5)))
    assert outcome(token, signal(DEATH, number, died(number, "1", 4))) == "older"
    assert not has_died(person)


def test_notice_that_comes_twice_is_followed_once(token: str, number: str, person: UUID) -> None:
    notice = signal(DEATH, number, died(number))
    first, again = send(token, notice).json(), send(token, notice).json()
    assert (first["again"], again["again"], again["outcome"]) == (False, True, "followed")
    assert DemographicNotice.objects.count() == 1


def test_new_number_leads_to_the_same_person(token: str, number: str, person: UUID) -> None:
    new = who.number()
    assert outcome(token, signal(NUMBER, number, record(new))) == "followed"
    for each in (number, new):
        found = find.by_number(each)
        assert found
        assert found.person_id == person


def test_new_number_of_somebody_else_is_held_for_a_person_to_settle(token: str, number: str, person: UUID) -> None:
    new = who.number()
    other = drafts.person_with_talk(nhs_number=new)
    assert outcome(token, signal(NUMBER, number, record(new))) == "held"
    assert (find.by_number(number), identities.merged_into(other)) == (find.by_number(number), None)
    assert [each.outcome for each in not_followed()] == ["held"]


def test_practice_is_followed(token: str, number: str, person: UUID) -> None:
    moved = record(number, generalPractitioner=[pds.organisation("Y90009")])
    assert outcome(token, cloud_event(PRACTICE, number, moved)) == "followed"
    held = identities.of(person)
    assert held
    assert held.practice
    assert held.practice.code == "Y90009"


@pytest.mark.parametrize("kind", [FLAGS, DEATH])
def test_notice_that_brings_no_record_asks_for_a_look(token: str, number: str, person: UUID, kind: str) -> None:
    drafts.signed(person)
    assert outcome(token, signal(kind, number)) == "look"
    (task,) = Task.objects.filter(person_id=person, kind="look_up_nationally", done_at=None)
    assert task.detail == {"notice": kind}
    assert not has_died(person)


def test_nobody_without_a_plan_is_work(token: str, number: str, person: UUID) -> None:
    assert outcome(token, signal(FLAGS, number)) == "no_plan"
    assert not Task.objects.filter(person_id=person).exists()


def test_record_of_another_number_changes_nothing_but_by_a_change_of_number(
    token: str, number: str, person: UUID
) -> None:
    assert outcome(token, signal(DEATH, number, died(who.number()))) == "no_plan"
    assert not has_died(person)


def test_unknown_kind_is_refused_by_name_and_kept(token: str, number: str, person: UUID) -> None:
    answer = send(token, signal("vaccinations-1", number))
    assert (answer.status_code, "'vaccinations-1' is not followed here" in answer.json()["error"]) == (422, True)
    assert [(each.kind, each.outcome) for each in not_followed()] == [("vaccinations-1", "unknown")]


def test_somebody_unknown_is_kept_and_followed_once_they_are_known(token: str, number: str) -> None:
    assert outcome(token, signal(DEATH, number, died(number))) == "nobody"
    person = drafts.person_with_talk(nhs_number=number)
    assert demographics.again(notice_id=not_followed()[0].id) is Became.FOLLOWED
    assert has_died(person)


def test_what_goes_wrong_is_tried_again_and_nothing_of_it_is_half_done(token: str, number: str, person: UUID) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("no event")

    hearing.hear(EventKind.DEMOGRAPHICS_FOLLOWED, fail)
    try:
        answer = send(token, signal(DEATH, number, died(number)))
    finally:
        hearing.stop_hearing(EventKind.DEMOGRAPHICS_FOLLOWED, fail)
    assert (answer.status_code, has_died(person)) == (202, False)
    assert demographics.settle_waiting() == 1
    assert has_died(person)


def test_nobody_is_let_in_without_that_scope_by_its_name(number: str) -> None:
    every = OtherSystem().register("system/*.cruds", "R9901").ask().json()["access_token"]
    assert [send(each, signal(DEATH, number)).status_code for each in (every, "none")] == [403, 401]


def test_what_is_no_notice_is_refused(token: str) -> None:
    answers = [send(token, each) for each in ("[", [], {"resourceType": "Patient"}, {"specversion": "1.0", "id": "x"})]
    assert [each.status_code for each in answers] == [400] * 4
    assert not DemographicNotice.objects.exists()


@pytest.mark.parametrize("name", ["nhs-number-change-2", "patientflags-change-1", "pds-death-notification-2"])
def test_notices_as_they_are_published_are_read(name: str) -> None:
    path = CORPUS / "mns" / f"{name}.json"
    if not path.exists():
        pytest.skip("the corpus is not here")
    notice = read_notice(json.loads(path.read_text()))
    assert (notice.kind, len(notice.subject), notice.resource) == (name, 10, None)
