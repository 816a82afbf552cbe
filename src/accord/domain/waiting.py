"""What waits in a register, and for how long: each entry exists because of a decision or a plan that was recorded.

There is no register of people without a decision, and there must never be one (architecture, decision 7).
"""

from __future__ import annotations

from accord.domain.choices import Choice


class Waiting(Choice):
    """The registers: what is waited for."""

    REVIEWS = "reviews", "Overdue reviews"
    ENDORSEMENTS = "endorsements", "Endorsements due"
    MOVES = "moves", "Moves unanswered"
    RECORDS = "records", "Records to complete"


class Waited(Choice):
    """How long something has waited, in whole days."""

    WEEK = "week", "0 to 7 days"
    MONTH = "month", "8 to 28 days"
    LONGER = "longer", "Over 28 days"


DAYS = {Waited.WEEK: 8, Waited.MONTH: 29}
"""Before how many days each ends; the last has no end."""
