"""A hospital's system tells of a visit by FHIR Encounter: posted, put, taken back."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.encounters import INSIDE, encounter, tell, within
from tests.builders.fhir_clients import FhirClient, issue, said

from accord.people.queries import identities
from accord.plans.queries import work
from accord.sharing.models import ToldMove


@pytest.fixture
def client() -> FhirClient:
    return FhirClient("R9901", "system/Encounter.crus")


@pytest.fixture
def began() -> datetime:
    return timezone.now().replace(microsecond=0) - timedelta(hours=6)


def where(person: UUID) -> str:
    found = identities.of(person)
    assert found
    return found.admission.site_code if found.admission else "home"


def tasks(person: UUID) -> list[str]:
    return sorted(task.kind.value for task in work.for_person(person))


def named(person: UUID) -> dict[str, str]:
    return {"reference": f"Patient/{person}"}


def test_visit_from_its_beginning_to_its_end_and_back(client: FhirClient, person: UUID, began: datetime) -> None:
    drafts.signed(person)
    made = said(tell(client, "POST", "Encounter", encounter("V1", began, named(person))))
    assert (made["status"], made["subject"]["reference"], where(person)) == (
        "in-progress",
        f"Patient/{person}",
        "R9901",
    )
    assert tasks(person).count("confirm_move") == 1
    ended = encounter("V1", began, named(person), end=began + timedelta(hours=5), id=made["id"])
    assert said(tell(client, "PUT", f"Encounter/{made['id']}", ended))["status"] == "finished"
    assert "look_again_after_discharge" in tasks(person)
    tell(client, "PUT", f"Encounter/{made['id']}", encounter("V1", began, named(person), id=made["id"]))
    assert (where(person), "look_again_after_discharge" in tasks(person)) == ("R9901", False)
    never = encounter("V1", began, named(person), id=made["id"], status="entered-in-error")
    assert said(tell(client, "PUT", f"Encounter/{made['id']}", never))["status"] == "cancelled"
    assert where(person) == "home"


def test_same_visit_posted_again_is_one_and_otherwise_it_is_refused(
    client: FhirClient, person: UUID, began: datetime
) -> None:
    once = encounter("V1", began, named(person))
    first, again = (said(tell(client, "POST", "Encounter", once)) for _ in range(2))
    assert first == again
    assert ToldMove.objects.count() == 1
    other = tell(client, "POST", "Encounter", encounter("V1", began, named(person), end=began + timedelta(hours=1)))
    assert (other.status_code, issue(other)[0], where(person)) == (409, "duplicate", "R9901")


def test_put_of_what_changes_nothing_tells_nothing(client: FhirClient, person: UUID, began: datetime) -> None:
    made = said(tell(client, "POST", "Encounter", encounter("V1", began, named(person))))
    again = encounter("V1", began, named(person), id=made["id"])
    version = f'W/"{made["meta"]["versionId"]}"'
    assert tell(client, "PUT", f"Encounter/{made['id']}", again, If_Match=version).status_code == 200
    assert tell(client, "PUT", f"Encounter/{made['id']}", again, If_Match='W/"x"').status_code == 412
    assert ToldMove.objects.count() == 1


def test_patient_within_is_matched_by_number_and_birth(
    client: FhirClient, person: UUID, number: str, began: datetime
) -> None:
    right = encounter("V1", began, INSIDE, contained=within(number, birthDate=who.BORN.isoformat()))
    assert said(tell(client, "POST", "Encounter", right))["subject"]["reference"] == f"Patient/{person}"
    wrong = encounter("V2", began, INSIDE, contained=within(number, birthDate="1950-01-01"))
    assert "subject" not in said(tell(client, "POST", "Encounter", wrong))
    assert ToldMove.objects.get(state="held").reason == "other_details"


@pytest.mark.parametrize(
    ("changed", "at"),
    [
        ({"class_": {"code": "AMB"}}, "Encounter.class"),
        ({"period": None}, "Encounter.period.start"),
        ({"status": "finished"}, "Encounter.period.end"),
        ({"subject": {"reference": "Patient/00000000-0000-0000-0000-000000000009"}}, "Encounter.subject"),
        ({"subject": {"identifier": {"value": "9990000018"}}}, "Encounter.subject"),
        ({"identifier": None}, "Encounter.identifier"),
        ({"serviceProvider": {"reference": "Organization/x"}}, "Encounter.serviceProvider"),
        (
            {"modifierExtension": [{"url": "https://oak.example/not", "valueBoolean": True}]},
            "Encounter.modifierExtension",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_element(
    client: FhirClient, person: UUID, began: datetime, changed: dict[str, object], at: str
) -> None:
    answer = tell(client, "POST", "Encounter", encounter("V1", began, named(person), **changed))
    assert answer.status_code == 422
    assert said(answer)["issue"][0]["expression"] == [at]
    assert ToldMove.objects.count() == 0


def test_unknown_modifier_is_refused_by_name_wherever_it_stands(
    client: FhirClient, person: UUID, began: datetime
) -> None:
    held = {"hospitalization": {"modifierExtension": [{"url": "https://oak.example/not", "valueBoolean": True}]}}
    answer = tell(client, "POST", "Encounter", encounter("V1", began, named(person), **held))
    assert (answer.status_code, "https://oak.example/not" in issue(answer)[1]) == (422, True)


def test_each_system_sees_its_own_visits_alone(client: FhirClient, person: UUID, began: datetime) -> None:
    made = said(tell(client, "POST", "Encounter", encounter("V1", began, named(person))))
    other = FhirClient("R9902", "system/Encounter.crus")
    assert other.get(f"Encounter/{made['id']}").status_code == 404
    assert said(other.get("Encounter?identifier=V1"))["total"] == 0
    assert said(client.get("Encounter?identifier=https://oak.example/visits|V1"))["total"] == 1
    taken = tell(other, "POST", "Encounter", encounter("V9", began, named(person)))
    assert "not part of R9902" in issue(taken)[1]
