"""Switching downtime packs on, making one, and taking one away."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accord.access.queries import relationships
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.relationships import AccessBasis
from accord.events.actions import record
from accord.organisations.queries import directory
from accord.organisations.queries.remits import remit_of
from accord.people.queries import belonging, identities
from accord.plans.queries import currents, standing
from accord.privileges import openings
from accord.privileges.claims import acting_as_software
from accord.projections.emergency import view
from accord.sharing.copies import codes
from accord.sharing.downtime import envelopes, packs, passphrases
from accord.sharing.downtime.packs import Cover
from accord.sharing.downtime.wording import ANYBODY, in_words
from accord.sharing.models import DowntimePack, DowntimePackPerson, DowntimeSetting, DowntimeTaking
from accord.sharing.queries import downtime
from accord.sharing.queries.copies import keys
from accord.sharing.queries.downtime import Schedule

EVERY, LEAST_EVERY, MOST_EVERY = 4, 1, 24
VALID, MOST_VALID = 24, 72
KEPT = 2
"""Packs of an organisation whose content is kept: the newest, and the one before it."""
OF_COMMAND = "Accord's command line"
ALREADY = "The envelope was changed meanwhile: what you saw before is not its passphrase."
ADMINISTRATION = "administration"


@transaction.atomic
def set_up(*, by: Actor, every_hours: int, valid_hours: int, replaces: str = "") -> str:
    """Switch packs on for an organisation, or change its envelope; return the passphrase, which is kept nowhere.

    `replaces` names the envelope that was shown. Raises Conflict where it is another by now, so that a form sent twice
    does not leave a sheet in an envelope that opens nothing.
    """
    by.must(Permission.KEEP_DOWNTIME_PACK)
    check_hours(every_hours, valid_hours)
    row = DowntimeSetting.objects.select_for_update().filter(pk=by.organisation_id).first()
    before = downtime.schedule(by.organisation_id) if row else None
    if (before.envelope.name if before else "") != replaces:
        raise Conflict(ALREADY)
    passphrase = passphrases.draw()
    made = envelopes.make(passphrase)
    held = {name: getattr(made, name) for name in ("public", "salt", "nonce", "private", "iterations")}
    _keep(by, is_on=True, every_hours=every_hours, valid_hours=valid_hours, **held)
    return passphrase


@transaction.atomic
def change(*, by: Actor, is_on: bool, every_hours: int, valid_hours: int) -> None:
    """Change how often packs are made and how long they are good, or switch them off."""
    by.must(Permission.KEEP_DOWNTIME_PACK)
    check_hours(every_hours, valid_hours)
    if downtime.schedule(by.organisation_id) is None:
        raise Refused.one("organisation", "no packs are made for it.", "Switch them on first.")
    _keep(by, is_on=is_on, every_hours=every_hours, valid_hours=valid_hours)


def make(*, organisation_id: UUID, by: Actor | None, now: datetime) -> UUID:
    """Make a pack of an organisation's own people who have a current plan, as they stand now.

    The software opens each record, and leaves its trace, whoever asked. Raises Refused where packs are not switched on.
    """
    if by is not None:
        by.must(Permission.KEEP_DOWNTIME_PACK)
    schedule = downtime.schedule(organisation_id)
    if schedule is None or not schedule.is_on:
        raise Refused.one("organisation", "downtime packs are not switched on for it.", "A manager there does that.")
    with acting_as_software():
        held = _people_in_words(organisation_id, now)
        return _made(schedule, held, by, now)


@transaction.atomic
def take(*, pack_id: UUID, organisation_id: UUID, by: Actor | None) -> tuple[str, str]:
    """Take a pack away: return its file's name and text. Each person in it is traced, and so is who took it."""
    if by is not None:
        by.must(Permission.KEEP_DOWNTIME_PACK)
    line = downtime.one(pack_id, organisation_id)
    name, text = downtime.file_of(pack_id)
    held = DowntimePackPerson.objects.filter(pack_id=pack_id).values_list("person_id", flat=True)
    openings.note_reads(held, purpose=ADMINISTRATION, what="downtime_pack_taken", basis=AccessBasis.IN_PACK.value)
    DowntimeTaking.objects.create(
        pack_id=pack_id,
        taken_by=by.staff_id if by else None,
        taken_role=by.staff_role_id if by else None,
        taken_name=by.name if by else OF_COMMAND,
    )
    record(kind=EventKind.DOWNTIME_PACK_TAKEN, person_id=None, by=by, payload=_payload(line.pack_id, line.people))
    return name, text


