"""What the worker does for plans, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from accord.plans.actions import clock


@app.periodic(cron="* * * * *")
@app.task(name="plans.tick", queueing_lock="plans.tick")
def tick(timestamp: int) -> None:
    """Append what has come due, each minute. The time given is when the job was due; the clock says what is due now."""
    del timestamp
    clock.tick()
