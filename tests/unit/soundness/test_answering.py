"""What can be told from some of the facts: never "not met" for want of a fact that a file does not hold."""

from __future__ import annotations

import pytest
from tests.spec.rules.records import record

from accord.domain.dataset import DECISIONS
from accord.domain.expressions import Constant, any_no, equals, every, known, no, some, yes
from accord.domain.facts import BY_NAME
from accord.soundness import naive
from accord.soundness.answering import (
    BY_AUDIT,
    CONVENTIONS,
    IN_DATASET,
    STANDS_IN,
    answer,
    answers,
    as_recorded,
    facts_given,
    is_possible,
    least,
    most,
)
from accord.soundness.catalogue import BY_ID
from accord.soundness.expectations import Outcome, Rule

NOTHING = Constant(False)
UNTOLD = ["INV-03", "INV-07", "INV-11", "CAP-03", "SHR-01", "SHR-05"]


def test_absent_fact_is_false_or_uncertain_by_its_sign() -> None:
    asked = yes("a") & ~yes("b")
    assert as_recorded(asked, {"a"}) == yes("a")
    assert least(asked, {"a"}) == NOTHING
    assert most(asked, {"a"}) == yes("a")
    assert most(some([yes("a"), yes("b")]), {"a"}) == Constant(True)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (yes("a") & ~yes("a"), False),
        (yes("a") & ~yes("b"), True),
        (every([yes("a"), some([~yes("a"), NOTHING])]), False),
        (any_no("a", "b") & ~no("a"), True),
    ],
)
def test_what_contradicts_itself_is_not_possible(expression: Constant, expected: bool) -> None:
    assert is_possible(expression) is expected


def test_six_rules_of_audit_need_columns_that_the_dataset_lacks() -> None:
    assert [each.rule.id for each in answers() if not each.is_open] == UNTOLD
    assert all(each.lacks for each in answers() if not each.is_open)


@pytest.mark.parametrize("rule", BY_AUDIT, ids=lambda rule: rule.id)
def test_narrowed_rule_reads_only_what_is_given(rule: Rule) -> None:
    assert set(answer(rule, IN_DATASET).rule.reads) <= IN_DATASET


@pytest.mark.parametrize("rule", BY_AUDIT, ids=lambda rule: rule.id)
def test_rule_is_as_it_was_where_every_fact_is_given(rule: Rule) -> None:
    whole = answer(rule, BY_NAME)
    for changes in ({}, {"capacity": "lacks", "consultee": "none"}, {"cpr": "none"}, {"person_involved": "no"}):
        assert naive.outcome(whole.rule, record(**changes)) is naive.outcome(rule, record(**changes))


def test_nobody_consulted_is_not_evidenced_where_attempts_have_no_column() -> None:
    row = record(capacity="lacks", consultee="none", consultee_attempts=None)
    given = facts_given(set(DECISIONS.names) - {"consultee_attempts"})
    assert naive.outcome(answer(BY_ID["INV-04"], given).rule, row) is Outcome.NOT_EVIDENCED
    assert naive.outcome(answer(BY_ID["INV-04"], IN_DATASET).rule, row) is Outcome.NOT_MET


def test_phrases_that_nobody_looked_for_are_no_answer() -> None:
    rule = BY_ID["IND-09"]
    assert answer(rule, IN_DATASET - {"cpr_text_limits"}).outcomes == ()


def test_each_fact_that_something_stands_in_for_is_explained() -> None:
    assert set(STANDS_IN) == set(CONVENTIONS)
    assert set(STANDS_IN) <= set(BY_NAME) - set(DECISIONS.names)


def test_without_an_answer_there_is_no_outcome() -> None:
    found = answer(BY_ID["INV-14"], {"cpr"})
    assert not found.is_open
    assert "information_given" in found.lacks
    assert is_possible(known("a") & equals("b", "c"))
