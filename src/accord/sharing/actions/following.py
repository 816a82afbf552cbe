"""Beginning to follow a cancellation, in the transaction that cancels: who may hold a copy, and asking them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from accord.access.queries import relationships
from accord.domain.authority import Actor, Permission
from accord.domain.events import EventKind, Happening, PayloadValue
from accord.domain.organisations import OrganisationReference
from accord.domain.people import Identity
from accord.domain.relationships import AFTER_A_STAY
from accord.events.actions import record
from accord.organisations.queries import directory, staff
from accord.people.queries import identities
from accord.plans.actions import holders as tasks
from accord.plans.actions.attributions import THE_CLOCK
from accord.plans.queries import sharing, versions
from accord.privileges.openings import read_rows
from accord.sharing.cancellations.holders import Holder, HolderKind, Telling, holders_of
from accord.sharing.models import Cancellation, Copy, CopyRevocation, Subscription
from accord.sharing.models import Holder as Row


def follow(happening: Happening) -> None:
    """Begin to follow a cancellation that was just recorded. Heard in its own transaction: they never part."""
    if happening.person_id is None:
        raise ValueError(f"{happening.kind} names no person")
    person, now = identities.of(happening.person_id), timezone.now()
    assert person is not None, "a plan is about somebody"
    version = versions.version(UUID(str(happening.payload["version_id"])))
    by = staff.actor(happening.staff_role_id) if happening.staff_role_id else None
    row = Cancellation.objects.create(
        person_id=person.person_id,
        version_id=version.version_id,
        organisation_id=happening.organisation_id or version.organisation_id,
        signed_for=version.organisation_id,
        cancelled_at=now,
        cancelled_by=by.staff_id if by else None,
        cancelled_name=by.name if by else THE_CLOCK,
        chase_at=now + timedelta(hours=settings.ACCORD_CHASE_HOURS),
    )
    _name(row, person, now, by)


def _name(row: Cancellation, person: Identity, now: datetime, by: Actor | None) -> None:
    """Keep who may hold a copy, ask those who can be asked here, and ask whoever cancelled it to see it to the end."""
    found = list(_holders(row, person, now))
    named = Row.objects.bulk_create([_row(row, each) for each in found])
    asked = [
        (each.id, each.organisation_id) for each in named if each.telling == Telling.WORK_LIST and each.organisation_id
    ]
    tasks.ask(row.follows, asked, due_at=row.chase_at)
    if named:
        tasks.see_to(row.follows, due_at=row.chase_at)
    else:
        Cancellation.objects.filter(pk=row.pk).update(ended_at=now)
    payload: dict[str, PayloadValue] = {"version_id": str(row.version_id), "holders": len(named), "asked": len(asked)}
    record(kind=EventKind.CANCELLATION_FOLLOWED, person_id=row.person_id, by=by, payload=payload)


def _holders(row: Cancellation, person: Identity, now: datetime) -> Collection[Holder]:
    places = _places(person, now)
    signs_in = staff.organisations_where(Permission.VIEW_PLAN, timezone.localdate(now)) if places else frozenset()
    shared = sharing.of(person.person_id)
    tellings = {
        each.id: _telling(each, shared.may_be_told(person, row.version_id, each.code), each.id in signs_in)
        for each in places
    }
    return tuple(
        holders_of(
            versions.document(row.version_id).plan.distribution,
            places,
            tellings,
            _printed(row),
            own=row.organisation_id,
        )
    )


def _telling(place: OrganisationReference, may_be_told: bool, signs_in: bool) -> Telling:
    if not may_be_told:
        return Telling.NOT_SHARED
    return Telling.WORK_LIST if signs_in else Telling.NOBODY_THERE


def _places(person: Identity, now: datetime) -> Collection[OrganisationReference]:
    """Return the organisations that look after somebody, or did until lately; of a restricted record none is named."""
    if person.restricted:
        return ()
    stays = [each for each in person.stays if each.end is None or each.end > now - AFTER_A_STAY]
    ids = [each.site_id for each in stays]
    ids += [each.organisation_id for each in relationships.standing(person.person_id)]
    return sorted(directory.named(ids, [person.practice.code] if person.practice else []), key=lambda each: each.code)


def _printed(row: Cancellation) -> Collection[tuple[UUID, UUID]]:
    """Return the copies of the version that were printed here and not taken back, with where each was printed."""
    held = read_rows(
        Copy, row.person_id, "WHERE version_id = %s ORDER BY printed_at, id", [row.version_id],
        columns=("id", "organisation_id"),
    )  # fmt: skip
    gone = set(CopyRevocation.objects.filter(person_id=row.person_id).values_list("copy_id", flat=True))
    return [(each.id, each.organisation_id) for each in held if each.id not in gone]


def _row(row: Cancellation, holder: Holder) -> Row:
    return Row(
        cancellation=row,
        person_id=row.person_id,
        kind=holder.kind.value,
        telling=holder.telling.value,
        organisation_id=holder.organisation_id,
        recipient=holder.recipient,
        position=holder.position,
        copy_id=holder.copy_id,
    )


def name_systems(*, version_id: UUID, told: Collection[tuple[Subscription, int]]) -> None:
    """Keep which systems are told of a cancellation, by which delivery: each has to acknowledge it."""
    systems = [
        Row(
            telling=Telling.MESSAGE.value,
            organisation_id=subscription.organisation_id,
            system_id=subscription.system_id,
            delivery_id=delivery_id,
        )
        for subscription, delivery_id in told
    ]
    _name_later(version_id, systems)


def name_mailbox(*, version_id: UUID, practice_id: UUID) -> None:
    """Keep that the practice's own system is told of a cancellation in its mailbox: it has to acknowledge it."""
    _name_later(version_id, [Row(telling=Telling.MAILBOX.value, organisation_id=practice_id)])


def _name_later(version_id: UUID, systems: Collection[Row]) -> None:
    """Keep systems that are told once a cancellation is followed: heard twice, once.

    Where everybody else has answered by then, it is open again.
    """
    row = Cancellation.objects.select_for_update().filter(version_id=version_id).first()
    if row is None:  # cancelled before cancellations were followed, or loaded from elsewhere
        return
    for each in systems:
        each.cancellation, each.person_id, each.kind = row, row.person_id, HolderKind.SYSTEM.value
    Row.objects.bulk_create(systems, batch_size=1_000, ignore_conflicts=True)
    if row.ended_at is not None and Row.objects.filter(cancellation=row, reply=None).exists():
        Cancellation.objects.filter(pk=row.pk).update(ended_at=None)
        tasks.see_to(row.follows, due_at=row.chase_at)
