"""Who sees what: an objection keeps a plan where it was signed, plan by plan, and who sees less is told so."""

from dataclasses import replace
from typing import Any

from tests.builders.legal import advance_decision
from tests.builders.plans import (
    NOW,
    OWN_ORGANISATION,
    cpr,
    enduring_plan,
    episode_plan,
    identity,
    layer,
    signature,
    signed,
)

from accord.domain.people import Verification
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.wishes import ConsentToShare, CprWish, SharingWishes, WhatMatters
from accord.domain.standing import EffectiveCpr
from accord.projections.emergency import CurrentLayer, EmergencyView, ReportedPlan, may_see, sheet, view

HOSPITAL = "RX999"
OBJECTS = SharingWishes(consent=ConsentToShare.REFUSED)
SILENT = SharingWishes()
ADRT = Legal(advance_decisions=(advance_decision(),))


def in_hospital(plan: Plan) -> CurrentLayer:
    """Return a plan for this admission, signed for the hospital."""
    author = replace(signature().author, organisation_code=HOSPITAL, organisation_name="The Infirmary")
    return layer(plan, document=signed(plan, signature=signature(author=author)))


OBJECTED = layer(enduring_plan(sharing=OBJECTS, what_matters=WhatMatters(cpr_wish=CprWish.DOES_NOT_WANT_CPR)))
SILENT_EPISODE = in_hospital(episode_plan(cpr=None, treatments=None, what_matters=None, sharing=SILENT))


def shown(*layers: CurrentLayer, viewer: str | None = HOSPITAL, **known: Any) -> EmergencyView:
    """Return the screen as somebody of the hospital sees it."""
    return view(sheet(layers=layers, now=NOW, **known), identity(), NOW, viewer_organisation=viewer)


def test_hospital_that_signed_a_silent_episode_does_not_see_the_objected_plan_under_it() -> None:
    screen = shown(OBJECTED, SILENT_EPISODE)
    assert screen.cpr.status is EffectiveCpr.NONE_RECORDED
    assert (screen.treatments, screen.matters, screen.binding, screen.is_shared) == ((), (), (), False)
    assert screen.seen == {SILENT_EPISODE.layer.version_id}
    assert [each.title for each in screen.provenance] == ["Plan for this admission, version 1"]


def test_hospital_that_sees_part_is_told_that_another_plan_stands() -> None:
    screen = shown(OBJECTED, SILENT_EPISODE)
    assert screen.cpr.heading == "No recommendation about CPR (in the plan shown here)"
    assert screen.cpr.lines[0] == (
        "The enduring plan stands too. Not shared at the person's request. What it says about CPR may be different."
    )
    assert screen.hidden == ("The enduring plan stands too. Not shared at the person's request.",)


def test_organisation_that_signed_the_objected_plan_sees_the_silent_episode_too() -> None:
    screen = shown(OBJECTED, SILENT_EPISODE, viewer=OWN_ORGANISATION)
    assert (screen.cpr.status, screen.is_shared) == (EffectiveCpr.NOT_FOR_CPR, True)


def test_objection_to_the_plan_for_an_admission_hides_what_it_stands_over_from_others() -> None:
    screen = shown(layer(), in_hospital(episode_plan(sharing=OBJECTS)), viewer="AMB01")
    assert (screen.cpr.status, screen.seen) == (EffectiveCpr.NOT_SHARED, frozenset())


def test_signer_of_the_plan_under_an_objected_admission_is_told_that_it_may_not_be_what_holds() -> None:
    screen = shown(layer(), in_hospital(episode_plan(sharing=OBJECTS)), viewer=OWN_ORGANISATION)
    assert screen.cpr.heading == "Not for CPR (in the plan shown here)"
    assert screen.cpr.lines[0].startswith("The plan for this admission stands too. Not shared at the person's request.")


def test_advance_decision_is_read_where_the_plan_beside_it_is_not_shared() -> None:
    screen = shown(OBJECTED, legal=ADRT)
    assert "refuses CPR" in screen.binding[0].words
    assert screen.cpr.lines == ("A refusal that binds is recorded: read it below.",)


def test_paper_form_is_read_where_the_plan_beside_it_is_not_shared() -> None:
    paper = ReportedPlan(source="a paper form", reported_at=NOW, reported_by="Jo Kind", words="Not for CPR")
    screen = shown(OBJECTED, reported=[paper])
    assert (screen.cpr.status, len(screen.reported)) == (EffectiveCpr.NOT_SHARED, 1)
    assert screen.reported[0].contradictions == ()


def test_report_of_a_plan_that_the_person_objects_to_sharing_is_read_where_it_was_signed_alone() -> None:
    plan = Plan(cpr=cpr(CprRecommendation.NOT_FOR_CPR), sharing=OBJECTS)
    merged = ReportedPlan(
        source="another record", reported_at=NOW, reported_by="Jo", plan=plan, organisation_code=OWN_ORGANISATION
    )
    assert shown(reported=[merged]).reported == ()
    assert len(shown(reported=[merged], viewer=OWN_ORGANISATION).reported) == 1


def test_plan_may_be_seen_by_its_signer_always_and_elsewhere_unless_objected_or_unverified() -> None:
    known, unverified = identity(), identity(verification=Verification.TRACE_REQUIRED)
    refused, given = ConsentToShare.REFUSED, ConsentToShare.GIVEN
    assert may_see(refused, known, HOSPITAL, organisation_code=HOSPITAL)
    assert not may_see(refused, known, HOSPITAL, organisation_code=OWN_ORGANISATION)
    assert not may_see(given, unverified, HOSPITAL, organisation_code=OWN_ORGANISATION)
    assert may_see(given, known, None, organisation_code=OWN_ORGANISATION)
