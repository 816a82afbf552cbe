"""The one word for what became of plans that somebody has open."""

import pytest

from accord.domain.became import Became, became
from accord.domain.events import EventKind

SIGNED, SUPERSEDED, CANCELLED, SUSPENDED, REINSTATED, CLOSED, REOPENED, REVIEWED = (
    EventKind.PLAN_SIGNED,
    EventKind.PLAN_SUPERSEDED,
    EventKind.PLAN_CANCELLED,
    EventKind.PLAN_SUSPENDED,
    EventKind.PLAN_REINSTATED,
    EventKind.PLAN_CLOSED_BY_DEATH,
    EventKind.PLAN_REOPENED,
    EventKind.PLAN_REVIEWED,
)


@pytest.mark.parametrize(
    ("kinds", "word"),
    [
        ([], Became.CHANGED),
        ([REVIEWED], Became.CHANGED),
        ([CANCELLED], Became.CANCELLED),
        ([SIGNED, SUPERSEDED], Became.SUPERSEDED),
        ([SUSPENDED], Became.SUSPENDED),
        ([SUSPENDED, REINSTATED], Became.CHANGED),
        ([SUSPENDED, REINSTATED, SUSPENDED], Became.SUSPENDED),
        ([SIGNED, SUPERSEDED, CANCELLED], Became.CANCELLED),
        ([CANCELLED, SIGNED], Became.CANCELLED),
        ([CLOSED], Became.ENDED),
        ([CLOSED, REOPENED], Became.CHANGED),
        ([SUSPENDED, CANCELLED, REINSTATED], Became.CANCELLED),
    ],
)
def test_what_matters_most_is_told(kinds: list[EventKind], word: Became) -> None:
    assert became(kinds) is word
