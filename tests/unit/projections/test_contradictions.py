"""What a plan says against itself is named."""

from typing import Any

import pytest
from tests.builders.legal import advance_decision, later_power
from tests.builders.plans import NOW, cpr, enduring_plan, identity, statement, treatment

from accord.domain.legal.deputies import Deputy
from accord.domain.plan.clinical import (
    Advice,
    Basis,
    CprRecommendation,
    Escalation,
    Focus,
    Intervention,
    Treatments,
)
from accord.domain.plan.documents import Legal
from accord.domain.plan.people_involved import Capacity, HasCapacity, Involvement, InvolvementOption, NotInvolvedReason
from accord.domain.plan.wishes import CprWish, Scope, WhatMatters
from accord.projections.contradictions import Contradiction, contradictions
from accord.projections.facts import OtherPlan

LACKS, HAS = Capacity(outcome=HasCapacity.LACKS), Capacity(outcome=HasCapacity.HAS)
WANTS = WhatMatters(cpr_wish=CprWish.WANTS_CPR)
FOR = CprRecommendation.FOR_CPR
COMPRESSIONS = treatment(Intervention.CHEST_COMPRESSIONS)
ADRT = Legal(advance_decisions=(advance_decision(),))
BETWEEN = later_power(signed_at=NOW.replace(year=2021, month=5, day=1))


def options(*ticked: InvolvementOption, **more: Any) -> Involvement:
    """Return an involvement with these options ticked."""
    return Involvement(options=frozenset(ticked), **more)


def found(others: tuple[OtherPlan, ...] = (), **changes: Any) -> tuple[Contradiction, ...]:
    """Return the contradictions of a plan of somebody of 84, sound but for the changes."""
    return contradictions(enduring_plan(**changes), person=identity(), on=NOW.date(), others=others)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("lacks_capacity_with_a", {"capacity": LACKS}),
        ("has_capacity_with_b", {"capacity": HAS, "involvement": options(InvolvementOption.B)}),
        ("a_with_b", {"capacity": None, "involvement": options(InvolvementOption.A, InvolvementOption.B)}),
        (
            "involved_and_not",
            {"involvement": options(InvolvementOption.A, not_involved_reason=NotInvolvedReason.HARM)},
        ),
        ("modified_cpr_adult", {"cpr": cpr(CprRecommendation.MODIFIED_CPR)}),
        ("under_18_options_adult", {"involvement": options(InvolvementOption.C1)}),
        ("not_for_cpr_chest_compressions", {"treatments": Treatments(recommendations=(COMPRESSIONS,))}),
        (
            "for_cpr_defibrillation",
            {
                "cpr": cpr(FOR, basis=Basis.UNKNOWN),
                "treatments": Treatments(
                    recommendations=(treatment(Intervention.DEFIBRILLATION, Advice.NOT_RECOMMENDED),)
                ),
            },
        ),
        ("focus_escalation", {"treatments": Treatments(focus=Focus.EXTEND_LIFE, escalation=Escalation.COMFORT)}),
        ("wants_cpr_not_successful", {"what_matters": WANTS}),
        ("wants_cpr_own_refusal", {"what_matters": WANTS, "cpr": cpr(basis=Basis.CAPACITOUS_REFUSAL)}),
        ("for_cpr_refusal", {"cpr": cpr(FOR, basis=Basis.CAPACITOUS_REFUSAL)}),
        (
            "refusal_without_capacity",
            {"cpr": cpr(basis=Basis.CAPACITOUS_REFUSAL), "capacity": LACKS, "involvement": options()},
        ),
        ("adrt_not_recorded", {"cpr": cpr(basis=Basis.ADRT)}),
        ("lpa_not_recorded", {"cpr": cpr(basis=Basis.ATTORNEY_REFUSAL)}),
        ("for_cpr_against_binding_refusal", {"cpr": cpr(FOR, basis=Basis.UNKNOWN), "legal": ADRT}),
        (
            "adrt_between_lpa_signing_and_registration",
            {"legal": Legal(advance_decisions=(advance_decision(),), lasting_powers=(BETWEEN,))},
        ),
    ],
)
def test_contradiction_is_named(code: str, changes: dict[str, Any]) -> None:
    assert [each.code for each in found(**changes)] == [code]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"capacity": LACKS, "involvement": options(InvolvementOption.B, took_part_words="Squeezed my hand")},
        {"capacity": None, "involvement": None, "cpr": None, "treatments": None},
        {"legal": ADRT, "cpr": cpr(basis=Basis.ADRT)},
    ],
)
def test_plan_that_fits_together_has_none(changes: dict[str, Any]) -> None:
    assert found(**changes) == ()


def test_modified_cpr_of_a_child_or_of_somebody_of_unknown_age_is_none() -> None:
    plan = enduring_plan(cpr=cpr(CprRecommendation.MODIFIED_CPR))
    child = identity(birth_date=NOW.date().replace(year=2015))
    assert contradictions(plan, person=child, on=NOW.date()) == ()
    assert contradictions(plan, on=NOW.date()) == ()


def test_other_live_document_that_says_something_else_is_named() -> None:
    (rival,) = found((OtherPlan(cpr=FOR), OtherPlan(cpr=CprRecommendation.NOT_FOR_CPR, scope=Scope.EPISODE)))
    assert rival.words.startswith("A plan reported from elsewhere says: CPR attempts recommended.")


def test_deputys_refusal_is_said_never_to_bind() -> None:
    legal = Legal(deputies=(Deputy(name="Grace Hill"),))
    (each,) = found(cpr=cpr(basis=Basis.ATTORNEY_REFUSAL), legal=legal)
    assert each.words.endswith("A deputy's refusal never binds.")


def test_wish_for_cpr_that_nobody_has_answered_counts_before_the_recorded_one() -> None:
    plan = enduring_plan(what_matters=WhatMatters(cpr_wish=CprWish.DOES_NOT_WANT_CPR))
    (said,) = contradictions(plan, person=identity(), on=NOW.date(), statements=[statement()])
    assert said.code == "wants_cpr_not_successful"
