"""What binds, whatever is recorded: nothing binds but a valid decision or a whole refusal, and nothing is lost."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.builders.legal import attorney

from accord.domain.choices import Answer
from accord.domain.codec import from_json, to_json
from accord.domain.legal.adrt import AdvanceDecision, Circumstances, SignedBy
from accord.domain.legal.binding import Force
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.findings import Outcome, worst
from accord.domain.legal.lpa import AttorneyStatus, HowDecide, LastingPower, LifeSustaining, LpaKind, LpaStatus
from accord.domain.legal.treatments import CPR_TREATMENT, RefusedTreatment
from accord.domain.legal.validity import validity
from accord.domain.legal.what_binds import what_binds
from accord.domain.legal.wishes import RecordedWish, SaidBy, Stance

answers = st.sampled_from(Answer)
days = st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1))
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
treatments = st.just(CPR_TREATMENT) | st.builds(RefusedTreatment, words=words, life_sustaining=answers)
decisions = st.builds(
    AdvanceDecision,
    refusals=st.lists(treatments, max_size=2).map(tuple),
    made_on=days,
    maker_birth_date=st.none() | st.dates(date(1930, 1, 1), date(2010, 1, 1)),
    circumstances=st.sampled_from(Circumstances),
    signed_by=st.sampled_from(SignedBy),
    **dict.fromkeys(
        ["had_capacity", "even_if_life_at_risk", "in_writing", "signed_in_presence", "signature_witnessed",
         "witness_signed", "withdrawn", "withdrawn_with_capacity", "later_lpa", "later_lpa_covers", "inconsistent_act"],
        answers,
    ),
)  # fmt: skip
people = st.builds(attorney, st.sampled_from(["Ann", "Bo", "Cy"]), status=st.sampled_from(AttorneyStatus))
moments = st.none() | st.datetimes(datetime(2015, 1, 1), datetime(2026, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis asks for bounds without a zone
powers = st.builds(
    LastingPower,
    kind=st.sampled_from(LpaKind),
    status=st.sampled_from(LpaStatus),
    life_sustaining=st.sampled_from(LifeSustaining),
    how_attorneys_decide=st.sampled_from(HowDecide),
    attorneys=st.lists(people, max_size=3, unique_by=lambda each: each.name).map(tuple),
    restrictions=st.sampled_from(["", "Only at home."]),
    signed_at=moments,
    registered_on=days,
)
wishes = st.builds(
    RecordedWish,
    said_by=st.sampled_from(SaidBy),
    treatment=st.just("cpr"),
    stance=st.sampled_from(Stance),
    name=st.sampled_from(["Ann", "Bo", "Cy", "Dana"]),
    said_on=days,
    in_best_interests=answers,
)
recorded = st.fixed_dictionaries(
    {
        "decisions": st.lists(decisions, max_size=2),
        "powers": st.lists(powers, max_size=2),
        "wishes": st.lists(wishes, max_size=4),
        "deputies": st.lists(st.builds(Deputy, name=st.just("Dana")), max_size=1),
        "capacity": answers,
    }
)
TODAY = date(2026, 11, 21)


@given(decisions, st.lists(powers, max_size=2))
def test_validity_is_the_worst_of_its_requirements(decision: AdvanceDecision, held: list[LastingPower]) -> None:
    found = validity(decision, held)
    assert found.outcome is worst(each.outcome for each in found.requirements)
    assert bool(found.short_of()) is (found.outcome is not Outcome.MET)


@given(decisions)
def test_formalities_never_count_against_a_treatment_that_does_not_sustain_life(decision: AdvanceDecision) -> None:
    feeding = RefusedTreatment(words="antibiotics", life_sustaining=Answer.NO)
    unsaid = {"life_at_risk", "in_writing", "signed", "witnessed", "witness_signed"}
    assert not unsaid & {each.code for each in validity(decision, treatment=feeding).short_of()}


@given(decisions)
def test_decision_survives_the_codec(decision: AdvanceDecision) -> None:
    assert from_json(AdvanceDecision, to_json(decision)) == decision


@given(powers)
def test_power_survives_the_codec(power: LastingPower) -> None:
    assert from_json(LastingPower, to_json(power)) == power


@given(recorded)
def test_nothing_else_binds_cpr(given_: dict[str, Any]) -> None:
    found = what_binds(as_of=TODAY, **given_)
    assert {each.code for each in found.binds} <= {"adrt_met", "attorney_refusal"}


@given(recorded)
def test_capacity_now_changes_nothing_about_cpr(given_: dict[str, Any]) -> None:
    found = [what_binds(as_of=TODAY, **{**given_, "capacity": answer}) for answer in Answer]
    assert found[0] == found[1] == found[2]


@given(recorded)
def test_every_power_deputy_and_own_wish_is_shown(given_: dict[str, Any]) -> None:
    found = what_binds(as_of=TODAY, **given_)
    own = [each for each in given_["wishes"] if each.said_by in {SaidBy.PERSON, SaidBy.SOMEBODY_CLOSE}]
    at_least = len(own) + len(given_["powers"]) + len(given_["deputies"])
    assert len(found.statements) >= at_least


@given(recorded)
def test_order_is_what_binds_then_what_is_considered_then_what_has_no_power(given_: dict[str, Any]) -> None:
    found = what_binds(as_of=TODAY, **given_)
    ranks = [list(Force).index(each.force) for each in found.statements]
    assert ranks == sorted(ranks)
