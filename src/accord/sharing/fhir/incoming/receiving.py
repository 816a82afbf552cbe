"""Taking what another system sends, giving it back to whoever sent it, and letting them withdraw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from urllib.parse import parse_qsl
from uuid import UUID

from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.domain.authority import Actor
from accord.domain.errors import Conflict, Refused
from accord.domain.people import Identity
from accord.people.queries import identities
from accord.plans.actions import receiving
from accord.plans.actions.receiving import Outcome, Received
from accord.plans.queries import reports
from accord.projections.fhir.elements import Made
from accord.projections.fhir.incoming.reading import TAKEN, read
from accord.projections.fhir.incoming.said import Incoming, NotTaken
from accord.projections.fhir.incoming.subjects import Subject
from accord.projections.fhir.sheets import without_sheets
from accord.projections.fhir.systems import CANONICAL
from accord.sharing.fhir.conditions import NONE_EXIST
from accord.sharing.fhir.incoming.persons import person_of
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Held, Resource
from accord.sharing.fhir.versions import held_of

WHAT = "fhir_report"
PREFIX = "reported."
"""How the id of a report begins: it is never taken for something that was signed here."""
TAG = {
    "system": f"{CANONICAL}/CodeSystem/report",
    "code": "not-confirmed",
    "display": "Reported by another system, not confirmed here",
}
SAYS = " What another system sends is shown as reported by it, not confirmed here; it alone reads it back."


def taking(resource: Resource) -> Resource:
    """Return a kind of resource that is also taken from others, where it is one that says something of a plan."""
    if resource.type not in TAKEN:
        return resource

    def read_one(asker: Asker, number: str) -> Held | None:
        return _read(resource.type, asker, number) if number.startswith(PREFIX) else resource.read(asker, number)

    return replace(
        resource, says=f"{resource.says}{SAYS}", read=read_one, create=receive, find_again=find_again, delete=_delete
    )


def alone(kind: str, says: str) -> Resource:
    """Return a kind of resource that is taken from others, and of which nothing is made here."""
    return taking(Resource(type=kind, says=says, read=lambda _asker, _number: None))


def find_again(asker: Asker, made: Made, said: str) -> Held | None:
    """Return what the sender reported under an identifier of the item (`If-None-Exist: identifier=…`), if anything."""
    subject, item = _read_item(without_sheets(made))
    named = dict(parse_qsl(said, keep_blank_values=True))
    key = f"{made['resourceType']} {named.get('identifier', '')}"
    if set(named) != {"identifier"} or key not in item.keys:
        raise Refusal.one(400, "not-supported", "is identifier=system|value here, of the item itself.", NONE_EXIST)
    person = person_of(subject)
    _open(asker, person)
    found = reports.latest_of(person.person_id, key, sent_by=asker.actor.organisation_code)
    return held_of(_given(*found)) if found else None


def receive(asker: Asker, made: Made) -> Held:
    """Take an item that was posted, and give it back."""
    _person, received = take(made, by=asker.actor, opening=partial(_open, asker))
    return _held(without_sheets(made), received)


def take(made: Made, *, by: Actor, opening: Callable[[Identity], object]) -> tuple[Identity, Received]:
    """Take an item: reported at once; raises Refusal for one that cannot be read rightly, and for one out of date.

    `opening` notes that the record is opened, before anything is read of it. Sheets that were printed for whoever sends
    a document of ours are left out: they are a copy, and say no more than the document.
    """
    made = without_sheets(made)
    subject, item = _read_item(made)
    person = person_of(subject)
    opening(person)
    try:
        received = receiving.receive(person_id=person.person_id, item=item, resource=made, by=by)
    except Conflict as conflict:
        raise Refusal.one(409, "conflict", str(conflict)) from conflict
    except Refused as refused:
        first = refused.errors[0]
        raise Refusal.one(422, "business-rule", f"{first.wrong} {first.accepted}".strip(), first.field) from refused
    return person, received


def _read_item(made: Made) -> tuple[Subject, Incoming]:
    try:
        return read(made)
    except NotTaken as refused:
        raise Refusal.of_problems(refused.problems) from refused


def _open(asker: Asker, person: Identity) -> None:
    """Note that the system writes, whatever connects it: a plan that nobody may tell of would be missed."""
    open_record(asker.request, person, WHAT, Purpose.CARE)


def _held(made: Made, received: Received) -> Held:
    held = held_of(_given(made, received.report_id))
    return replace(held, is_new=received.outcome is Outcome.REPORTED)


def _given(made: Made, report_id: UUID) -> Made:
    meta = {key: value for key, value in made.get("meta", {}).items() if key not in ("versionId", "tag")}
    tags = [*made.get("meta", {}).get("tag", []), TAG]
    return {**made, "id": f"{PREFIX}{report_id}", "meta": {**meta, "tag": tags}}


def _read(kind: str, asker: Asker, number: str) -> Held | None:
    found = _of_sender(asker, number)
    if found is None:
        return None
    person_id, report_id = found
    _open(asker, _person(person_id))
    resource = reports.resource_of(report_id, person_id)
    if reports.is_withdrawn(report_id, person_id):
        raise Refusal.one(410, "deleted", "This was withdrawn by its sender.")
    return held_of(_given(resource, report_id)) if resource and resource["resourceType"] == kind else None


def _delete(asker: Asker, number: str) -> bool:
    found = _of_sender(asker, number)
    if found is None:
        return False
    person_id, report_id = found
    _open(asker, _person(person_id))
    receiving.withdraw(report_id=report_id, person_id=person_id, by=asker.actor)
    return True


def _of_sender(asker: Asker, number: str) -> tuple[UUID, UUID] | None:
    """Return whose report it is, where the organisation that asks sent it: nobody else is told that there is one."""
    report_id = id_of(number.removeprefix(PREFIX)) if number.startswith(PREFIX) else None
    person_id = reports.person_of(report_id, sent_by=asker.actor.organisation_code) if report_id else None
    return (person_id, report_id) if person_id and report_id else None


def _person(person_id: UUID) -> Identity:
    person = identities.of(person_id)
    assert person is not None  # a report is of somebody
    return person
