"""There is always exactly one effective CPR status (design/clinical-decisions.md, Currency)."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders.plans import NOW, cpr, enduring_plan, episode_plan, layer, suspension

from accord.domain.moments import Moment
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import Scope, Setting
from accord.domain.standing import EffectiveCpr, effective_cpr

ENDURING = layer(enduring_plan()).layer
EPISODE = layer(episode_plan()).layer
SILENT_EPISODE = layer(episode_plan(cpr=None)).layer


def test_status_with_no_plan_is_that_none_is_known() -> None:
    assert effective_cpr((), NOW).status is EffectiveCpr.NO_PLAN_KNOWN


def test_status_in_hospital_is_that_of_the_plan_for_this_admission() -> None:
    found = effective_cpr((ENDURING, EPISODE), NOW)
    assert (found.status, found.layer) == (EffectiveCpr.FOR_CPR, EPISODE)


def test_status_after_discharge_is_the_enduring_one_again() -> None:
    assert effective_cpr((ENDURING,), NOW).status is EffectiveCpr.NOT_FOR_CPR


def test_status_is_the_enduring_one_where_the_admission_says_nothing_about_cpr() -> None:
    assert effective_cpr((SILENT_EPISODE, ENDURING), NOW).layer == ENDURING


def test_status_of_a_plan_without_a_recommendation_is_never_taken_for_one() -> None:
    assert effective_cpr((layer(enduring_plan(cpr=None)).layer,), NOW).status is EffectiveCpr.NONE_RECORDED


def test_status_during_an_operation_is_to_attempt_cpr_and_returns_by_itself() -> None:
    held = layer(enduring_plan(), suspension()).layer
    assert effective_cpr((held,), NOW).status is EffectiveCpr.SUSPENDED
    assert effective_cpr((held,), NOW + timedelta(days=2)).status is EffectiveCpr.NOT_FOR_CPR


def test_status_ends_on_the_date_that_the_signer_set() -> None:
    ending = layer(enduring_plan(setting=Setting(ends_at=Moment.of(NOW)))).layer
    assert effective_cpr((ending,), NOW - timedelta(minutes=1)).status is EffectiveCpr.NOT_FOR_CPR
    assert effective_cpr((ending,), NOW).status is EffectiveCpr.NO_PLAN_KNOWN


def test_status_of_the_admission_that_ended_uncovers_the_enduring_plan() -> None:
    ended = layer(episode_plan(setting=Setting(scope=Scope.EPISODE, ends_at=Moment.of(NOW)))).layer
    assert effective_cpr((ended, ENDURING), NOW).layer == ENDURING


@pytest.mark.parametrize("recommendation", CprRecommendation, ids=str)
def test_status_has_words_for_every_recommendation(recommendation: CprRecommendation) -> None:
    found = effective_cpr((layer(enduring_plan(cpr=cpr(recommendation))).layer,), NOW)
    assert found.status.words


@given(st.permutations([ENDURING, EPISODE, SILENT_EPISODE]), st.integers(0, 3))
def test_status_does_not_depend_on_the_order_of_layers(layers: list, count: int) -> None:
    kept = tuple(layers[:count])
    first, again = effective_cpr(kept, NOW), effective_cpr(tuple(reversed(kept)), NOW)
    assert first.status is again.status
