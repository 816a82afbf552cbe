"""What the worker does for exports: make each that was asked for, and let go those whose time has come."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accord.sharing.fhir.exports import keeping, making


@app.task(name="sharing.make_export")
def make_export(export_id: str) -> None:
    """Make an export, unless another worker has begun it."""
    making.make(export_id=UUID(export_id), now=timezone.now())


@app.periodic(cron="*/5 * * * *")
@app.task(name="sharing.keep_exports", queueing_lock="sharing.keep_exports")
def keep_exports(timestamp: int) -> None:
    """Let go what has ended, and ask again for what nobody has made: its worker may have been stopped."""
    del timestamp  # when the job was due; the clock says what is due now
    now = timezone.now()
    for export_id in keeping.ended_by(now):
        keeping.end(export_id=export_id, by=None, now=now)
    for export_id in keeping.unmade(now):
        ask_for(export_id)


def ask_for(export_id: UUID) -> None:
    """Ask the worker for an export, once however often it is asked for."""
    with suppress(AlreadyEnqueued), transaction.atomic():
        make_export.configure(queueing_lock=f"sharing.make_export.{export_id}").defer(export_id=str(export_id))
