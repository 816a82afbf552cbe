"""What a report says of treatments, held against a plan signed here: by code, and what cannot be compared is named."""

import pytest

from accord.domain.codec import from_json, to_json
from accord.domain.plan.clinical import Advice, Intervention, Treatment, Treatments
from accord.projections.emergency.comparing import advised, conflicts, not_compared
from accord.projections.emergency.sheets import Advised
from accord.projections.fhir.incoming.concepts import interventions_of
from accord.projections.fhir.questionnaires import SYSTEM

YES, NO, IF, UNDECIDED = Advice.RECOMMENDED, Advice.NOT_RECOMMENDED, Advice.CONDITIONAL, Advice.UNKNOWN
REFUSES = None
TUBE = Intervention.INTUBATION
TREATMENTS = [each for each in Intervention if each is not Intervention.OTHER]


def says(advice: Advice | None, intervention: Intervention = TUBE, words: str = "") -> tuple[Advised, ...]:
    if advice is None:
        return advised(None, [intervention])
    said = Treatment(intervention=intervention, advice=advice, condition=words)
    return advised(Treatments(recommendations=(said,)))


@pytest.mark.parametrize("intervention", TREATMENTS)
def test_contrary_of_each_treatment_is_named(intervention: Intervention) -> None:
    (words,) = conflicts(says(NO, intervention), says(YES, intervention), whose="The enduring plan")
    name = intervention.words[0].lower() + intervention.words[1:]
    assert words == (f"The enduring plan, signed here, says of {name}: recommended. This report says: not recommended.")


@pytest.mark.parametrize(
    ("theirs", "ours", "contradicts", "is_unsure"),
    [
        (NO, YES, True, False),
        (YES, NO, True, False),
        (YES, YES, False, False),
        (NO, NO, False, False),
        (IF, YES, False, True),
        (NO, IF, False, True),
        (REFUSES, YES, True, False),
        (REFUSES, IF, True, False),
        (REFUSES, NO, False, False),
        (UNDECIDED, YES, False, False),
        (NO, UNDECIDED, False, False),
    ],
)
def test_what_contradicts_and_what_is_not_compared(
    theirs: Advice | None, ours: Advice, contradicts: bool, is_unsure: bool
) -> None:
    found = list(conflicts(says(theirs), says(ours), whose="The plan"))
    assert (bool(found), bool(not_compared(says(theirs), [says(ours)]))) == (contradicts, is_unsure)


def test_refusal_is_named_as_the_persons_own() -> None:
    (words,) = conflicts(says(REFUSES), says(IF, words="it is short"), whose="The plan")
    assert words.endswith("recommended if it is short. This report says: refused by the person.")


def test_another_treatment_and_one_that_only_one_speaks_of_are_no_conflict() -> None:
    other = Intervention.OTHER
    assert list(conflicts(says(NO, other), says(YES, other), whose="The plan")) == []
    assert not_compared(says(NO, other), [says(YES, other)]).endswith("by code: another treatment")
    assert list(conflicts(says(NO), says(YES, Intervention.OXYGEN), whose="The plan")) == []
    assert not_compared(says(NO), [says(YES, Intervention.OXYGEN)]) == ""


def test_same_condition_is_no_doubt() -> None:
    assert not_compared(says(IF, words="awake"), [says(IF, words="awake")]) == ""
    assert not_compared(says(IF, words="awake"), [says(IF, words="asleep")])


def test_what_is_compared_is_kept_on_the_sheet() -> None:
    for each in (*says(IF, words="awake"), *says(REFUSES)):
        assert from_json(Advised, to_json(each)) == each


@pytest.mark.parametrize("intervention", TREATMENTS)
def test_our_own_code_says_which_treatment_and_no_other_does(intervention: Intervention) -> None:
    code = f"treatments.recommendations.intervention.{intervention.value}"
    ours = {"coding": [{"system": SYSTEM, "code": code}]}
    theirs = {"coding": [{"system": "http://snomed.info/sct", "code": code}], "text": intervention.words}
    assert (interventions_of([ours, ours]), interventions_of([theirs])) == ((intervention,), ())
