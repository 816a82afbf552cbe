"""The status on the emergency screen, in the words that were agreed."""

from datetime import timedelta

import pytest
from tests.builders.plans import NOW, OWN_ORGANISATION, cpr, enduring_plan, episode_plan, identity, layer, suspension

from accord.domain.moments import Moment
from accord.domain.people import Death, DeathStatus, Verification
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.wishes import ConsentToShare, Setting, SharingWishes
from accord.domain.standing import EffectiveCpr
from accord.projections.emergency import EmergencyView, sheet, view

NO_PLAN = (
    "No plan is known here, last checked 10 March 2026 at 3:12am. Without a known decision the usual presumption is "
    "to attempt CPR, unless clinical judgement says otherwise."
)


def shown(*layers: object, at: object = NOW, viewer: str | None = "RX999", **person: object) -> EmergencyView:
    """Return the screen of a person with these current plans, as somebody from another organisation sees it."""
    return view(sheet(layers=layers, now=NOW), identity(**person), at, viewer_organisation=viewer)


def test_screen_where_nothing_is_known_says_so_and_is_no_decision() -> None:
    assert view(None, identity(), NOW).cpr.words == NO_PLAN
    assert shown().cpr.heading == "No plan is known here"
    assert shown().cpr.words == NO_PLAN


def test_screen_reads_not_recommended_with_what_it_does_not_cover() -> None:
    screen = shown(layer())
    assert (screen.cpr.heading, screen.cpr.words) == ("Not for CPR", "CPR attempts not recommended")
    assert "choking or anaphylaxis" in screen.reminders[2]
    assert "All other appropriate treatment" in screen.reminders[1]
    assert "not an order" in screen.reminders[0]


def test_screen_for_cpr_has_no_words_about_what_dnacpr_leaves_out() -> None:
    assert len(shown(layer(enduring_plan(cpr=cpr(CprRecommendation.FOR_CPR)))).reminders) == 1


def test_screen_during_an_admission_shows_the_enduring_plan_underneath() -> None:
    screen = shown(layer(episode_plan()), layer())
    assert screen.cpr.words == "CPR attempts recommended"
    assert screen.cpr.layer == "From the plan for this admission, version 1, until discharge"
    assert screen.cpr.underneath.startswith("Underneath, the enduring plan says: CPR attempts not recommended")


def test_screen_with_an_admission_silent_on_cpr_says_that_the_enduring_plan_stands() -> None:
    screen = shown(layer(episode_plan(cpr=None)), layer())
    assert screen.cpr.status is EffectiveCpr.NOT_FOR_CPR
    assert "The plan for this admission says nothing about CPR, so the enduring plan stands." in screen.cpr.lines


def test_screen_while_suspended_reads_from_when_to_when_and_to_attempt_cpr() -> None:
    screen = shown(layer(enduring_plan(), suspension()))
    assert screen.cpr.words.endswith("suspended from 9 March 2026 at 3:12am to 11 March 2026 at 3:12am: attempt CPR")
    assert screen.cpr.lines[0] == "Why it is suspended: Hip operation"


def test_screen_after_a_suspension_needs_no_job_to_return() -> None:
    later = NOW + timedelta(days=1)
    assert shown(layer(enduring_plan(), suspension()), at=later).cpr.status is EffectiveCpr.NOT_FOR_CPR


@pytest.mark.parametrize("said", [None, cpr(CprRecommendation.NONE)])
def test_screen_of_a_plan_without_a_recommendation_gives_the_usual_presumption(said: object) -> None:
    screen = shown(layer(enduring_plan(cpr=said)))
    assert screen.cpr.status is EffectiveCpr.NONE_RECORDED
    assert "usual presumption is to attempt CPR" in screen.cpr.lines[0]


def test_screen_of_modified_cpr_says_how() -> None:
    held = layer(enduring_plan(cpr=cpr(CprRecommendation.MODIFIED_CPR, modified_words="two rescue breaths first")))
    assert shown(held).cpr.words == "For modified CPR: two rescue breaths first"


def test_screen_after_the_end_date_says_when_the_plan_ended() -> None:
    screen = shown(layer(enduring_plan(setting=Setting(ends_at=Moment.read("2026-03-09")))))
    assert screen.cpr.status is EffectiveCpr.NO_PLAN_KNOWN
    assert screen.provenance[0].lines[0] == "It ended on 9 March 2026"


def test_screen_where_the_person_objects_to_sharing_never_says_that_there_is_no_plan() -> None:
    objects = layer(enduring_plan(sharing=SharingWishes(consent=ConsentToShare.REFUSED)))
    screen = shown(objects)
    assert screen.cpr.words == "Not shared at the person's request."
    assert (screen.is_shared, screen.treatments, screen.binding) == (False, (), ())


def test_screen_of_the_organisation_that_signed_shows_the_plan_and_says_not_to_pass_it_on() -> None:
    objects = layer(enduring_plan(sharing=SharingWishes(consent=ConsentToShare.WITHDRAWN)))
    screen = shown(objects, viewer=OWN_ORGANISATION)
    assert screen.cpr.status is EffectiveCpr.NOT_FOR_CPR
    assert "do not pass it on" in screen.notice


def test_screen_with_an_unverified_number_is_not_shared_beyond_who_signed() -> None:
    unverified = Verification.TRACE_REQUIRED
    screen = shown(layer(), verification=unverified)
    assert screen.cpr.words.startswith("A plan is recorded, and is not shared")
    assert screen.cpr.heading == "Not shared: the NHS number has not been verified"
    assert screen.cpr.lines[0] == "Ask Elm Surgery, 01632 960010."
    assert shown(layer(), viewer=OWN_ORGANISATION, verification=unverified).is_shared


def test_screen_of_somebody_recorded_as_dead_says_so_before_any_status() -> None:
    screen = shown(death=Death(status=DeathStatus.INFORMAL, on=NOW.date()))
    assert screen.deceased.startswith("The record says that this person died on 10 March 2026. The notice is informal")
    assert screen.cpr.heading == "Recorded as having died"
    assert screen.cpr.words.startswith(screen.deceased)
    assert "If the person in front of you is alive, the usual presumption is to attempt CPR" in screen.cpr.words


def test_screen_after_a_death_notice_was_withdrawn_shows_no_death() -> None:
    assert shown(layer(), death=Death(status=DeathStatus.WITHDRAWN)).deceased == ""
