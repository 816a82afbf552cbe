"""Giving back what was opened in a downtime: each opening into the access log, once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.relationships import AccessBasis
from accord.events.actions import record
from accord.privileges import openings
from accord.sharing.actions.downtime import OF_COMMAND
from accord.sharing.downtime import logs
from accord.sharing.downtime.logs import DowntimeLog, Opening, Why
from accord.sharing.models import DowntimeOpening, DowntimePack, DowntimePackPerson, DowntimeReturn
from accord.sharing.queries import downtime

PURPOSES = {Why.EMERGENCY: "emergency", Why.CARE: "care", Why.DRILL: "administration"}
CHANGED = "this file was changed after the pack wrote it, or parts of it are missing."
OF_OTHERS = "these are openings of a pack that is not yours, or is not known here."


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBack:
    """What came of giving openings back."""

    code: str
    new: int
    known: int
    """Those that were given back before: nothing was written of them again."""


@transaction.atomic
def give_back(*, text: str, by: Actor | None, organisation_id: UUID | None = None) -> GivenBack:
    """Write the openings of a file into the access log, each once.

    They are written in the name of whoever gives them back, as openings made in a downtime; who opened it stands
    beside them as that person said. Raises Refused where the file is none, was changed, or is of another's pack.
    """
    if by is not None:
        by.must(Permission.KEEP_DOWNTIME_PACK)
    log = logs.read(text)
    pack = _pack(log, by.organisation_id if by else organisation_id)
    if not log.is_sealed(downtime.return_key(pack.code)):
        raise Refused.one("openings", CHANGED, "Give the file as the pack saved it.")
    _all_in_pack(log, pack)
    seals = [each.seal for each in log.entries]
    known = set(DowntimeOpening.objects.filter(pack=pack, seal__in=seals).values_list("seal", flat=True))
    new = [each for each in log.entries if each.seal not in known]
    if new:
        _write(pack, log, new, by)
    return GivenBack(code=pack.code, new=len(new), known=len(known))


@transaction.atomic
def say_unopened(*, pack_ids: Iterable[UUID], by: Actor) -> None:
    """Say that packs were never opened, wherever they lay. Raises Conflict where something came back of one."""
    by.must(Permission.KEEP_DOWNTIME_PACK)
    for pack_id in sorted(set(pack_ids)):
        line = downtime.one(pack_id, by.organisation_id)
        pack = DowntimePack.objects.select_for_update(no_key=True).defer("content").get(pk=line.pack_id)
        if DowntimeReturn.objects.filter(pack=pack).exists():
            raise Conflict("Of that pack something came back already.")
        _return(pack, by, is_unopened=True, count=0)


def _pack(log: DowntimeLog, organisation_id: UUID | None) -> DowntimePack:
    rows = DowntimePack.objects.select_for_update(no_key=True).defer("content").filter(code=log.code)
    found = rows.first()
    if found is None or (organisation_id and found.organisation_id != organisation_id):
        raise Refused.one("openings", OF_OTHERS)
    return found


def _all_in_pack(log: DowntimeLog, pack: DowntimePack) -> None:
    named = {each.person_id for each in log.entries if each.person_id}
    held = set(DowntimePackPerson.objects.filter(pack=pack).values_list("person_id", flat=True))
    if not named <= held:
        raise Refused.one("openings", CHANGED, "Give the file as the pack saved it.")


def _write(pack: DowntimePack, log: DowntimeLog, new: list[Opening], by: Actor | None) -> None:
    returned = _return(pack, by, is_unopened=False, count=len(new))
    DowntimeOpening.objects.bulk_create(
        DowntimeOpening(
            pack=pack,
            returned=returned,
            log=log.log,
            number=each.number,
            seal=each.seal,
            opened_at=each.at,
            who=logs.line(each.who),
            job=logs.line(each.job),
            why=each.why.value,
            person_id=each.person_id,
        )
        for each in new
    )
    for each in new:
        if each.person_id:
            openings.note_read_elsewhere(
                each.person_id, purpose=PURPOSES[each.why], what="downtime_opening", basis=AccessBasis.DOWNTIME.value
            )


def _return(pack: DowntimePack, by: Actor | None, *, is_unopened: bool, count: int) -> DowntimeReturn:
    row = DowntimeReturn.objects.create(
        pack=pack,
        is_unopened=is_unopened,
        returned_by=by.staff_id if by else None,
        returned_role=by.staff_role_id if by else None,
        returned_name=by.name if by else OF_COMMAND,
    )
    payload: dict[str, PayloadValue] = {"pack_id": str(pack.pk), "openings": count, "is_unopened": is_unopened}
    record(kind=EventKind.DOWNTIME_PACK_RETURNED, person_id=None, by=by, payload=payload)
    return row
