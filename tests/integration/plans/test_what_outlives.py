"""What outlives the plan that said it: who is not to be told, an objection to sharing, the next review."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.builders import drafts, who
from tests.builders.eyes import see

from accord.domain.lifecycle import CancelReason
from accord.domain.moments import Moment
from accord.domain.plan.keeping import ReviewOutcome
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, NamedPerson, SharingWishes
from accord.people.actions import numbers
from accord.people.queries import identities
from accord.plans.actions import cancellations, reviews
from accord.plans.models import Standing
from accord.plans.queries import standing
from accord.projections.emergency import EmergencyView, view

BROTHER = NamedPerson(name="Sam Lowe", relationship="brother")
ELSEWHERE = "RX999"


def shown(person: UUID, viewer: str | None = None) -> EmergencyView:
    found = identities.of(person)
    assert found is not None
    return view(standing.sheet(person), found, datetime.now(UTC), viewer_organisation=viewer)


def sign(person: UUID, **sharing: Any) -> UUID:
    parts = dict(drafts.USUAL) | {PartName.SHARING: SharingWishes(**sharing)}
    return drafts.signed(person, parts=parts).version_id


def test_person_not_to_be_told_is_still_named_once_the_plan_is_cancelled(person: UUID) -> None:
    version_id = sign(person, not_to_be_told=(BROTHER,))
    cancellations.cancel(version_id=version_id, reason=CancelReason.PERSON_CHANGED_MIND, by=drafts.gp())
    assert shown(person).do_not_tell == ("Sam Lowe, brother",)


def test_person_who_may_be_told_again_is_no_longer_named(person: UUID) -> None:
    sign(person, not_to_be_told=(BROTHER,))
    sign(person, not_to_be_told=())
    assert shown(person).do_not_tell == ()


def test_next_review_is_due_on_the_day_that_the_last_one_set(person: UUID) -> None:
    version_id, due = drafts.signed(person).version_id, Moment.of(datetime.now(UTC)).day + timedelta(days=400)
    reviews.record(version_id=version_id, outcome=ReviewOutcome.CONFIRMED, due=due, by=drafts.gp())
    assert f"Review due by {due.day} {due:%B %Y}." in shown(person).provenance[0].lines[-1]


def test_objection_and_who_is_not_to_be_told_outlive_a_merge(person: UUID) -> None:
    other = who.recorded()
    sign(other, consent=ConsentToShare.REFUSED, not_to_be_told=(BROTHER,))
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    assert shown(person, ELSEWHERE).reported == ()
    assert shown(person, ELSEWHERE).do_not_tell == ("Sam Lowe, brother",)
    assert len(shown(person, drafts.gp().organisation_code).reported) == 1


def test_objection_of_a_merged_record_keeps_a_plan_from_being_shared(person: UUID) -> None:
    other = who.recorded()
    sign(other, consent=ConsentToShare.REFUSED)
    numbers.merge(kept_id=person, merged_id=other, by=drafts.gp())
    drafts.signed(person)
    assert see(Standing, person_id=person).is_shared is False
