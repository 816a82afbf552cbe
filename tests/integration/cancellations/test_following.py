"""A cancellation is followed until everybody who may hold a copy has answered, and nobody is left out in silence."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils import timezone
from tests.builders import copies, drafts, who

from accord.domain.authority import Actor, Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.wishes import ConsentToShare
from accord.people.actions import numbers
from accord.plans.actions import cancellations, consents
from accord.plans.actions.signing import Signed
from accord.plans.models import Current, Task
from accord.sharing.actions import answering, chasing
from accord.sharing.actions import copies as printing
from accord.sharing.cancellations.holders import HolderAnswer, HolderKind, Telling
from accord.sharing.models import Cancellation, Holder
from accord.sharing.queries.cancellations import Followed, HolderLine, of_person

MANAGER = Role.PROVIDER_MANAGER


def cancel(signed: Signed) -> None:
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.PERSON_CHANGED_MIND, by=drafts.gp())


def followed(person: UUID) -> Followed:
    (found,) = of_person(person)
    return found


def home(person: UUID) -> HolderLine:
    return next(each for each in followed(person).holders if each.kind is HolderKind.ORGANISATION)


def answer(line: HolderLine, by: Actor, said: HolderAnswer = HolderAnswer.REMOVED, words: str = "Gone") -> None:
    answering.answer(holder_id=line.row.id, answer=said, words=words, by=by)


def tasks(person: UUID, **asked: object) -> list[str]:
    open_ones = Task.objects.filter(person_id=person, done_at=None, kind__contains="_", **asked)
    return sorted(each.kind for each in open_ones if "cancellation" in each.kind or "holders" in each.kind)


def test_everybody_who_may_hold_a_copy_is_named_once(person: UUID, signed: Signed) -> None:
    """The home and the GP are organisations that are known: the plan's own words for them name nobody else."""
    copies.print_copy(person)
    cancel(signed)
    held = [(each.kind, each.row.recipient) for each in followed(person).holders]
    assert sorted(held) == [
        (HolderKind.COPY, ""),
        (HolderKind.COPY, ""),
        (HolderKind.ORGANISATION, ""),
        (HolderKind.PRINTED, ""),
        (HolderKind.RECIPIENT, "ambulance"),
        (HolderKind.RECIPIENT, "family"),
    ]
    assert home(person).row.organisation_id == who.site("VL901")


def test_home_and_whoever_cancelled_it_are_asked(person: UUID, signed: Signed) -> None:
    cancel(signed)
    assert tasks(person, organisation_id=who.site("VL901")) == ["answer_cancellation"]
    assert tasks(person, staff_id=drafts.gp().staff_id) == ["tell_holders"]


def test_it_ends_once_everybody_has_answered(person: UUID, signed: Signed) -> None:
    cancel(signed)
    for line in followed(person).holders:
        assert Cancellation.objects.get().ended_at is None
        answer(line, drafts.gp())
    assert Cancellation.objects.get().ended_at is not None
    assert tasks(person) == []


def test_home_answers_for_itself_alone(person: UUID, signed: Signed) -> None:
    cancel(signed)
    other = next(each for each in followed(person).holders if each.kind is HolderKind.COPY)
    with pytest.raises(NotPermitted):
        answer(other, drafts.carer())
    answer(home(person), drafts.carer(), HolderAnswer.NONE_HELD)
    said = home(person).reply
    assert said is not None
    assert (said.answer, said.words, said.name) == (HolderAnswer.NONE_HELD, "Gone", "Jo Kind")
    assert tasks(person, organisation_id=who.site("VL901")) == []


def test_answer_is_given_once(person: UUID, signed: Signed) -> None:
    cancel(signed)
    line = home(person)
    answer(line, drafts.carer())
    with pytest.raises(Conflict):
        answer(line, drafts.gp())


def test_cannot_be_found_is_said_with_words_and_by_whoever_sees_to_it(person: UUID, signed: Signed) -> None:
    cancel(signed)
    for by, words in ((drafts.carer(), "Lost"), (drafts.gp(), " ")):
        with pytest.raises(Refused):
            answer(home(person), by, HolderAnswer.NOT_FOUND, words)
    answer(home(person), drafts.gp(), HolderAnswer.NOT_FOUND, "The home has closed; its owner was telephoned.")


