"""What the worker does for sharing, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from accord.sharing.moves import placing


@app.periodic(cron="* * * * *")
@app.task(name="sharing.place_moves", queueing_lock="sharing.place_moves")
def place_moves(timestamp: int) -> None:
    """Place what was told of moves and not placed at once, each minute."""
    del timestamp
    placing.place_waiting()
