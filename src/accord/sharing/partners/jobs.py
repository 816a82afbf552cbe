"""What the worker does for partners: ask each when its bell rings, and each minute whether or not it did."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from accord.sharing.partners import asking, keeping

AGAIN_AFTER = 5
"""Seconds after which a partner is asked that another worker was asking."""


@app.task(name="sharing.ask_partner")
def ask_partner(partner_id: str) -> None:
    """Ask one partner what has happened, and follow it; a little later where another worker does so now."""
    if not asking.ask(UUID(partner_id)):
        ask_for(UUID(partner_id), after=AGAIN_AFTER)


@app.periodic(cron="* * * * *")
@app.task(name="sharing.ask_partners", queueing_lock="sharing.ask_partners")
def ask_partners(timestamp: int) -> None:
    """Ask all of them: what was not told is heard of all the same."""
    del timestamp  # when the job was due; what is due now is said by the partners
    for partner_id in keeping.asked_for():
        ask_for(partner_id)


def ask_for(partner_id: UUID, *, after: int = 0) -> None:
    """Ask the worker to ask a partner, now or after so many seconds: once however often the bell rings."""
    job = ask_partner.configure(queueing_lock=f"sharing.ask_partner.{partner_id}", schedule_in={"seconds": after})
    with suppress(AlreadyEnqueued), transaction.atomic():
        job.defer(partner_id=str(partner_id))