def test_copy_that_is_taken_back_has_answered(person: UUID, signed: Signed) -> None:
    made = copies.print_copy(person)
    cancel(signed)
    line = next(each for each in followed(person).holders if each.kind is HolderKind.PRINTED)
    with pytest.raises(Refused):
        answer(line, drafts.gp())
    printing.revoke_copy(person_id=person, copy_id=made.copy_id, by=drafts.gp())
    assert next(each for each in followed(person).holders if each.kind is HolderKind.PRINTED).has_answered


def test_who_has_not_answered_is_chased_and_again(person: UUID, signed: Signed) -> None:
    """At the home with its manager, where it was cancelled with whoever may endorse; never closed by itself."""
    cancel(signed)
    begun = Cancellation.objects.get()
    assert chasing.chase(now=begun.chase_at - timedelta(seconds=1)) == 0
    assert chasing.chase(now=begun.chase_at) == 1
    assert tasks(person, organisation_id=who.site("VL901")) == ["answer_cancellation", "chase_cancellation"]
    assert "chase_cancellation" in tasks(person, organisation_id=who.site("Y90001"))
    again = Cancellation.objects.get()
    assert again.chase_at - begun.chase_at == timedelta(hours=8)
    assert (chasing.chase(now=again.chase_at), Cancellation.objects.get().chased) == (1, 2)
    assert tasks(person).count("chase_cancellation") == 2


def test_who_has_answered_is_not_chased(person: UUID, signed: Signed) -> None:
    cancel(signed)
    answer(home(person), drafts.carer())
    chasing.chase(now=timezone.now() + timedelta(days=1))
    assert tasks(person, organisation_id=who.site("VL901")) == []


@override_settings(ACCORD_CHASE_HOURS=1)
def test_wait_doubles_up_to_a_day() -> None:
    assert [chasing.wait(times) // timedelta(hours=1) for times in (0, 1, 2, 4, 5, 60)] == [1, 2, 4, 16, 24, 24]


def test_who_may_not_know_of_the_plan_is_not_asked_and_is_named_to_whoever_sees_to_it(
    person: UUID, signed: Signed
) -> None:
    consents.change(version_id=signed.version_id, consent=ConsentToShare.WITHDRAWN, by=drafts.gp())
    cancel(signed)
    assert home(person).telling is Telling.NOT_SHARED
    assert tasks(person, organisation_id=who.site("VL901")) == []


def test_places_of_a_restricted_record_are_not_named(signed: Signed) -> None:
    hidden = drafts.person_with_talk(restricted=True, practice=None, addresses=())
    drafts.move_in(hidden)
    cancel(drafts.signed(hidden))
    assert followed(hidden).holders == ()


def test_merged_record_is_followed_on_the_one_that_is_kept(person: UUID, signed: Signed) -> None:
    kept = drafts.person_with_talk()
    cancel(signed)
    numbers.merge(kept_id=kept, merged_id=person, by=None)
    assert (followed(kept).waiting, of_person(person)) == (5, ())
    assert tasks(kept) == ["answer_cancellation", "tell_holders"]
    assert tasks(person) == []


def test_nothing_is_saved_where_the_event_fails(person: UUID, signed: Signed, request: pytest.FixtureRequest) -> None:
    cancel(signed)
    line = home(person)
    request.getfixturevalue("failing_events")
    for do in (lambda: answer(line, drafts.gp()), lambda: chasing.chase(now=timezone.now() + timedelta(days=1))):
        with pytest.raises(RuntimeError):
            do()
    assert (home(person).has_answered, Cancellation.objects.get().chased) == (False, 0)


def test_nothing_is_cancelled_where_following_fails(
    person: UUID, signed: Signed, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("failing_events")
    with pytest.raises(RuntimeError):
        cancel(signed)
    assert Current.objects.filter(version_id=signed.version_id).exists()
    assert not Holder.objects.exists()
