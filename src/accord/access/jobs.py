"""What access forgets, each night."""

from __future__ import annotations

from django.core.management import call_command
from procrastinate.contrib.django import app

from accord.access.actions import held_forms as held_form_actions
from accord.access.actions import submissions
from accord.access.held_forms import KEPT


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget_old", pass_context=False)
def forget_old(timestamp: int) -> None:
    """Forget held forms, form tokens and sessions that nobody can use any more."""
    held_form_actions.forget_old(kept=KEPT)
    submissions.forget_old()
    call_command("clearsessions", verbosity=0)