def check_hours(every_hours: int, valid_hours: int) -> None:
    """Raise Refused where a pack would be good for less time than until the next."""
    if not LEAST_EVERY <= every_hours <= MOST_EVERY:
        raise Refused.one("every_hours", "is out of range.", f"Give {LEAST_EVERY} to {MOST_EVERY} hours.")
    if not every_hours <= valid_hours <= MOST_VALID:
        accepted = f"Give at least as many hours as there are between two packs, and at most {MOST_VALID}."
        raise Refused.one("valid_hours", "is out of range.", accepted)


def _keep(by: Actor, **values: Any) -> None:
    row = DowntimeSetting.objects.filter(pk=by.organisation_id).first() or DowntimeSetting(pk=by.organisation_id)
    whose = {"set_by": by.staff_id, "set_role": by.staff_role_id, "set_name": by.name}
    for name, value in (values | whose).items():
        setattr(row, name, value)
    row.save()
    hours = {"every_hours": row.every_hours, "valid_hours": row.valid_hours}
    payload: dict[str, PayloadValue] = {"is_on": row.is_on, "new_envelope": "public" in values, **hours}
    record(kind=EventKind.DOWNTIME_SET, person_id=None, by=by, payload=payload)


def _people_in_words(organisation_id: UUID, now: datetime) -> list[dict[str, Any]]:
    place = directory.by_id(organisation_id)
    remit = remit_of(organisation_id, place.code)
    own = belonging.at_sites(remit.ids, remit.codes) | relationships.looked_after_by(remit.ids)
    people = identities.many(currents.having(own))
    held = []
    for person in sorted(people.values(), key=lambda each: (each.display_name, str(each.person_id))):
        if person.restricted or person.merged_into:
            continue
        basis = AccessBasis.IN_PACK.value
        openings.open_read(person.person_id, purpose=ADMINISTRATION, what="downtime_pack_made", basis=basis)
        shown = view(standing.sheet(person.person_id), person, now, viewer_organisation=place.code, reader=ANYBODY)
        held.append(in_words(person.person_id, shown))
    return held


@transaction.atomic
def _made(schedule: Schedule, people: list[dict[str, Any]], by: Actor | None, now: datetime) -> UUID:
    code, place, at = codes.draw(), directory.by_id(schedule.organisation_id), now.replace(microsecond=0)
    expires_at = at + timedelta(hours=schedule.valid_hours)
    cover = Cover(
        code=code, organisation=place.name, envelope=schedule.envelope.name, made_at=at, expires_at=expires_at
    )
    content = {"people": people, "return_key": downtime.return_key(code).hex()}
    sealed = packs.seal(cover, content, schedule.envelope, keys())
    row = DowntimePack.objects.create(
        organisation_id=schedule.organisation_id,
        code=code,
        envelope=schedule.envelope.name,
        made_at=now,
        expires_at=expires_at,
        people=len(people),
        asked_by=by.staff_id if by else None,
        asked_name=by.name if by else "",
        content=json.dumps(sealed.as_json()).encode(),
    )
    _hold(row, (UUID(each["id"]) for each in people))
    record(kind=EventKind.DOWNTIME_PACK_MADE, person_id=None, by=by, payload=_payload(row.pk, len(people)))
    return row.pk


def _hold(row: DowntimePack, people: Iterable[UUID]) -> None:
    """Keep who is in a pack, and let the content of older packs go."""
    DowntimePackPerson.objects.bulk_create(DowntimePackPerson(pack=row, person_id=each) for each in people)
    rows = DowntimePack.objects.filter(organisation_id=row.organisation_id, content__isnull=False)
    old = list(rows.order_by("-made_at", "-id").values_list("pk", flat=True)[KEPT:])
    DowntimePack.objects.filter(pk__in=old).update(content=None)


def _payload(pack_id: UUID, people: int) -> dict[str, PayloadValue]:
    return {"pack_id": str(pack_id), "people": people}
