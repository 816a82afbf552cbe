"""A bulk export: asked for, made by the worker, fetched, and let go; of people with a plan, and of nobody else's."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.fhir_clients import BASE, FhirClient, issue, said

from accord.access.models import AccessLog
from accord.domain.events import EventKind
from accord.domain.people import Verification
from accord.events.models import Event
from accord.projections.fhir.checking import check
from accord.sharing.fhir.exports import keeping, making
from accord.sharing.models import Export, ExportFile

ASYNC = {"Prefer": "respond-async"}


@pytest.fixture
def planned(number: str) -> UUID:
    person = drafts.person_with_talk(nhs_number=number)
    drafts.signed(person)
    return person


def ask(client: FhirClient, query: str = "") -> str:
    """Ask for an export, and return the path at which it stands."""
    answer = client.get(f"Patient/$export{query}", **ASYNC)
    assert (answer.status_code, issue(answer)[0]) == (202, "informational")
    return path_of(answer["Content-Location"])


def path_of(address: str) -> str:
    return urlsplit(address).path.removeprefix(f"{BASE}/")


def make(path: str) -> None:
    assert making.make(export_id=UUID(path.rpartition("/")[2]), now=timezone.now())


def lines(client: FhirClient, manifest: dict[str, Any], part: str = "output") -> list[dict[str, Any]]:
    held = [client.get(path_of(each["url"])) for each in manifest[part]]
    return [json.loads(line) for each in held for line in each.content.splitlines()]


def made(client: FhirClient, query: str = "") -> dict[str, Any]:
    path = ask(client, query)
    make(path)
    answer: dict[str, Any] = client.get(path).json()
    return answer


def test_export_holds_the_plans_of_its_own_people(client: FhirClient, planned: UUID) -> None:
    who.recorded()
    manifest = made(client)
    found = lines(client, manifest)
    assert [check(each) for each in found] == [[]] * len(found)
    assert [each["id"] for each in found if each["resourceType"] == "Patient"] == [str(planned)]
    assert {"Observation", "Composition", "QuestionnaireResponse"} <= {each["resourceType"] for each in found}
    assert sum(each["count"] for each in manifest["output"]) == len(found)
    assert "absence is no answer" in str(lines(client, manifest, "error"))


def test_export_waits_until_it_is_made(client: FhirClient, planned: UUID) -> None:
    answer = client.get(ask(client))
    assert (answer.status_code, answer["Retry-After"], answer["X-Progress"]) == (202, "2", "waiting")


def test_each_record_leaves_its_trace_and_each_step_its_event(client: FhirClient, planned: UUID) -> None:
    lines(client, made(client, "?_type=Patient"))
    assert AccessLog.objects.get(person_id=planned, what="fhir_export").basis == "registered"
    kinds = [EventKind.EXPORT_REQUESTED, EventKind.EXPORT_MADE, EventKind.EXPORT_FETCHED]
    assert [Event.objects.filter(kind=kind).count() for kind in kinds] == [1, 1, 1]


def test_kinds_are_those_that_were_asked_for(client: FhirClient, planned: UUID) -> None:
    manifest = made(client, "?_type=Patient,Bundle")
    assert {each["type"] for each in manifest["output"]} == {"Bundle", "Patient"}


def test_whose_plan_may_not_be_shown_is_counted_and_not_named(client: FhirClient) -> None:
    unverified = who.recorded(verification=Verification.PRESENT_NOT_TRACED)
    drafts.signed(unverified)
    other = FhirClient("VL901")
    drafts.move_in(unverified)
    manifest = made(other)
    assert str(unverified) not in str(lines(other, manifest))
    assert "Of 1 of its people" in str(lines(other, manifest, "error"))


def test_another_system_sees_nothing_of_it(client: FhirClient, planned: UUID) -> None:
    path, other = ask(client), FhirClient()
    make(path)
    (first, *_) = client.get(path).json()["output"]
    assert [other.get(each).status_code for each in (path, path_of(first["url"]))] == [404, 404]


@pytest.mark.parametrize(
    ("query", "headers", "code"),
    [
        ("", {}, "required"),
        ("?_outputFormat=csv", ASYNC, "not-supported"),
        ("?_type=Spaceship", ASYNC, "not-supported"),
        ("?_since=2026-01-01", ASYNC, "not-supported"),
    ],
)
def test_what_is_not_done_is_refused(client: FhirClient, query: str, headers: dict[str, str], code: str) -> None:
    answer = client.get(f"Patient/$export{query}", **headers)
    assert (answer.status_code, issue(answer)[0]) == (400, code)


def test_narrower_scope_is_not_enough() -> None:
    assert FhirClient(scopes="system/Patient.rs").get("Patient/$export", **ASYNC).status_code == 403


def test_system_has_few_at_once(client: FhirClient) -> None:
    for _ in range(keeping.MOST_AT_ONCE):
        ask(client)
    answer = client.get("Patient/$export", **ASYNC)
    assert (answer.status_code, issue(answer)[0]) == (429, "throttled")
    assert int(answer["Retry-After"]) > 0


def test_export_that_is_let_go_leaves_no_file(client: FhirClient, planned: UUID) -> None:
    path = ask(client)
    make(path)
    assert delete(client, path).status_code == 202
    assert (client.get(path).status_code, ExportFile.objects.count()) == (404, 0)
    assert delete(client, path).status_code == 404


def test_files_go_when_their_time_has_come(client: FhirClient, planned: UUID) -> None:
    path, later = ask(client), timezone.now() + keeping.KEPT
    make(path)
    assert list(keeping.ended_by(later - timedelta(minutes=1))) == []
    (export_id,) = keeping.ended_by(later)
    assert keeping.end(export_id=export_id, by=None, now=later)
    assert (client.get(path).status_code, ExportFile.objects.count()) == (404, 0)


def test_export_whose_worker_stopped_is_begun_again_from_the_start(client: FhirClient, planned: UUID) -> None:
    export_id, now = UUID(ask(client).rpartition("/")[2]), timezone.now()
    row = keeping.claim(export_id, now)
    keeping.keep(row, 0, "Patient", [b"{}"])
    assert making.make(export_id=export_id, now=now) is False
    later = now + keeping.TRIED_AGAIN
    assert (list(keeping.unmade(now)), list(keeping.unmade(later))) == ([], [export_id])
    assert making.make(export_id=export_id, now=later)
    assert b"{}" not in [keeping.unsealed(each) for each in ExportFile.objects.all()]


def test_what_is_kept_cannot_be_read_in_the_database(client: FhirClient, planned: UUID, number: str) -> None:
    made(client)
    assert all(number.encode() not in bytes(each.content) for each in ExportFile.objects.all())


def test_export_whose_event_fails_is_not_asked_for(client: FhirClient, failing_events: None) -> None:
    assert client.get("Patient/$export", **ASYNC).status_code == 500
    assert not Export.objects.exists()


def test_everything_is_what_may_be_read_one_by_one(client: FhirClient, planned: UUID) -> None:
    held = said(client.get(f"Patient/{planned}/$everything"))
    found = [each["resource"] for each in held["entry"] if each["search"]["mode"] == "match"]
    assert {"Patient", "Observation", "Provenance", "DocumentReference"} <= {each["resourceType"] for each in found}
    (cpr,) = (each for each in found if each["resourceType"] == "Observation")
    assert cpr == said(client.get(f"Observation/{cpr['id']}"))
    assert AccessLog.objects.filter(person_id=planned, what="fhir_everything").count() == 1


def test_everything_of_a_stranger_is_refused(planned: UUID) -> None:
    assert FhirClient("R9901").get(f"Patient/{planned}/$everything").status_code == 403
    assert FhirClient(scopes="system/Patient.rs").get(f"Patient/{planned}/$everything").status_code == 403


def delete(client: FhirClient, path: str) -> HttpResponse:
    return client.client.delete(f"{BASE}/{path}", headers=client._headers({}))
