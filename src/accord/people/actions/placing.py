"""Place one patient of PDS: a new person, one who is known, one whose number changed, or one to be held."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor
from accord.domain.choices import Choice
from accord.domain.codec import to_json
from accord.domain.nhs_numbers import Acceptance
from accord.domain.pds.patients import PdsPatient
from accord.domain.people import Contact, DeathStatus, Gender, Identity, NewPerson, NumberStatus
from accord.people.actions import contacts, deaths, details, held, intake, numbers
from accord.people.actions.held import HeldReason
from accord.people.models import NhsNumber
from accord.people.pds_persons import as_person
from accord.people.queries import identities


class Outcome(Choice):
    """What came of a patient that was read."""

    NEW = "new", "recorded as new here"
    CHANGED = "changed", "known here, and changed"
    UNCHANGED = "unchanged", "known here, and the same"
    SUPERSEDED = "superseded", "known here under a number that this one takes the place of"
    HELD = "held", "two records here may be one person: held until somebody has looked"


@transaction.atomic
def place(*, patient: PdsPatient, by: Actor | None, accept: Acceptance) -> tuple[UUID, Outcome]:
    """Place a patient, and return whose record it is now and what came of it."""
    digits = patient.nhs_number.digits
    aliases = [number.digits for number in patient.superseded]
    told = as_person(patient, timezone.localdate())
    owners = dict(NhsNumber.objects.filter(pk__in=[digits, *aliases]).values_list("number", "person_id"))
    known = owners.get(digits)
    others = {owner for number, owner in owners.items() if number != digits} - {known}
    if known is None and not others:
        person_id = intake.record(person=told, by=by, accept=accept)
        _keep_aliases(person_id, aliases)
        return person_id, Outcome.NEW
    if known is None and len(others) == 1:
        return _supersede(others.pop(), told, aliases, by, accept)
    if others:
        return _hold(known, sorted(others), patient, by)
    assert known is not None
    changed = _bring_up_to_date(known, told, by)
    _keep_aliases(known, aliases)
    return known, Outcome.CHANGED if changed else Outcome.UNCHANGED


def _supersede(
    person_id: UUID, told: NewPerson, aliases: list[str], by: Actor | None, accept: Acceptance
) -> tuple[UUID, Outcome]:
    number = told.nhs_number or ""
    numbers.supersede(person_id=person_id, number=number, by=by, verification=told.verification, accept=accept)
    _keep_aliases(person_id, aliases)
    _bring_up_to_date(person_id, told, by)
    return person_id, Outcome.SUPERSEDED


def _hold(known: UUID | None, others: list[UUID], patient: PdsPatient, by: Actor | None) -> tuple[UUID, Outcome]:
    first, *rest = [known, *others] if known else others
    for other in rest:
        held.hold(reason=HeldReason.TWO_RECORDS, person_id=first, other_id=other, as_read=to_json(patient), by=by)
    return first, Outcome.HELD


def _keep_aliases(person_id: UUID, aliases: list[str]) -> None:
    for alias in aliases:
        NhsNumber.objects.get_or_create(
            pk=alias, defaults={"person_id": person_id, "status": NumberStatus.SUPERSEDED.value}
        )


def _bring_up_to_date(person_id: UUID, told: NewPerson, by: Actor | None) -> bool:
    """Take over what PDS tells; what it does not tell stays. Return whether anything changed."""
    identity = identities.of(person_id)
    assert identity is not None
    changed = False
    completed = _completed(identity, told)
    if _details_differ(identity, completed):
        details.change_details(person_id=person_id, to=completed, revision=None, by=by)
        changed = True
    if identity.verification != told.verification:
        numbers.verify(person_id=person_id, verification=told.verification, by=by)
        changed = True
    needs = details.merge_needs(identity.needs, told.needs)
    if needs != identity.needs:
        details.change_needs(person_id=person_id, needs=needs, by=by)
        changed = True
    for contact in _new_contacts(identity, told):
        contacts.add(person_id=person_id, contact=contact, by=by)
        changed = True
    return _follow_death(identity, told, by) or changed


def _completed(identity: Identity, told: NewPerson) -> NewPerson:
    """Return what PDS tells, with what is held here wherever it tells nothing."""
    names = told.names or identity.names
    practice = replace(identity.practice, name="") if identity.practice else None
    return replace(
        told,
        name=names[0] if names else None,
        other_names=names[1:],
        birth_date=told.birth_date or identity.birth_date,
        gender=identity.gender if told.gender is Gender.UNKNOWN else told.gender,
        addresses=told.addresses or (() if told.restricted else identity.addresses),
        telecoms=told.telecoms or (() if told.restricted else identity.telecoms),
        practice=told.practice or (None if told.restricted else practice),
    )


def _details_differ(identity: Identity, told: NewPerson) -> bool:
    practice = replace(identity.practice, name="") if identity.practice else None
    pairs = (
        (identity.names, told.names),
        (identity.birth_date, told.birth_date),
        (identity.gender, told.gender),
        (identity.restricted, told.restricted),
        (identity.addresses, told.addresses),
        (identity.telecoms, told.telecoms),
        (practice, told.practice),
    )
    return any(held_now != told_now for held_now, told_now in pairs)


def _new_contacts(identity: Identity, told: NewPerson) -> list[Contact]:
    known = {(contact.name, contact.phone) for contact in identity.contacts}
    return [contact for contact in told.contacts if (contact.name, contact.phone) not in known]


def _follow_death(identity: Identity, told: NewPerson, by: Actor | None) -> bool:
    """Follow a notice of death, or that one was taken back; a notice that is not sent says nothing."""
    if told.death is None or told.death == identity.death:
        return False
    if told.death.status is DeathStatus.WITHDRAWN:
        deaths.withdraw_death(person_id=identity.person_id, by=by)
        return identity.has_died
    deaths.record_death(person_id=identity.person_id, death=told.death, by=by)
    return True
