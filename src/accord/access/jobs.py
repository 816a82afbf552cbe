"""What access forgets, each night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from accord.access.actions import held_forms as held_form_actions
from accord.access.actions import submissions, systems
from accord.access.held_forms import KEPT
from accord.access.session_store import SessionStore


@app.periodic(cron="17 3 * * *")
@app.task(name="access.forget_old", queueing_lock="access.forget_old")
def forget_old(timestamp: int) -> None:
    """Forget held forms, form tokens, other systems' tokens and sessions that nobody can use any more."""
    del timestamp  # when the job was due; what is old is said by the clock
    held_form_actions.forget_old(kept=KEPT)
    submissions.forget_old()
    systems.forget_old()
    SessionStore.clear_expired()
