"""The catalogue: ids, texts, what rules read, and what stops a signature."""

from __future__ import annotations

import re

import pytest
from tests.spec.rules.records import record

from accord.domain.expressions import (
    NOT_RECORDED,
    AtLeast,
    AtMost,
    Dated,
    HasAny,
    Known,
    Leaf,
    NotAfter,
    OneOf,
    Timed,
    WithinDays,
    leaves,
    names_in,
)
from accord.domain.facts import BY_NAME, FACTS, Kind
from accord.soundness import naive
from accord.soundness.catalogue import AT_SIGNING, BY_ID, RULES, WHILE_RUNNING, stops
from accord.soundness.expectations import Check, Outcome, Rule, Severity

KINDS: dict[type, set[Kind]] = {
    AtLeast: {Kind.INTEGER},
    AtMost: {Kind.INTEGER},
    HasAny: {Kind.CODE_LIST},
    OneOf: {Kind.YES_NO, Kind.CHOICE},
    Dated: {Kind.MOMENT, Kind.DATE},
    Timed: {Kind.MOMENT},
    WithinDays: {Kind.MOMENT, Kind.DATE},
    Known: {Kind.YES_NO, Kind.CHOICE, Kind.INTEGER, Kind.TEXT, Kind.CODE_LIST},
}
ASKED_AT_SIGNING = re.findall(
    r"\S+",
    """
    INV-01 INV-02 INV-03 INV-04 INV-05 INV-08 INV-09 INV-10 INV-12 INV-13
    IND-01 IND-02 IND-03 IND-04 IND-05 IND-06 IND-07 IND-08 IND-09 IND-10 IND-12 IND-13 IND-14 IND-15 IND-16
    CAP-01 CAP-02 CAP-03 CAP-04 CAP-05 CAP-07 SIG-01 SIG-03 SIG-04 SIG-05 SIG-06 SIG-08 SIG-09 REV-01 SHR-04 SHR-05
    DIS-01 DIS-04 CON-01 CON-02
    """,
)
ASKED_WHILE_RUNNING = re.findall(
    r"\S+",
    """
    INV-06 IND-14 CAP-06 SIG-02 SIG-06 SIG-07 REV-02 REV-03 REV-04 SHR-01 SHR-02 SHR-03 SHR-06 DIS-01 DIS-02
    """,
)


def test_every_rule_marked_for_signing_or_running_is_there() -> None:
    assert {rule.id for rule in AT_SIGNING} == set(ASKED_AT_SIGNING)
    assert {rule.id for rule in WHILE_RUNNING} == set(ASKED_WHILE_RUNNING)


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(RULES)


def leaves_of(rule: Rule) -> list[Leaf]:
    return [leaf for each in (rule.applies, rule.evidenced, rule.met) for leaf in leaves(each)]


def kinds_for(leaf: Leaf) -> set[Kind]:
    by_day = isinstance(leaf, NotAfter) and leaf.by_day
    return KINDS.get(type(leaf), {Kind.MOMENT, Kind.DATE} if by_day else {Kind.MOMENT})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_reads_declared_facts_each_of_its_kind(rule: Rule) -> None:
    for leaf in leaves_of(rule):
        assert {BY_NAME[name].kind for name in names_in(leaf)} <= kinds_for(leaf), leaf


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_asks_only_for_values_that_mean_something(rule: Rule) -> None:
    for leaf in leaves_of(rule):
        if isinstance(leaf, OneOf | HasAny):
            values = leaf.values if isinstance(leaf, OneOf) else leaf.codes
            assert set(values) <= set(BY_NAME[leaf.name].values) - NOT_RECORDED, leaf


def test_every_fact_beyond_the_dataset_is_read_by_a_rule() -> None:
    read = {name for rule in RULES for name in rule.reads}
    assert {fact.name for fact in FACTS if not fact.in_dataset} <= read


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_does_not_accuse(rule: Rule) -> None:
    said = " ".join([rule.says, rule.remedy, *(rule.words(outcome) for outcome in Outcome)])
    assert not re.search(r"unlawful|illegal|breach|non-compliant|violat|fail(?:ed|ure) to", said, re.IGNORECASE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_is_said_in_whole_sentences(rule: Rule) -> None:
    assert rule.source
    assert rule.remedy.endswith(".")
    assert not rule.expects.endswith(".")
    assert not rule.shows.endswith(".")
    assert "which" in rule.words(Outcome.NOT_EVIDENCED)


def test_only_law_that_is_not_met_stops_a_signature() -> None:
    stopping = {(rule.severity, outcome) for rule in RULES for outcome in Outcome if stops(rule, outcome)}
    assert stopping == {(Severity.LAW, Outcome.NOT_MET)}
    assert all(Check.SIGNING in rule.checked_at for rule in RULES if stops(rule, Outcome.NOT_MET))


def test_severities_read_as_the_field_says_them() -> None:
    assert [severity.words for severity in Severity] == [
        "expected by law",
        "expected by professional guidance",
        "good practice",
    ]


def test_only_sharing_and_agreement_are_asked_where_nothing_is_recommended_about_cpr() -> None:
    applying = [rule.id for rule in RULES if naive.outcome(rule, record(cpr="none")) is not Outcome.NOT_APPLICABLE]
    assert applying == ["CON-01", "SHR-04"]
