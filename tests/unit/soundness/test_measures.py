"""The measures: what each reads and counts, what was published, and what none of them may do."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from accord.domain.expressions import NOT_RECORDED, HasAny, OneOf, leaves
from accord.domain.facts import FACTS, Cell, day_cells, moment_cells
from accord.domain.facts.rows import empty_row
from accord.domain.moments import Moment
from accord.soundness.measures import naive
from accord.soundness.measures.breakdowns import BREAKDOWNS, of
from accord.soundness.measures.catalogue import BY_ID, MEASURES, WANTED
from accord.soundness.measures.definitions import Kind, Measure, Missing, Over, State
from accord.soundness.measures.rows import ROWS

NAMED = pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.id)
SOUND: Mapping[str, str | int] = {
    "since_day": 20_000,
    "decided_at": "2026-06-01T10:00",
    "recorded_at": "2026-06-01T11:00",
    "as_at": "2026-11-01",
    "cpr": "not_for_cpr",
    "capacity": "has",
    "person_involved": "involved",
    "person_involved_at": "2026-05-30T10:00",
    "status": "active",
    "age": 81,
}


def decision(**changes: str | int | None) -> dict[str, Cell]:
    row: dict[str, Cell] = {**empty_row(FACTS), "since_day": None}
    for name, value in {**SOUND, **changes}.items():
        is_moment = f"{name}_day" in row
        row |= moment_cells(name, Moment.read(str(value)) if value else None) if is_moment else {name: value}
    return row


def test_the_twenty_three_are_there_and_ids_are_unique() -> None:
    assert {each.id.partition(".")[0] for each in MEASURES} == {f"M{number:02}" for number in range(1, 24)}
    assert len(BY_ID) == len(MEASURES)
    assert not {each.id for each in WANTED} & set(BY_ID)


@NAMED
def test_reads_only_facts_of_its_rows_and_values_that_mean_something(measure: Measure) -> None:
    facts = ROWS[measure.over]
    assert set(measure.reads) <= set(facts)
    asked = [leaf for each in (measure.applies, measure.recorded, measure.met) for leaf in leaves(each)]
    for leaf in (leaf for leaf in asked if isinstance(leaf, OneOf | HasAny) and facts[leaf.name].values):
        values = set(leaf.values if isinstance(leaf, OneOf) else leaf.codes)
        assert values <= set(facts[leaf.name].values) - NOT_RECORDED


@NAMED
def test_nothing_recorded_is_never_read_as_an_answer(measure: Measure) -> None:
    row: dict[str, Cell] = {column: None for fact in ROWS[measure.over].values() for column in fact.columns}
    assert naive.state(measure, row) in {State.NOT_APPLICABLE, State.NOT_RECORDED}


@NAMED
def test_has_no_target_and_lists_nobody(measure: Measure) -> None:
    said = f"{measure.name} {measure.says} {measure.note}"
    assert not re.search(r"target|unlawful|breach|fail|should have|too (?:few|low|many)", said, re.IGNORECASE)
    assert not re.search(r"(?:people|persons|those|residents|patients) (?:without|with no|lacking|who have no)", said)
    assert not any(name in {"person_id", "decision_id"} for name in measure.reads)


@pytest.mark.parametrize("breakdown", BREAKDOWNS, ids=lambda each: each.name)
def test_no_breakdown_is_by_person(breakdown: object) -> None:
    assert "person" not in repr(getattr(breakdown, "column", ""))


def test_signer_is_broken_down_only_when_asked() -> None:
    assert "signer" not in {each.name for each in of(Over.DECISIONS)}
    assert "signer" in {each.name for each in of(Over.DECISIONS, by_signer=True)}


@NAMED
def test_benchmark_has_a_source_and_is_a_share(measure: Measure) -> None:
    assert all(0 < each.value < 1 and each.source and each.of for each in measure.benchmarks)


@pytest.mark.parametrize(
    ("id_", "shares"),
    [
        ("M01", "94.8"),
        ("M02", "96.2"),
        ("M03", "35.4"),
        ("M04", "28.5 74.3"),
        ("M05", "36.1 92.3"),
        ("M06", "86.5"),
        ("M07", "88.8"),
        ("M08", "78.0"),
        ("M09", "57.1"),
        ("M10", "80.0"),
        ("M18", "77.8 54.8"),
    ],
)
def test_benchmarks_are_those_published(id_: str, shares: str) -> None:
    assert [f"{100 * each.value:.1f}" for each in BY_ID[id_].benchmarks] == shares.split()


def test_point_and_cumulative_prevalence_are_kept_apart() -> None:
    assert BY_ID["M04"].over is Over.CENSUS
    assert BY_ID["M05"].over is Over.WINDOW
    assert set(BY_ID["M04"].reads).isdisjoint(BY_ID["M05"].reads)


@pytest.mark.parametrize(
    ("id_", "changes", "expected"),
    [
        ("M01", {}, State.SO),
        ("M01", {"person_involved": "no"}, State.NOT_SO),
        ("M01", {"person_involved": "not_recorded"}, State.NOT_RECORDED),
        ("M01", {"person_involved_at": "2026-06-03"}, State.NOT_SO),
        ("M01", {"capacity": "lacks", "consultee": "none"}, State.NOT_SO),
        ("M01", {"capacity": "lacks", "consultee": "family", "consulted_at": "2026-06-01"}, State.SO),
        ("M01", {"cpr": "modified_cpr"}, State.NOT_APPLICABLE),
        ("M01", {"since_day": 25_000}, State.NOT_APPLICABLE),
        ("M03", {"agreement": "not_discussed"}, State.SO),
        ("M03", {"agreement": "disagreed", "status": "cancelled", "ended_at": "2026-07-01"}, State.NOT_SO),
        ("M03", {"agreement": "disagreed", "status": "cancelled", "ended_at": "2026-12-01"}, State.SO),
        ("M03", {"agreement": "agreed"}, State.NOT_APPLICABLE),
        ("M03", {"agreement": None}, State.NOT_RECORDED),
        ("M10", {"senior_responsible": "no", "endorsed_at": "2026-06-04"}, State.SO),
        ("M10", {"senior_responsible": "no", "endorsed_at": "2026-06-05"}, State.NOT_SO),
        ("M10", {"senior_responsible": "no"}, State.NOT_RECORDED),
        ("M10", {"senior_responsible": "no", "as_at": "2026-06-02"}, State.NOT_APPLICABLE),
        ("M12", {"review_rule": "dated", "review_due_day": 20_600}, State.SO),
        ("M12", {"review_rule": "dated", "review_due_day": 30_000}, State.NOT_SO),
        ("M13", {"rationale_recorded": "yes", "rationale_codes": "age"}, State.SO),
        ("M13", {"rationale_recorded": "yes", "rationale_codes": "age;clinical_condition"}, State.NOT_SO),
        ("M13", {"rationale_recorded": "yes", "rationale_codes": "autism;diagnosis_as_cause;multimorbidity"}, State.SO),
        ("M13", {"rationale_recorded": "unknown", "rationale_codes": None}, State.NOT_RECORDED),
        ("M22.no_time", {"person_involved_at": "2026-06-01T10:00"}, State.SO),
        ("M22.no_time", {"person_involved_at": "2026-06-01"}, State.NOT_RECORDED),
        ("M22.no_time", {"conversation_minutes": 20}, State.NOT_SO),
        ("M23.ethnicity", {"ethnicity": "Z"}, State.NOT_RECORDED),
    ],
)
def test_state_of_a_decision(id_: str, changes: dict[str, str | int | None], expected: State) -> None:
    assert naive.state(BY_ID[id_], decision(**changes)) is expected


def test_what_is_not_recorded_stands_beside_or_within() -> None:
    rows = [decision(capacity="not_recorded"), decision(other_recommendations="no"), decision()]
    assert BY_ID["M06"].missing is Missing.WITHIN
    assert naive.tally(BY_ID["M06"], rows) == naive.Tally(2, 3, 1)
    assert naive.tally(BY_ID["M08"], rows) == naive.Tally(0, 1, 2)


@pytest.mark.parametrize(
    ("days", "at", "expected"), [([1], 0.5, 1), ([1, 2, 9], 0.5, 2), ([1, 2], 0.9, 2), ([], 0.5, None)]
)
def test_quantile_is_a_value_that_was_seen(days: list[int], at: float, expected: int | None) -> None:
    assert naive.quantile(days, at) == expected


def test_median_is_of_the_rows_that_are_so() -> None:
    rows = [decision(person_involved_at=when) for when in ("2026-06-01", "2026-05-30", "2026-05-01", "2026-07-01")]
    assert BY_ID["M22"].kind is Kind.QUANTILE
    assert naive.tally(BY_ID["M22"], rows) == naive.Tally(2, 3, 1)


def test_band_of_each_breakdown() -> None:
    groups = {each.name: each.group for each in BREAKDOWNS}
    assert [groups["age_band"](age) for age in (64, 65, 80, None)] == [
        "under 65",
        "65-79",
        "80 and over",
        "not_recorded",
    ]
    assert [groups["imd_quintile"](decile) for decile in (1, 2, 10)] == ["1", "1", "5"]
    assert groups["month"](day_cells("x", Moment.read("2026-06-30"))["x_day"]) == "2026-06"
    assert groups["sex"]("unknown") == "not_recorded"
