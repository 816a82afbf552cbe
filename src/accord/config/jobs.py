"""Work that comes round on its own and belongs to no room."""

from __future__ import annotations

import structlog
from django.core.management import call_command
from procrastinate.contrib.django import app

_log = structlog.stdlib.get_logger("accord.jobs")


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear_ended_sessions", pass_context=False)
def clear_ended_sessions(timestamp: int) -> None:
    """Remove sign-in sessions that have ended."""
    call_command("clearsessions")
    _log.info("sessions cleared", task="clear_ended_sessions")
