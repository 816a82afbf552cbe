"""The assessment that the signing screen shows."""

from __future__ import annotations

from tests.spec.rules.records import record

from accord.domain.plan.parts import PartName
from accord.soundness.assessments import assess, assess_running
from accord.soundness.expectations import Elsewhere, Outcome, Severity

UNTOLD = record(person_involved="no", person_involved_at=None, rationale_length=3, sharing_consent=None)


def test_stops_hold_everything_that_law_expects_and_is_not_met() -> None:
    assert [result.rule.id for result in assess(UNTOLD).stops] == ["INV-01", "INV-13"]


def test_open_results_begin_with_what_stops() -> None:
    assert [result.rule.id for result in assess(UNTOLD).open] == ["INV-01", "INV-13", "IND-05", "SHR-04"]


def test_not_evidenced_never_stops() -> None:
    assessment = assess(record(person_involved=None, person_involved_at=None))
    assert "INV-01" in [result.rule.id for result in assessment.of(Outcome.NOT_EVIDENCED)]
    assert assessment.stops == ()


def test_open_results_are_grouped_by_the_part_to_open() -> None:
    by_part = {part: [each.rule.id for each in results] for part, results in assess(UNTOLD).by_part().items()}
    assert by_part == {
        PartName.SHARING: ["SHR-04"],
        PartName.CONVERSATIONS: ["INV-01", "INV-13"],
        PartName.CPR: ["IND-05"],
    }


def test_open_results_are_grouped_by_severity() -> None:
    assert list(assess(UNTOLD).by_severity()) == [Severity.LAW, Severity.GUIDANCE]


def test_codes_leave_out_what_does_not_apply() -> None:
    codes = assess(record()).codes()
    assert codes["INV-01"] == "met"
    assert "INV-04" not in codes


def test_running_rules_are_asked_of_a_later_look() -> None:
    overdue = assess_running(record(as_at="2027-03-01T09:00"))
    assert [result.rule.id for result in overdue.open] == ["REV-04"]
    assert overdue.stops == ()


def test_words_say_what_the_record_does_not_show_and_who_expects_it() -> None:
    result = next(each for each in assess(record(person_involved=None)).results if each.rule.id == "INV-01")
    assert result.words.startswith("This record does not show that the person was involved")
    assert result.words.endswith("which Tracey v Cambridge [2014] expects.")


def test_parts_outside_the_plan_come_last() -> None:
    by_part = assess(record(signer_registered="no", review_rule="none")).by_part()
    assert list(by_part) == [PartName.REVIEW, Elsewhere.SIGNATURE]
