"""What an organisation does with the pointers to what it holds: register, change, replace, read, delete."""

from __future__ import annotations

from django.http import HttpResponseBase

from accord.domain.authority import Actor
from accord.people.queries import find
from accord.sharing.fhir.registry import Asker
from accord.sharing.fhir.responses import send
from accord.sharing.fhir.searchsets import LOCATOR
from accord.sharing.pointers import held, permissions, registering
from accord.sharing.pointers.answering import bundle, not_found, outcome_of
from accord.sharing.pointers.asking import pointer_of, sought
from accord.sharing.pointers.held import HeldPointer
from accord.sharing.pointers.spine import Done, Spine, refusal
from accord.web.addresses import absolute

AT = f"{LOCATOR}/producer/FHIR/R4/DocumentReference"
OTHERS = "The requested DocumentReference cannot be {what} because it belongs to another organisation"
ADDRESS = "The document id in the path does not match the document id in the body"


def create(asker: Asker) -> HttpResponseBase:
    """Register a pointer under an id of ours."""
    allowed = permissions.producer(asker.actor)
    made = pointer_of(asker.request, given_id=registering.new_id(asker.actor.organisation_code))
    return _registered(registering.register(made, allowed, asker.actor), made["id"])


def upsert(asker: Asker) -> HttpResponseBase:
    """Register a pointer under the id that it brings, or change the one that has it."""
    allowed = permissions.producer(asker.actor)
    made = pointer_of(asker.request)
    registering.check_owner(made, allowed)
    if held.person_of(made["id"]) is None:
        return _registered(registering.register(made, allowed, asker.actor), made["id"])
    return update(asker, made["id"])


def update(asker: Asker, number: str) -> HttpResponseBase:
    """Change a pointer in its place."""
    allowed = permissions.producer(asker.actor)
    made = pointer_of(asker.request)
    if made["id"] != number:
        raise refusal(400, "invalid", Spine.BAD_REQUEST, ADDRESS)
    registering.check_owner(made, allowed)
    registering.change(_own(number, asker.actor, "updated"), made, asker.actor)
    return outcome_of(Done.UPDATED)


def read(asker: Asker, number: str) -> HttpResponseBase:
    """Give a pointer of the organisation's own."""
    permissions.producer(asker.actor)
    return send(_own(number, asker.actor, "read").document)


def delete(asker: Asker, number: str) -> HttpResponseBase:
    """Delete a pointer of the organisation's own."""
    permissions.producer(asker.actor)
    registering.remove(_own(number, asker.actor, "deleted"), asker.actor)
    return outcome_of(Done.DELETED)


def search(asker: Asker) -> HttpResponseBase:
    """Give the organisation's own pointers about one person."""
    allowed = permissions.producer(asker.actor)
    wanted = sought(asker.request)
    found = find.by_number(wanted.number)
    own: list[HeldPointer] = []
    if found:
        held.note_own(found.person_id, asker.actor)
        pointers = held.of_person(found.person_id)
        types = wanted.types or allowed.registers
        custodian = asker.actor.organisation_code
        own = held.matching(pointers, types=types, categories=wanted.categories, custodian=custodian)
    return bundle(own, absolute(asker.request, f"{AT}/_search"), is_count_alone=wanted.is_count_alone)


def _registered(done: Done, number: str) -> HttpResponseBase:
    return outcome_of(done, Location=f"{AT}/{number}")


def _own(number: str, by: Actor, what: str) -> HeldPointer:
    """Return a pointer of the organisation's own, having noted it; another's is refused, known or not."""
    if not registering.is_own(number, by.organisation_code):
        raise refusal(403, "forbidden", Spine.AUTHOR_CREDENTIALS_ERROR, OTHERS.format(what=what))
    person_id = held.person_of(number)
    if person_id is None:
        raise not_found()
    held.note_own(person_id, by)
    found = held.of_id(number)
    if found is None:
        raise not_found()
    return found
