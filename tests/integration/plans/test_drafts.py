"""Drafts: shared by whoever edits them, never overwritten, never lost."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from tests.builders import drafts, who

from accord.domain.authority import Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope, Setting, WhatMatters
from accord.plans.actions import cancellations, signing
from accord.plans.actions import drafts as actions
from accord.plans.actions.drafts import PartChanged
from accord.plans.models import Draft, DraftState
from accord.plans.queries import drafts as queries
from accord.plans.queries.drafts import view

HOME = WhatMatters(values="To be at home.")
GARDEN = WhatMatters(values="To see the garden.")


def opened(person: UUID) -> UUID:
    return actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.gp())


def save(draft_id: UUID, value: object, expected: int, part: PartName = PartName.WHAT_MATTERS) -> int:
    return actions.save_part(draft_id=draft_id, part=part, value=value, expected_revision=expected, by=drafts.gp())


def test_two_people_open_the_same_draft(person: UUID) -> None:
    first = opened(person)
    assert actions.open(person_id=person, scope=Scope.ENDURING, by=drafts.nurse()) == first
    assert Draft.objects.filter(person_id=person).count() == 1


def test_draft_begins_with_the_current_plan(person: UUID) -> None:
    drafts.signed(person)
    draft = view(opened(person))
    assert draft.parts[PartName.CPR].value == drafts.USUAL[PartName.CPR]
    assert not draft.is_stale


def test_part_saved_over_what_was_not_seen_is_a_conflict_with_the_other_words(person: UUID) -> None:
    draft_id = opened(person)
    save(draft_id, HOME, 0)
    with pytest.raises(PartChanged) as conflict:
        save(draft_id, GARDEN, 0)
    assert (conflict.value.theirs.value, conflict.value.theirs.saved_name) == (HOME, "Dr Ada Moss")


def test_same_words_saved_twice_are_no_conflict(person: UUID) -> None:
    draft_id = opened(person)
    assert save(draft_id, HOME, 0) == save(draft_id, HOME, 0) == 1


def test_part_may_be_emptied(person: UUID) -> None:
    draft_id = opened(person)
    save(draft_id, None, save(draft_id, HOME, 0))
    assert view(draft_id).parts[PartName.WHAT_MATTERS].value is None


def test_care_staff_fill_what_matters_and_no_clinical_part(person: UUID) -> None:
    draft_id = opened(person)
    given: dict[str, Any] = {"draft_id": draft_id, "expected_revision": 0, "by": drafts.carer()}
    assert actions.save_part(part=PartName.WHAT_MATTERS, value=HOME, **given) == 1
    with pytest.raises(NotPermitted, match="filled by a clinician"):
        actions.save_part(part=PartName.CPR, value=drafts.cpr(), **given)


def test_value_of_another_part_is_refused(person: UUID) -> None:
    with pytest.raises(Refused, match="cpr: is a WhatMatters"):
        save(opened(person), HOME, 0, PartName.CPR)


def test_setting_of_another_scope_is_refused(person: UUID) -> None:
    with pytest.raises(Refused, match=r"setting\.scope"):
        save(opened(person), Setting(scope=Scope.EPISODE), 0, PartName.SETTING)


def test_hidden_direction_characters_are_named(person: UUID) -> None:
    with pytest.raises(Refused, match=r"what_matters\.values: holds .*U\+202E"):
        save(opened(person), WhatMatters(values="not \u202efor CPR"), 0)


def test_text_of_a_hundred_thousand_characters_is_refused_at_its_field(person: UUID) -> None:
    with pytest.raises(Refused, match=r"what_matters\.values: is 80,000 characters too long"):
        save(opened(person), WhatMatters(values="x" * 100_000), 0)


def test_typing_is_kept_until_the_part_is_saved(person: UUID) -> None:
    draft_id, typed = opened(person), {"values": ["x" * 100_000], "faith": ["\x00\ud800?"]}
    actions.keep_typing(draft_id=draft_id, part=PartName.WHAT_MATTERS, raw=typed, by=drafts.gp())
    kept = queries.typing(draft_id, PartName.WHAT_MATTERS, drafts.gp().staff_id)
    assert kept == {"values": ["x" * 100_000], "faith": ["\ufffd??"]}
    save(draft_id, HOME, 0)
    assert queries.typing(draft_id, PartName.WHAT_MATTERS, drafts.gp().staff_id) is None


def test_typing_is_for_the_eyes_of_whoever_typed(person: UUID) -> None:
    draft_id = opened(person)
    actions.keep_typing(draft_id=draft_id, part=PartName.CPR, raw={"rationale": ["half a"]}, by=drafts.gp())
    assert queries.typing(draft_id, PartName.CPR, drafts.nurse().staff_id) is None


def test_typing_without_end_is_refused(person: UUID) -> None:
    with pytest.raises(Refused, match="values: is 200,001 characters long"):
        actions.keep_typing(
            draft_id=opened(person), part=PartName.WHAT_MATTERS, raw={"values": ["x" * 200_001]}, by=drafts.gp()
        )


def test_discarded_draft_is_closed(person: UUID) -> None:
    draft_id = opened(person)
    actions.discard(draft_id=draft_id, by=drafts.gp())
    assert view(draft_id).state is DraftState.DISCARDED
    with pytest.raises(Conflict, match="discarded"):
        save(draft_id, HOME, 0)


def stale(person: UUID) -> UUID:
    """Open a draft on the first version, as another plan is signed from a draft of its own."""
    drafts.signed(person)
    draft_id = opened(person)
    drafts.sign_beside(person, draft_id, {PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)})
    return draft_id


def test_draft_on_an_older_version_cannot_be_signed(person: UUID) -> None:
    draft_id = stale(person)
    assert view(draft_id).is_stale
    with pytest.raises(Conflict, match="newer plan has been signed"):
        drafts.sign(draft_id, drafts.gp())


def test_rebase_takes_what_changed_only_there(person: UUID) -> None:
    draft_id = stale(person)
    rebased = actions.rebase(draft_id=draft_id, by=drafts.gp())
    assert (rebased.taken, rebased.both) == ((PartName.CPR,), ())
    value = view(draft_id).parts[PartName.CPR].value
    assert value.recommendation is CprRecommendation.FOR_CPR


def test_rebase_keeps_both_where_both_changed(person: UUID) -> None:
    draft_id = stale(person)
    ours = drafts.cpr(CprRecommendation.MODIFIED_CPR)
    save(draft_id, ours, view(draft_id).parts[PartName.CPR].revision, PartName.CPR)
    assert actions.rebase(draft_id=draft_id, by=drafts.gp()).both == (PartName.CPR,)
    part = view(draft_id).parts[PartName.CPR]
    assert part.value == ours
    assert part.other is not None
    assert part.other.value.recommendation is CprRecommendation.FOR_CPR


def test_part_changed_on_both_sides_is_saved_again_before_anybody_signs(person: UUID) -> None:
    draft_id = stale(person)
    ours = drafts.cpr(CprRecommendation.MODIFIED_CPR)
    save(draft_id, ours, view(draft_id).parts[PartName.CPR].revision, PartName.CPR)
    actions.rebase(draft_id=draft_id, by=drafts.gp())
    with pytest.raises(Conflict, match="changed on both sides"):
        drafts.sign(draft_id, drafts.gp())
    save(draft_id, ours, view(draft_id).parts[PartName.CPR].revision, PartName.CPR)
    assert drafts.sign(draft_id, drafts.gp()).number == 3


def test_rebase_onto_nothing_keeps_the_whole_draft(person: UUID) -> None:
    signed = drafts.signed(person)
    draft_id = opened(person)
    cancellations.cancel(version_id=signed.version_id, reason=CancelReason.ERROR, by=drafts.gp())
    assert actions.rebase(draft_id=draft_id, by=drafts.gp()) == actions.Rebased(taken=(), both=())
    assert view(draft_id).parts[PartName.CPR].value == drafts.USUAL[PartName.CPR]


def test_prepare_is_for_whoever_edits(person: UUID) -> None:
    draft_id = drafts.draft_of(person, drafts.gp())
    office = replace(who.actor("Y90001"), role=Role.ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        signing.prepare(draft_id=draft_id, by=office)
