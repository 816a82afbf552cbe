"""What each rule says of a record: the executable specification of reference/rules.md."""

from __future__ import annotations

import pytest
from tests.spec.rules import capacities, involvement, keeping, reasons
from tests.spec.rules.records import BEST_INTERESTS, MET, NOT_EVIDENCED, NOT_MET, Example, record

from accord.soundness import naive
from accord.soundness.assessments import assess
from accord.soundness.catalogue import AT_SIGNING, BY_ID, RULES
from accord.soundness.expectations import Outcome

EXAMPLES = (*involvement.EXAMPLES, *reasons.EXAMPLES, *capacities.EXAMPLES, *keeping.EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.rule_id} {each.outcome.value}: {each.title}")
def test_rule_has_the_outcome_of_the_example(example: Example) -> None:
    assert naive.outcome(BY_ID[example.rule_id], example.row) is example.outcome


@pytest.mark.parametrize("rule_id", [rule.id for rule in RULES])
def test_rule_is_shown_met_and_otherwise(rule_id: str) -> None:
    shown = {example.outcome for example in EXAMPLES if example.rule_id == rule_id}
    assert MET in shown
    assert shown & {NOT_MET, NOT_EVIDENCED}


@pytest.mark.parametrize("row", [record(), record(BEST_INTERESTS)], ids=["with capacity", "in best interests"])
def test_sound_record_has_nothing_open_at_signing(row: dict[str, str | int | None]) -> None:
    assert assess(row).open == ()


def test_every_rule_of_signing_that_law_expects_can_stop_or_only_lack_evidence() -> None:
    stopping = {example.rule_id for example in EXAMPLES if example.outcome is Outcome.NOT_MET}
    by_law = {rule.id for rule in AT_SIGNING if rule.severity.value == "law"}
    assert by_law - stopping == {"IND-04"}, "values that are asked for and missing are only ever not evidenced"
