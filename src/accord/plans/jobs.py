"""What the worker does for plans, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from accord.plans.actions import chasing, clock


@app.periodic(cron="* * * * *")
@app.task(name="plans.tick", queueing_lock="plans.tick")
def tick(timestamp: int) -> None:
    """Append what has come due, and chase what nobody answered, each minute. What is due now the clock says."""
    del timestamp
    clock.tick()
    chasing.chase()
