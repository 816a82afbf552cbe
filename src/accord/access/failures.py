"""Why somebody, or a system, could not be signed in: for our log, and never for whoever tried."""

from __future__ import annotations


class Unproved(Exception):
    """Nobody is signed in. `why` is a code for the log; every failure shows the same words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
