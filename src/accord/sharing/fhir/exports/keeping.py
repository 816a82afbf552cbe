"""Asking for an export, seeing how it stands, fetching its files, and letting it go. Each system sees its own alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.db.models import Q, QuerySet

from accord.domain.authority import Actor, Permission
from accord.domain.events import EventKind, PayloadValue
from accord.events.actions import record
from accord.sharing.boxes import box
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.models import Export, ExportFile

KEPT = timedelta(hours=24)
"""How long files are kept from when they were asked for."""
MOST_AT_ONCE = 3
"""Exports of one system that have not ended. A limit of our own."""
TRIED_AGAIN = timedelta(minutes=30)
"""An export that began so long ago and is not finished is begun again: its worker was stopped."""
BOX = "export"


@transaction.atomic
def ask(*, request: str, kinds: Sequence[str], by: Actor, now: datetime) -> Export:
    """Keep what a system asks for; the worker makes it."""
    by.must(Permission.VIEW_PLAN)
    held = list(of_system(by).order_by("requested_at")[:MOST_AT_ONCE])
    if len(held) == MOST_AT_ONCE:
        seconds = max(1, int((held[0].requested_at + KEPT - now).total_seconds()))
        words = f"{MOST_AT_ONCE} exports have not ended. Delete one, or wait."
        raise Refusal.one(429, "throttled", words, Retry_After=str(seconds))
    row = Export.objects.create(
        system_id=by.staff_id, organisation_id=by.organisation_id, request=request, kinds=list(kinds), requested_at=now
    )
    record(kind=EventKind.EXPORT_REQUESTED, person_id=None, by=by, payload=payload(row))
    return row


@transaction.atomic
def end(*, export_id: UUID, by: Actor | None, now: datetime) -> bool:
    """Let an export go, with its files; return whether there was one. With nobody, its time has come."""
    rows = Export.objects.filter(ended_at=None) if by is None else of_system(by)
    row = rows.select_for_update().filter(pk=export_id).first()
    if row is None:
        return False
    ExportFile.objects.filter(export=row).delete()
    Export.objects.filter(pk=row.pk).update(ended_at=now)
    record(kind=EventKind.EXPORT_ENDED, person_id=None, by=by, payload=payload(row))
    return True


@transaction.atomic
def fetch(*, export_id: UUID, number: int, by: Actor) -> bytes | None:
    """Return a file as lines, or None where there is none; that it was fetched is recorded first."""
    rows = ExportFile.objects.filter(export__in=of_system(by).filter(finished_at__isnull=False))
    row = rows.select_related("export").filter(export_id=export_id, number=number).first()
    if row is None:
        return None
    record(kind=EventKind.EXPORT_FETCHED, person_id=None, by=by, payload=payload(row.export) | {"file": number})
    return unsealed(row)


def of_system(by: Actor) -> QuerySet[Export]:
    """Return the exports of a system that have not ended."""
    return Export.objects.filter(system_id=by.staff_id, ended_at=None)


def files_of(row: Export) -> Sequence[tuple[int, str, int]]:
    """Return the number, kind and count of each file, without what is in it."""
    return list(ExportFile.objects.filter(export=row).order_by("number").values_list("number", "kind", "count"))


def ended_by(now: datetime) -> Sequence[UUID]:
    """Return those whose time has come."""
    return list(Export.objects.filter(ended_at=None, requested_at__lte=now - KEPT).values_list("pk", flat=True))


def unmade(now: datetime) -> Sequence[UUID]:
    """Return those that nobody has begun, or not finished for long."""
    waits = Q(begun_at=None) | Q(begun_at__lte=now - TRIED_AGAIN)
    return list(
        Export.objects.filter(waits, ended_at=None, finished_at=None, failed_at=None).values_list("pk", flat=True)
    )


def claim(export_id: UUID, now: datetime) -> Export | None:
    """Begin an export, unless another worker has; what an earlier try left goes."""
    waits = Q(begun_at=None) | Q(begun_at__lte=now - TRIED_AGAIN)
    rows = Export.objects.filter(waits, pk=export_id, ended_at=None, finished_at=None, failed_at=None)
    if not rows.update(begun_at=now):
        return None
    ExportFile.objects.filter(export_id=export_id).delete()
    return Export.objects.get(pk=export_id)


def keep(row: Export, number: int, kind: str, lines: Sequence[bytes]) -> None:
    """Keep a file, encrypted for its place."""
    text = _place(row.pk, number) + b"\n".join(lines) + b"\n"
    ExportFile.objects.create(export=row, number=number, kind=kind, count=len(lines), content=box(BOX).encrypt(text))


def unsealed(row: ExportFile) -> bytes:
    """Return what is in a file; raises InvalidToken where it was sealed for another place, or by no key of ours."""
    text, place = box(BOX).decrypt(bytes(row.content)), _place(row.export_id, row.number)
    if not text.startswith(place):
        raise InvalidToken
    return text.removeprefix(place)


def payload(row: Export) -> dict[str, PayloadValue]:
    """Return what an event says of an export."""
    return {"export_id": str(row.pk), "system_id": str(row.system_id)}


def _place(export_id: UUID, number: int) -> bytes:
    return f"{export_id}.{number}\n".encode()
