"""A system that asks too often waits; what it has left is one for all processes, and an emergency never waits."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from tests.builders import drafts, who
from tests.builders.fhir_clients import BASE, FhirClient, issue

from accord.access.actions import systems as actions
from accord.access.actions.allowances import Taken, take
from accord.access.allowances import Allowances
from accord.access.models import System, SystemAllowance
from accord.access.queries import systems
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.events.models import Event
from accord.projections.fhir.systems import NHS_NUMBER

EMERGENCY = "Patient/$emergency-summary"


@pytest.fixture
def client() -> FhirClient:
    return FhirClient()


@pytest.fixture
def system_id(client: FhirClient) -> UUID:
    return systems.bearer(client.token).actor.staff_id


def test_what_is_left_fills_evenly_and_no_higher(system_id: UUID) -> None:
    assert [take(system_id, 3, 2), take(system_id, 3, 2).count, take(system_id, 3, 2).count] == [Taken(2, 1.0), 1, 0]
    SystemAllowance.objects.update(at="2026-01-01T00:00Z")
    assert take(system_id, 3, 9).count == 3


def test_two_processes_share_what_there_is(system_id: UUID) -> None:
    processes = [Allowances(), Allowances()]
    answers = [each.wait(system_id, 4) for _ in range(3) for each in processes]
    assert (answers[:4], all(answers[4:])) == ([0] * 4, True)


def test_system_that_asks_too_often_is_told_how_long_to_wait(client: FhirClient, system_id: UUID) -> None:
    actions.allow(system_id=system_id, a_minute=2, by=None)
    answers = [client.get("Organization?name=Elm") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert issue(answers[-1])[0] == "throttled"
    assert 0 < int(answers[-1]["Retry-After"]) <= 30


def test_emergency_is_answered_however_often_it_is_asked(client: FhirClient, system_id: UUID, settings: Any) -> None:
    number = who.number()
    drafts.signed(drafts.person_with_talk(nhs_number=number))
    actions.allow(system_id=system_id, a_minute=1, by=None)
    settings.ACCORD_KNOCKS = 1
    assert [client.get("Organization").status_code for _ in range(2)] == [200, 429]
    assert Client().get(f"{BASE}/metadata").status_code == 200
    answers = [client.post(EMERGENCY, {"identifier": f"{NHS_NUMBER}|{number}"}) for _ in range(5)]
    assert [each.status_code for each in answers] == [200] * 5


def test_first_emergency_with_a_new_token_does_not_wait_for_strangers(client: FhirClient, settings: Any) -> None:
    settings.ACCORD_KNOCKS = 1
    wrong = {"Authorization": "Bearer wrong"}
    assert [client.client.get(f"{BASE}/Organization", headers=wrong).status_code for _ in range(2)] == [401, 429]
    assert client.post(EMERGENCY, {"identifier": f"{NHS_NUMBER}|{who.number()}"}).status_code == 404


def test_allowance_is_changed_with_its_event_or_not_at_all(system_id: UUID) -> None:
    actions.allow(system_id=system_id, a_minute=7, by=None)
    assert Event.objects.get(kind=EventKind.SYSTEM_ALLOWED).payload == {"system_id": str(system_id), "a_minute": 7}
    with pytest.raises(Refused, match="out of bounds"):
        actions.allow(system_id=system_id, a_minute=-1, by=None)
    actions.close(system_id=system_id, by=None)
    with pytest.raises(Refused, match="none that is open"):
        actions.allow(system_id=system_id, a_minute=8, by=None)


def test_allowance_whose_event_fails_is_not_changed(system_id: UUID, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        actions.allow(system_id=system_id, a_minute=7, by=None)
    assert System.objects.get(pk=system_id).a_minute is None
