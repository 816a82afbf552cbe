"""The ban of architecture, decision 7: a look-back is over decisions that limit CPR, and over nothing else."""

import pytest

from accord.domain.lifecycle import Status
from accord.domain.look_backs import RECOMMENDED, REVIEWED, Became, Decided
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.keeping import ReviewOutcome


@pytest.mark.parametrize("decided", Decided)
def test_no_kind_of_decision_holds_one_for_cpr_or_none(decided: Decided) -> None:
    assert RECOMMENDED[decided]
    assert not {CprRecommendation.FOR_CPR, CprRecommendation.NONE} & set(RECOMMENDED[decided])


def test_every_end_of_a_plan_and_every_review_is_something_that_a_decision_became() -> None:
    ends = {Status.SUPERSEDED, Status.CANCELLED, Status.ENDED, Status.DIED}
    reviews = {ReviewOutcome.CONFIRMED, ReviewOutcome.CHANGED}
    assert {each.value for each in ends | reviews} <= {each.value for each in Became}


def test_what_left_by_itself_is_not_reviewed() -> None:
    assert not REVIEWED & {Became.SUPERSEDED, Became.ENDED, Became.DIED, Became.NOT_REVIEWED}
