"""What a machine may go by in an emergency summary: a status, and what whoever goes by that alone would miss."""

import pytest
from tests.builders.plans import NOW, cpr, enduring_plan, identity, layer, statement
from tests.spec.emergency.test_what_is_said import ADRT, PAPER

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.statements import Says
from accord.projections.emergency import sheet, view
from accord.projections.fhir.emergencies import emergency_summary

FOR = layer(enduring_plan(cpr=cpr(CprRecommendation.FOR_CPR)))


def codes(*layers: object, **known: object) -> list[str]:
    """Return the status, and what stands beside it."""
    shown = view(sheet(layers=layers, now=NOW, **known), identity(), NOW, viewer_organisation="Y90001")  # type: ignore[arg-type]  # as parametrize holds them
    made = emergency_summary(shown, identity(), NOW)
    (group,) = [each["part"] for each in made["parameter"] if each["name"] == "cpr"]
    return [each["valueCode"] for each in group if "valueCode" in each]


@pytest.mark.parametrize(
    ("layers", "known", "told"),
    [
        ([], {}, ["no_plan_known"]),
        ([], {"legal": ADRT}, ["no_plan_here", "refusal_binds"]),
        ([], {"reported": [PAPER]}, ["no_plan_here", "reported_elsewhere"]),
        ([FOR], {"legal": ADRT}, ["for_cpr", "refusal_binds"]),
        ([FOR], {"statements": [statement(Says.WANTS_CPR)]}, ["for_cpr", "to_be_considered", "person_says_now"]),
        ([FOR], {}, ["for_cpr"]),
    ],
)
def test_codes_leave_out_nothing_that_is_known(layers: list[object], known: dict[str, object], told: list[str]) -> None:
    assert codes(*layers, **known) == told
