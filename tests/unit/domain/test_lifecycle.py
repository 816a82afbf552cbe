"""The life of a plan: what may follow what."""

import pytest

from accord.domain.errors import Refused
from accord.domain.lifecycle import LIVE, TRANSITIONS, Status, Step, advance

FINAL = {Status.SUPERSEDED, Status.CANCELLED}


@pytest.mark.parametrize(("at", "to"), TRANSITIONS.items())
def test_lifecycle_step_that_is_declared_leads_where_it_says(at: tuple[Status, Step], to: Status) -> None:
    assert advance(*at) is to


@pytest.mark.parametrize("status", FINAL, ids=str)
@pytest.mark.parametrize("step", Step, ids=str)
def test_lifecycle_ends_where_it_ends(status: Status, step: Step) -> None:
    with pytest.raises(Refused, match="nothing more"):
        advance(status, step)


@pytest.mark.parametrize("step", set(Step) - {Step.DISCHARGE_WITHDRAWN}, ids=str)
def test_lifecycle_that_ended_goes_on_only_where_the_discharge_is_taken_back(step: Step) -> None:
    with pytest.raises(Refused, match="took the discharge back"):
        advance(Status.ENDED, step)
    assert advance(Status.ENDED, Step.DISCHARGE_WITHDRAWN) is Status.ACTIVE


def test_lifecycle_of_somebody_who_died_can_be_taken_back() -> None:
    assert advance(Status.DIED, Step.DEATH_WITHDRAWN) is Status.ACTIVE


def test_lifecycle_review_and_endorsement_never_change_what_is_current() -> None:
    for step in (Step.REVIEWED, Step.ENDORSED):
        assert all(advance(status, step) is status for status in LIVE)


def test_lifecycle_refusal_says_what_is_allowed() -> None:
    with pytest.raises(Refused, match="reinstated"):
        advance(Status.SUSPENDED, Step.SUSPENDED)


def test_lifecycle_knows_no_step_for_being_overdue() -> None:
    assert not [step for step in Step if "due" in step.value or "expired" in step.value]


def test_what_ended_is_not_said_to_end_on_a_date_for_an_admission_ends_it_too() -> None:
    assert advance(Status.ACTIVE, Step.EPISODE_CLOSED).words == advance(Status.ACTIVE, Step.ENDED).words == "Ended"
