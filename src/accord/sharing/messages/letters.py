"""What a practice is told, made as it is sent: from what stands then, and as that practice may read it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accord.domain.authority import Actor, Grade, Role
from accord.domain.organisations import OrganisationReference
from accord.domain.people import Identity, Stay
from accord.domain.plan.wishes import Scope
from accord.organisations.queries import directory
from accord.people.queries import identities
from accord.plans.actions.routing import responsible
from accord.plans.actions.tasking import NOBODY
from accord.plans.queries import shared_plans, sharing, versions
from accord.plans.queries.shared_plans import Shared
from accord.plans.queries.sharing import Shared as Sharing
from accord.plans.queries.versions import VersionLine
from accord.projections.fhir.checking import check
from accord.projections.fhir.practice_messages import Letter, MessageKind, message
from accord.sharing.messages.mailbox_settings import MailboxSettings
from accord.sharing.models import PracticeMessage
from accord.web.words import say_date, say_datetime

ALWAYS = frozenset({MessageKind.SIGNED, MessageKind.CANCELLED, MessageKind.DISCHARGED})
"""What is told whether or not the practice holds the plans that stand."""
NAMES = {Scope.ENDURING: "The enduring plan", Scope.EPISODE: "The plan for an admission alone"}


class NotTold(Exception):
    """Nothing is to be sent, in words that say why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A letter as it is to be sent: to which practice, which plans it brings, and its bytes."""

    practice: OrganisationReference
    holds: str
    body: bytes


def write(row: PracticeMessage, settings: MailboxSettings, *, mailbox: str, now: datetime) -> Written:
    """Return what a practice is told; raises `NotTold` where there is nothing that it may, or need, be told."""
    person, practice, allowed = _addressed(row)
    by = reader(practice)
    shared = shared_plans.of(person, by, now)
    holds = ",".join(sorted(f"{each.version_id}{':suspended' if each.is_suspended else ''}" for each in shared.plans))
    if row.kind == MessageKind.SIGNED.value and row.subject_id not in {each.version_id for each in shared.plans}:
        raise NotTold("the plan no longer stands")
    _check_is_news(row, practice, holds)
    happened = list(_happened(row, person, shared, allowed, practice.code))
    if not happened:
        raise NotTold("there is no plan of which the practice is told")
    sender = directory.by_id(responsible(person.person_id, otherwise=practice.id))
    letter = Letter(
        local_id=row.local_id,
        kind=MessageKind(row.kind),
        person=person,
        at=now,
        sender=(sender.code, sender.name),
        practice=(practice.code, practice.name),
        mailboxes=(settings.mailbox, mailbox),
        happened=happened,
        stands=shared.said,
        plans=[each.document for each in shared.plans],
    )
    made = message(letter)
    if wrong := check(made, kind="Bundle"):
        raise AssertionError(f"a message that FHIR does not allow: {wrong[0].at} {wrong[0].words}")
    body = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    return Written(practice=practice, holds=holds, body=body)


def practice_of(row: PracticeMessage) -> OrganisationReference:
    """Return the practice that is told; raises `NotTold` where none is, or may be."""
    return _addressed(row)[1]


def _addressed(row: PracticeMessage) -> tuple[Identity, OrganisationReference, Sharing]:
    person = identities.of(row.person_id)
    if person is None or person.merged_into is not None:
        raise NotTold("the record was merged into another")
    if person.has_died:
        raise NotTold("the person has died")
    today, practice = timezone.localdate(), person.practice
    found = None if practice is None or practice.has_ended(today) else directory.by_code(practice.code, on=today)
    if found is None:
        raise NotTold("no practice is recorded")
    allowed = sharing.of(person.person_id)
    version_id = row.subject_id if row.kind in (MessageKind.SIGNED.value, MessageKind.CANCELLED.value) else None
    if not allowed.may_be_told(person, version_id, found.code):
        raise NotTold("it is not shared with the practice")
    return person, found, allowed


def reader(practice: OrganisationReference) -> Actor:
    """Return the practice's system, as which it would read."""
    return Actor(
        staff_id=NOBODY,
        staff_role_id=NOBODY,
        role=Role.SYSTEM,
        grade=Grade.OTHER,
        organisation_id=practice.id,
        organisation_code=practice.code,
        name=practice.name,
    )


def _check_is_news(row: PracticeMessage, practice: OrganisationReference, holds: str) -> None:
    """Raise `NotTold` where a change changes nothing for the practice: it was sent what stands."""
    before = PracticeMessage.objects.filter(
        person_id=row.person_id, practice_code=practice.code, id__lt=row.id, state__in=("sent", "taken")
    )
    last = before.order_by("-id").values_list("holds", flat=True).first()
    if MessageKind(row.kind) not in ALWAYS and (last or "") == holds:
        raise NotTold("the practice was sent what stands")


def _happened(row: PracticeMessage, person: Identity, shared: Shared, allowed: Sharing, code: str) -> Iterator[str]:
    kind = MessageKind(row.kind)
    if kind is MessageKind.DISCHARGED:
        yield from _after_a_stay(row, person, shared, allowed, code)
    elif kind is MessageKind.CHANGED and row.event_id is None:
        yield "Nothing has changed: this is what stands, so that the practice holds it."
    elif kind is MessageKind.CHANGED:
        yield f"What stands of this person’s plans changed on {say_datetime(row.happened_at)}."
    elif row.subject_id is not None:
        line = versions.version(row.subject_id)
        yield f"{_named(line)} {'was signed' if kind is MessageKind.SIGNED else 'was cancelled'}{_since(line, row)}"
    if kind is MessageKind.CANCELLED:
        yield "It no longer holds. Take away, destroy or mark as cancelled every copy of it."


def _since(line: VersionLine, row: PracticeMessage) -> str:
    if row.kind == MessageKind.SIGNED.value:
        replaced = " It replaces the one before it: take away every copy of that." if line.replaces else ""
        return f" on {say_datetime(line.signed_at)} by {line.signed_name}.{replaced}"
    return f" on {say_datetime(row.happened_at)}."


def _named(line: VersionLine) -> str:
    return f"{NAMES[line.scope]} of {say_date(timezone.localdate(line.signed_at))}"


def _after_a_stay(row: PracticeMessage, person: Identity, shared: Shared, allowed: Sharing, code: str) -> Iterator[str]:
    """Say what a stay in hospital changed: what was signed in it, and what is back."""
    stay = next((each for each in person.stays if each.id == row.subject_id), None)
    if stay is None or stay.end is None:
        return
    signed = [each for each in _signed_in(stay, person) if allowed.may_be_told(person, each.version_id, code)]
    if not signed and not shared.plans:
        return
    yield f"The person left hospital on {say_datetime(stay.end)}; they came on {say_datetime(stay.start)}."
    for line in signed:
        yield f"{_named(line)}, signed in hospital: {line.status.words.lower()}."
    if not signed:
        yield "No plan was signed in hospital."
    enduring = next((each for each in versions.current(person.person_id) if each.scope is Scope.ENDURING), None)
    if enduring is not None and enduring.version_id in {each.version_id for each in shared.plans}:
        yield f"{_named(enduring)} stands again by itself. Look at whether it still fits."


def _signed_in(stay: Stay, person: Identity) -> Sequence[VersionLine]:
    return versions.signed_between(person.person_id, stay.start, stay.end)
