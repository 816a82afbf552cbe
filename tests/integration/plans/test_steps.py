"""The steps of a version's life: endorsed, reviewed, suspended, reinstated, cancelled; and what each leaves to do."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts

from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.lifecycle import CancelReason, InappropriateReason, Status, Step
from accord.domain.moments import Moment
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Setting
from accord.domain.standing import EffectiveCpr
from accord.plans.actions import cancellations, clock, endorsements, reviews, suspensions
from accord.plans.models import Current, Task, TaskKind
from accord.plans.queries import versions, work
from accord.plans.queries.versions import VersionLine


def line(version_id: UUID) -> VersionLine:
    return versions.version(version_id)


def open_tasks(person: UUID) -> set[str]:
    return {task.kind.value for task in work.for_person(person)}


def in_months(months: int) -> date:
    return Moment.of(datetime.now(UTC)).day + timedelta(days=30 * months)


def test_senior_endorses_and_nothing_is_due(person: UUID) -> None:
    signed = drafts.signed(person, drafts.nurse(), details=drafts.JUNIOR)
    assert "endorsement_due" in open_tasks(person)
    endorsements.endorse(version_id=signed.version_id, by=drafts.gp(), words="I agree.")
    assert "endorsement_due" not in open_tasks(person)
    assert [fact.step for fact in line(signed.version_id).facts] == [Step.SIGNED, Step.ENDORSED]


def test_author_cannot_endorse(person: UUID) -> None:
    signed = drafts.signed(person)
    with pytest.raises(Refused, match="endorsement: The author"):
        endorsements.endorse(version_id=signed.version_id, by=drafts.gp())


def test_endorsement_needs_the_permission(person: UUID) -> None:
    signed = drafts.signed(person)
    with pytest.raises(NotPermitted):
        endorsements.endorse(version_id=signed.version_id, by=drafts.nurse())


def test_review_sets_the_next_date(person: UUID) -> None:
    signed, due = drafts.signed(person), in_months(6)
    reviews.record(version_id=signed.version_id, outcome=ReviewOutcome.CONFIRMED, due=due, by=drafts.gp())
    task = Task.objects.get(version_id=signed.version_id, kind=TaskKind.REVIEW_DUE.value, done_at__isnull=True)
    assert Moment.of(task.due_at - timedelta(minutes=1)).day == due
    assert line(signed.version_id).status is Status.ACTIVE


@pytest.mark.parametrize(("due", "why"), [(None, ""), (in_months(1), "stable"), (date(2020, 1, 1), "")])
def test_review_has_exactly_one_of_date_and_reason(person: UUID, due: date | None, why: str) -> None:
    signed = drafts.signed(person)
    with pytest.raises(Refused, match="due"):
        reviews.record(
            version_id=signed.version_id, outcome=ReviewOutcome.CONFIRMED, due=due, indefinite_why=why, by=drafts.gp()
        )


def test_review_that_cancels_says_so_by_cancelling(person: UUID) -> None:
    signed = drafts.signed(person)
    with pytest.raises(Refused, match="outcome"):
        reviews.record(version_id=signed.version_id, outcome=ReviewOutcome.CANCELLED, due=None, by=drafts.gp())
    reason: dict[str, Any] = {
        "reason": CancelReason.FOUND_INAPPROPRIATE,
        "inappropriate": InappropriateReason.NOT_INVOLVED,
    }
    cancellations.cancel(version_id=signed.version_id, by=drafts.gp(), at_review=True, **reason)
    assert [fact.step for fact in line(signed.version_id).facts][1:] == [Step.REVIEWED, Step.CANCELLED]


def test_cancelled_plan_is_not_current_and_leaves_nothing_to_review(person: UUID) -> None:
    signed = drafts.signed(person)
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.CLINICAL_CHANGE, by=drafts.gp())
    assert not Current.objects.filter(person_id=person).exists()
    assert drafts.effective(person) is EffectiveCpr.NO_PLAN_KNOWN
    assert "review_due" not in open_tasks(person)


def test_cancelled_plan_cannot_be_cancelled_again(person: UUID) -> None:
    signed = drafts.signed(person)
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())
    with pytest.raises(Conflict, match="not current any more"):
        cancellations.cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())


@pytest.mark.parametrize(
    ("reason", "field"), [(CancelReason.FOUND_INAPPROPRIATE, "inappropriate"), (CancelReason.OTHER, "words")]
)
def test_cancellation_names_what_is_missing(person: UUID, reason: CancelReason, field: str) -> None:
    signed = drafts.signed(person)
    with pytest.raises(Refused, match=field):
        cancellations.cancel(version_id=signed.version_id, reason=reason, by=drafts.gp())


def suspend(version_id: UUID, until: datetime | None) -> None:
    suspensions.suspend(
        version_id=version_id, from_at=datetime.now(UTC), until=until, why="Hip operation", by=drafts.nurse()
    )


def test_suspended_plan_reads_attempt_cpr(person: UUID) -> None:
    signed = drafts.signed(person)
    suspend(signed.version_id, datetime.now(UTC) + timedelta(days=1))
    assert drafts.effective(person) is EffectiveCpr.SUSPENDED
    assert line(signed.version_id).status is Status.SUSPENDED


def test_suspension_is_over_at_its_end_before_any_job_has_run(person: UUID) -> None:
    signed = drafts.signed(person)
    until = datetime.now(UTC) + timedelta(days=1)
    suspend(signed.version_id, until)
    assert drafts.effective(person, until) is EffectiveCpr.NOT_FOR_CPR


def test_clock_reinstates_once_and_asks_to_look_again(person: UUID) -> None:
    signed = drafts.signed(person)
    until = datetime.now(UTC) + timedelta(days=1)
    suspend(signed.version_id, until)
    assert clock.tick(now=until).reinstated == 1
    assert clock.tick(now=until).reinstated == 0
    assert line(signed.version_id).status is Status.ACTIVE
    assert "reinstated_look_again" in open_tasks(person)


def test_suspension_without_end_stands_until_reinstated(person: UUID) -> None:
    signed = drafts.signed(person)
    suspend(signed.version_id, None)
    assert clock.tick(now=datetime.now(UTC) + timedelta(days=900)).reinstated == 0
    suspensions.reinstate(version_id=signed.version_id, by=drafts.nurse())
    assert drafts.effective(person) is EffectiveCpr.NOT_FOR_CPR


def test_suspended_plan_cannot_be_suspended_again(person: UUID) -> None:
    signed = drafts.signed(person)
    suspend(signed.version_id, None)
    with pytest.raises(Refused, match="status"):
        suspend(signed.version_id, None)


def test_end_date_ends_the_plan_before_and_after_the_job(person: UUID) -> None:
    ends = datetime.now(UTC) + timedelta(days=2)
    signed = drafts.signed(person, parts={**drafts.USUAL, PartName.SETTING: Setting(ends_at=Moment.of(ends))})
    assert drafts.effective(person, ends) is EffectiveCpr.NO_PLAN_KNOWN
    assert clock.tick(now=ends).ended == 1
    assert clock.tick(now=ends).ended == 0
    assert line(signed.version_id).status is Status.ENDED


def test_overdue_review_changes_nothing_that_is_current(person: UUID) -> None:
    drafts.signed(person)
    later = datetime.now(UTC) + timedelta(days=900)
    clock.tick(now=later)
    assert drafts.effective(person, later) is EffectiveCpr.NOT_FOR_CPR
