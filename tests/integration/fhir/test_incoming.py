"""Plans of others by FHIR: shown at once as reported, never as ours; withdrawn, replaced and refused by name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders import reports_in as sent
from tests.builders.fhir_clients import BASE, FhirClient, issue, said

from accord.access.models import AccessLog
from accord.domain.events import EventKind
from accord.domain.standing import EffectiveCpr
from accord.events.models import Event
from accord.people.queries import identities
from accord.plans.actions import reports
from accord.plans.models import Current, Draft, DraftPart, Task, TaskKind
from accord.plans.queries import standing
from accord.plans.queries.reports import settled
from accord.projections.emergency import EmergencyView, view

NOT_FOR, FOR = "CPR attempts not recommended", "CPR attempts recommended"
ERROR = {"status": "entered-in-error"}


def shown(person: UUID) -> EmergencyView:
    held = identities.of(person)
    assert held
    return view(standing.sheet(person), held, timezone.now(), viewer_organisation="Y90001")


def reported(person: UUID) -> list[str]:
    return [each.cpr for each in shown(person).reported]


def open_tasks(person: UUID) -> int:
    return Task.objects.filter(person_id=person, kind=TaskKind.CONFIRM_REPORT.value, done_at=None).count()


@pytest.mark.parametrize("make", [sent.observation, sent.flag, sent.consent, sent.order])
def test_what_another_system_sends_is_shown_at_once(client: FhirClient, person: UUID, number: str, make: Any) -> None:
    answer = sent.send(client, make(number))
    assert (answer.status_code, f"{BASE}/" in answer["Location"]) == (201, True)
    (report,) = shown(person).reported
    assert (report.cpr, "Elm Surgery" in report.reported) == (NOT_FOR, True)
    assert report.reported.endswith("not confirmed here")
    assert shown(person).cpr.status is EffectiveCpr.NO_PLAN_KNOWN


def test_report_raises_its_event_its_task_and_a_draft_and_signs_nothing(
    client: FhirClient, person: UUID, number: str
) -> None:
    sent.send(client, sent.observation(number))
    draft = Draft.objects.get(person_id=person)
    assert Event.objects.filter(person_id=person, kind=EventKind.PLAN_REPORTED.value).count() == 1
    assert (open_tasks(person), draft.organisation_id) == (1, who.site("Y90001"))
    assert set(DraftPart.objects.filter(draft=draft).values_list("part", flat=True)) == {"cpr", "setting"}
    assert not Current.objects.filter(person_id=person).exists()


def test_writing_leaves_its_trace(client: FhirClient, person: UUID, number: str) -> None:
    sent.send(client, sent.observation(number))
    assert AccessLog.objects.get(person_id=person).what == "fhir_report"


def test_system_that_nothing_connects_may_tell_and_is_told_on(person: UUID, number: str) -> None:
    assert sent.send(FhirClient("R9901"), sent.observation(number)).status_code == 201
    assert AccessLog.objects.get(person_id=person).basis == "outside"
    assert "Oak Hospital" in shown(person).reported[0].reported


def test_conflict_with_the_plan_here_is_named_and_changes_nothing(client: FhirClient) -> None:
    person = drafts.person_with_talk()
    drafts.signed(person)
    held = identities.of(person)
    assert held
    assert held.nhs_number
    sent.send(client, sent.observation(held.nhs_number, sent.FOR))
    report = shown(person).reported[0]
    assert report.contradictions == (f"The enduring plan, signed here, says: {NOT_FOR}.",)
    assert any("before the enduring plan was signed here" in line for line in report.lines)
    assert shown(person).cpr.status is EffectiveCpr.NOT_FOR_CPR
    assert shown(person).cpr.lines[0] == "A report from elsewhere, not confirmed here, says otherwise: read it below."


def test_reports_that_differ_name_each_other(client: FhirClient, person: UUID, number: str) -> None:
    sent.send(client, sent.observation(number))
    sent.send(FhirClient("R9901"), sent.flag(number, sent.FOR))
    first, second = shown(person).reported
    assert f"Another report says: {FOR}" in first.contradictions[0]
    assert f"Another report says: {NOT_FOR}" in second.contradictions[0]


def test_same_item_again_changes_nothing(client: FhirClient, person: UUID, number: str) -> None:
    made = sent.observation(number, identifier=sent.named("7"))
    first, again = sent.send(client, made), sent.send(client, made)
    assert (first.status_code, again.status_code) == (201, 200)
    assert said(first)["id"] == said(again)["id"]
    assert (len(reported(person)), open_tasks(person)) == (1, 1)


def test_item_that_is_made_once_is_found_by_its_identifier(client: FhirClient, person: UUID, number: str) -> None:
    made = sent.observation(number, identifier=sent.named("7"))
    once = {"If_None_Exist": "identifier=urn:example:plans|7"}
    assert [sent.send(client, made, **once).status_code for _ in range(2)] == [201, 200]
    by_patient = sent.send(client, made, If_None_Exist=f"patient={person}")
    assert (by_patient.status_code, reported(person)) == (400, [NOT_FOR])


def test_later_word_takes_the_place_of_the_earlier(client: FhirClient, person: UUID, number: str) -> None:
    sent.send(client, sent.observation(number, identifier=sent.named("7"), issued="2026-03-01T10:00:00Z"))
    later = sent.observation(number, sent.FOR, identifier=sent.named("7"), issued="2026-04-01T10:00:00Z")
    assert sent.send(client, later).status_code == 201
    assert (reported(person), open_tasks(person)) == ([FOR], 1)
    (before,) = settled(person)
    assert (before.settlement.value, before.settled_by) == ("replaced", "Elm Surgery")


def test_older_word_that_comes_late_is_refused_and_said(client: FhirClient, person: UUID, number: str) -> None:
    sent.send(client, sent.observation(number, identifier=sent.named("7"), issued="2026-04-01T10:00:00Z"))
    late = sent.observation(number, sent.FOR, identifier=sent.named("7"), issued="2026-03-01T10:00:00Z")
    answer = sent.send(client, late)
    assert (answer.status_code, issue(answer)[0], reported(person)) == (409, "conflict", [NOT_FOR])


def test_withdrawal_takes_it_off_and_keeps_it(client: FhirClient, person: UUID, number: str) -> None:
    made = sent.observation(number, identifier=sent.named("7"))
    sent.send(client, made)
    assert [sent.send(client, {**made, **ERROR}).status_code for _ in range(2)] == [200, 200]
    (before,) = settled(person)
    assert (reported(person), open_tasks(person), before.settlement.value) == ([], 0, "withdrawn")
    assert "entered-in-error" in before.why
    assert Draft.objects.get(person_id=person).state == "discarded"


def test_draft_that_somebody_works_on_stays_and_they_are_told(client: FhirClient, person: UUID, number: str) -> None:
    made = sent.observation(number, identifier=sent.named("7"))
    sent.send(client, made)
    drafts.draft_of(person, drafts.gp())
    sent.send(client, {**made, **ERROR})
    assert Draft.objects.get(person_id=person).state == "open"
    assert reported(person) == ["that what it reported before no longer holds for it: a draft is being written from it"]


def test_withdrawal_of_what_was_confirmed_here_is_not_missed(client: FhirClient) -> None:
    person = drafts.person_with_talk()
    held = identities.of(person)
    made = sent.observation((held and held.nhs_number) or "", identifier=sent.named("7"))
    sent.send(client, made)
    drafts.signed(person)
    assert [sent.send(client, {**made, **ERROR}).status_code for _ in range(2)] == [200, 200]
    assert ["a plan that was signed here confirmed it" in each for each in reported(person)] == [True]
    assert shown(person).cpr.status is EffectiveCpr.NOT_FOR_CPR


def test_what_was_set_aside_stays_so_when_it_is_sent_again(client: FhirClient, person: UUID, number: str) -> None:
    made = sent.observation(number, identifier=sent.named("7"))
    report = UUID(said(sent.send(client, made))["id"].removeprefix("reported."))
    reports.dismiss(report_id=report, why="Of somebody else.", by=drafts.gp())
    assert (sent.send(client, made).status_code, reported(person)) == (200, [])


def test_withdrawal_of_what_nobody_sent_is_refused(client: FhirClient, person: UUID, number: str) -> None:
    answer = sent.send(client, sent.observation(number, identifier=sent.named("7"), **ERROR))
    assert (answer.status_code, issue(answer)[0], reported(person)) == (422, "business-rule", [])


def test_sender_alone_reads_it_back_and_deletes_it(client: FhirClient, person: UUID, number: str) -> None:
    at = f"Flag/{said(sent.send(client, sent.flag(number)))['id']}"
    other = FhirClient("R9901")
    assert [client.get(at).status_code, other.get(at).status_code, other.delete(at).status_code] == [200, 404, 404]
    assert said(client.get(at))["meta"]["tag"][0]["code"] == "not-confirmed"
    assert [client.delete(at).status_code, reported(person)] == [204, []]
    assert [client.get(at).status_code, other.get(at).status_code] == [410, 404]


@pytest.mark.parametrize(
    ("patient", "words"),
    [
        ({"birthDate": "1950-01-01"}, "another date of birth"),
        ({"name": [{"family": "Somebody"}]}, "another family name"),
    ],
)
def test_somebody_else_is_refused(
    client: FhirClient, person: UUID, number: str, patient: dict[str, Any], words: str
) -> None:
    within = {"resourceType": "Patient", "id": "p", **sent.whose(number), **patient}
    made = sent.observation(number, subject={"reference": "#p"}, contained=[within])
    answer = sent.send(client, made)
    assert (answer.status_code, words in issue(answer)[1], reported(person)) == (422, True, [])


def test_number_that_nobody_has_is_refused(client: FhirClient, person: UUID) -> None:
    answer = sent.send(client, sent.observation(who.number()))
    assert (answer.status_code, issue(answer)[0]) == (422, "not-found")


def test_modifier_extension_is_refused_by_name(client: FhirClient, person: UUID, number: str) -> None:
    answer = sent.send(client, sent.consent(number, modifierExtension=[{"url": "urn:but", "valueString": "but"}]))
    assert (answer.status_code, issue(answer)[0], "urn:but" in issue(answer)[1]) == (422, "extension", True)
    assert reported(person) == []


def test_characters_that_read_otherwise_are_refused(client: FhirClient, person: UUID, number: str) -> None:
    made = sent.observation(number, note=[{"text": "For \u202ecpr"}])
    assert (sent.send(client, made).status_code, reported(person)) == (400, [])


def test_scope_to_create_is_needed(person: UUID, number: str) -> None:
    assert sent.send(FhirClient(scopes="system/Observation.rs"), sent.observation(number)).status_code == 403


def test_decision_that_is_still_to_come_is_named(client: FhirClient, person: UUID, number: str) -> None:
    sent.send(client, sent.observation(number, effectiveDateTime="2090-01-01"))
    assert "still to come" in shown(person).reported[0].contradictions[0]
