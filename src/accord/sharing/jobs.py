"""What the worker does for sharing, by the clock: downtime packs that are due, and chasing for cancelled plans."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accord.domain.errors import Refused
from accord.sharing.actions import chasing, demographics
from accord.sharing.actions import downtime as actions
from accord.sharing.fhir.exports.jobs import keep_exports, make_export
from accord.sharing.partners.jobs import ask_partner, ask_partners
from accord.sharing.queries import downtime

__all__ = ["ask_partner", "ask_partners", "keep_exports", "make_export"]
"""Tasks of this room that are written elsewhere: procrastinate looks for them here."""


@app.periodic(cron="*/5 * * * *")
@app.task(name="sharing.ask_for_downtime_packs", queueing_lock="sharing.ask_for_downtime_packs")
def ask_for_downtime_packs(timestamp: int) -> None:
    """Ask for a pack for each organisation of which one is due: each is a job of its own, and holds up no other."""
    del timestamp  # when the job was due; what is due now is said by the clock
    for organisation_id in downtime.due(timezone.now()):
        lock = f"sharing.make_downtime_pack.{organisation_id}"
        with suppress(AlreadyEnqueued), transaction.atomic():
            make_downtime_pack.configure(queueing_lock=lock).defer(organisation_id=str(organisation_id))


@app.task(name="sharing.make_downtime_pack")
def make_downtime_pack(organisation_id: str) -> None:
    """Make one, unless one was made or packs were switched off meanwhile."""
    wanted, now = UUID(organisation_id), timezone.now()
    if wanted in downtime.due(now):
        with suppress(Refused):
            actions.make(organisation_id=wanted, by=None, now=now)


@app.periodic(cron="* * * * *")
@app.task(name="sharing.chase", queueing_lock="sharing.chase")
def chase(timestamp: int) -> None:
    """Chase whoever has not answered for a cancelled plan, each minute."""
    del timestamp  # when the job was due; the clock says what is due now
    chasing.chase()


@app.periodic(cron="*/2 * * * *")
@app.task(name="sharing.follow_notices", queueing_lock="sharing.follow_notices")
def follow_notices(timestamp: int) -> None:
    """Try again what national services told of and could not be followed yet."""
    del timestamp
    demographics.settle_waiting()
