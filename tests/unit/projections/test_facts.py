"""What the flat row makes of a plan: nothing is read as "no" that nobody answered."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests.builders.legal import advance_decision, lasting_power, later_power
from tests.builders.plans import (
    NOW,
    SIGNED,
    TALKED,
    cpr,
    enduring_plan,
    episode_plan,
    identity,
    signature,
    statement,
    talk,
    treatment,
)

from accord.domain.choices import Answer
from accord.domain.facts import COLUMNS, check_row, moment_cells
from accord.domain.legal.lpa import HowDecide, Problem
from accord.domain.lifecycle import CancelReason, Status
from accord.domain.moments import Moment
from accord.domain.people import Characteristics
from accord.domain.plan.clinical import Advice, Basis, Cpr, CprRecommendation, Intervention, Treatments
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.people_involved import (
    Agreement,
    BestInterests,
    Consulted,
    ConversationWith,
    Imca,
    Involvement,
    InvolvementOption,
    Mode,
    NotInvolvedReason,
    Topic,
)
from accord.domain.plan.wishes import CprWish, NamedPerson, Scope, Setting, SharingWishes, Source, WhatMatters
from accord.domain.statements import Says
from accord.projections.facts import EarlierVersion, FactContext, OtherPlan, Since, plan_facts

FAMILY, ATTORNEY = ConversationWith.FAMILY, ConversationWith.ATTORNEY
NOT_FOR, FOR = CprRecommendation.NOT_FOR_CPR, CprRecommendation.FOR_CPR


def facts(plan: Plan | None = None, **known: Any) -> dict[str, Any]:
    """Return the facts of a signed plan, of which this is known."""
    return plan_facts(
        plan=plan or enduring_plan(), person=identity(), signature=signature(), context=FactContext(**known), now=NOW
    )


def of(**changes: Any) -> dict[str, Any]:
    """Return the facts of a sound plan with changes."""
    return facts(enduring_plan(**changes))


def test_facts_of_an_empty_draft_are_not_recorded_and_never_no() -> None:
    row = plan_facts(plan=Plan(), person=identity(), signature=None, context=FactContext(), now=NOW)
    check_row(row)
    assert set(row) == set(COLUMNS)
    assert [name for name, cell in row.items() if cell == "no"] == []


def test_facts_of_a_draft_are_as_if_signed_now() -> None:
    row = plan_facts(plan=Plan(), person=identity(), signature=None, context=FactContext(), now=NOW)
    assert {**row, **moment_cells("signed_at", Moment.of(NOW))} == row
    assert row["status"] is None


@pytest.mark.parametrize(
    ("plan", "kind"),
    [(enduring_plan(), "respect"), (episode_plan(), "tep"), (Plan(cpr=cpr()), "dnacpr"), (Plan(), "respect")],
)
def test_kind_follows_what_the_plan_holds(plan: Plan, kind: str) -> None:
    assert facts(plan)["kind"] == kind


def test_decision_is_dated_as_recorded_else_as_the_paper_says_else_as_signed() -> None:
    paper = Setting(source=Source.EXISTING_PAPER, paper_decided_on=TALKED.day - timedelta(days=9))
    undated = cpr(decided_at=None)
    days = [of()["decided_at_day"], of(cpr=undated, setting=paper)["decided_at_day"], of(cpr=undated)["decided_at_day"]]
    assert [day - days[0] for day in days] == [0, -9, 1]


def test_person_was_involved_at_the_first_conversation_about_cpr() -> None:
    earlier = talk(at=Moment.read("2026-02-01"))
    elsewhere = talk(at=Moment.read("2026-01-01"), topics=frozenset({Topic.PLACE}))
    row = of(conversations=(talk(), earlier, elsewhere))
    assert row["person_involved"] == "involved"
    assert row["person_involved_at_day"] == of()["person_involved_at_day"] - 28
    assert row["person_involved_at_second"] is None


def test_person_who_was_only_written_to_was_informed() -> None:
    assert of(conversations=(talk(mode=Mode.LETTER),))["person_involved"] == "informed"


@pytest.mark.parametrize(
    ("involvement", "found"),
    [
        (Involvement(), "not_recorded"),
        (Involvement(options=frozenset({InvolvementOption.B})), "not_recorded"),
        (Involvement(options=frozenset({InvolvementOption.A})), "involved"),
        (Involvement(took_part_words="Nodded, with pictures"), "involved"),
        (Involvement(not_involved_reason=NotInvolvedReason.HARM), "no"),
    ],
)
def test_person_without_a_conversation_is_as_the_signer_answered(involvement: Involvement, found: str) -> None:
    assert of(conversations=(), involvement=involvement)["person_involved"] == found


def test_person_said_to_be_involved_and_not_is_left_open() -> None:
    both = Involvement(options=frozenset({InvolvementOption.A}), not_involved_reason=NotInvolvedReason.OTHER)
    assert of(conversations=(), involvement=both)["person_involved"] == "not_recorded"


def test_conversations_before_another_decision_belong_to_that_decision() -> None:
    version = EarlierVersion(cpr=FOR, signed_at=SIGNED)
    assert facts(enduring_plan(), earlier=(version,))["person_involved_at_day"] is None
    assert facts(enduring_plan(), earlier=(replace(version, cpr=NOT_FOR),))["person_involved_at_day"]


def test_offer_that_was_declined_is_an_offer_and_no_conversation() -> None:
    row = of(conversations=(talk(offer_declined=True),))
    assert (row["discussion_offered"], row["person_involved_at_day"]) == ("yes", None)
    assert row["asked_again_after_declining"] == "no"


def test_conversation_after_a_declined_offer_is_asking_again() -> None:
    declined = talk(at=Moment.read("2026-02-01"), offer_declined=True)
    assert of(conversations=(declined, talk()))["asked_again_after_declining"] == "yes"


def test_not_discussed_never_means_disagreed() -> None:
    row = of(conversations=(talk(agreement=Agreement.NOT_DISCUSSED),))
    assert (row["agreement"], row["disagreement_by"], row["live_dispute"]) == ("not_discussed", None, "unknown")


def test_disagreement_is_of_whoever_disagreed_last() -> None:
    disagreed = talk(FAMILY, agreement=Agreement.DISAGREED)
    assert of(conversations=(talk(), disagreed))["disagreement_by"] == "consultee"
    assert of(conversations=(talk(agreement=Agreement.DISAGREED), disagreed))["disagreement_by"] == "both"
    assert of(conversations=(disagreed, talk(FAMILY, at=Moment.of(SIGNED))))["disagreement_by"] is None


def test_disagreement_is_open_until_somebody_says_that_it_is_not() -> None:
    plan = enduring_plan(conversations=(talk(agreement=Agreement.DISAGREED),))
    assert facts(plan)["live_dispute"] == "yes"
    assert facts(plan, since=Since(dispute_open=Answer.NO))["live_dispute"] == "no"


def test_consultee_is_the_highest_authority_and_the_first_time_counts() -> None:
    row = of(conversations=(talk(FAMILY, at=Moment.read("2026-02-01")), talk(ATTORNEY)))
    assert (row["consultee"], row["consulted_at_day"]) == ("attorney", of()["signed_at_day"] - 29)


def test_consultee_of_a_best_interests_record_counts() -> None:
    best = BestInterests(consulted=(Consulted(name="Tom", role=FAMILY, at=TALKED),))
    assert of(best_interests=best)["consultee"] == "family"


def test_consultee_is_none_only_where_somebody_said_why() -> None:
    assert of()["consultee"] == "not_recorded"
    explained = Involvement(not_consulted_why="It was the middle of the night")
    row = of(involvement=explained)
    assert (row["consultee"], row["not_consulted_text_codes"]) == ("none", "convenience")


def test_people_whom_the_person_names_are_looked_for_by_name() -> None:
    sharing = SharingWishes(to_be_consulted=(NamedPerson(name="Tom Hartley"),))
    assert of()["named_consultee_consulted"] == "unknown"
    assert of(sharing=sharing)["named_consultee_consulted"] == "no"
    heard = (talk(FAMILY, with_name="tom hartley"),)
    assert of(sharing=sharing, conversations=heard)["named_consultee_consulted"] == "yes"


def test_imca_that_is_not_needed_is_not_instructed() -> None:
    assert of()["imca_instructed"] == "unknown"
    assert of(best_interests=BestInterests(imca=Imca.NOT_NEEDED))["imca_instructed"] == "no"
    assert of(best_interests=BestInterests(imca=Imca.INSTRUCTED))["imca_instructed"] == "yes"


def test_limits_on_cpr_itself_do_not_count_as_limits_on_treatment() -> None:
    compressions = treatment(Intervention.CHEST_COMPRESSIONS, Advice.NOT_RECOMMENDED)
    oxygen = treatment(Intervention.OXYGEN)
    only = of(treatments=Treatments(recommendations=(compressions, oxygen)))
    assert (only["limits_treatment"], only["other_recommendations"]) == ("no", "yes")
    assert of()["limits_treatment"] == "yes"
    assert of(treatments=None)["limits_treatment"] == "unknown"


def test_rationale_is_hashed_only_with_a_key() -> None:
    assert of()["rationale_hash"] is None
    assert len(facts(hash_key=b"k")["rationale_hash"]) == 64
    assert of(cpr=Cpr(recommendation=NOT_FOR))["rationale_recorded"] == "unknown"


def test_rationale_gives_its_phrases() -> None:
    assert of(cpr=cpr(rationale="Down's syndrome"))["rationale_codes"] == "downs_syndrome"


def test_what_the_person_now_says_is_their_wish_and_puts_an_adrt_in_doubt() -> None:
    plan = enduring_plan(
        what_matters=WhatMatters(cpr_wish=CprWish.DOES_NOT_WANT_CPR),
        legal=Legal(advance_decisions=(advance_decision(),)),
    )
    assert (facts(plan)["person_wish"], facts(plan)["adrt"]) == ("does_not_want_cpr", "present_valid")
    row = facts(plan, statements=(statement(), statement(Says.WITHDRAWS_ADRT)))
    assert (row["person_wish"], row["adrt"]) == ("wants_cpr", "present_unknown")


@pytest.mark.parametrize(
    ("powers", "order"),
    [
        ((), "no_lpa"),
        ((lasting_power(),), "lpa_earlier"),
        ((later_power(),), "lpa_later_covers"),
        ((later_power(registered_on=None, signed_at=None),), "not_recorded"),
    ],
)
def test_adrt_stands_to_a_lasting_power_as_their_dates_say(powers: tuple, order: str) -> None:
    legal = Legal(advance_decisions=(advance_decision(),), lasting_powers=powers)
    assert of(legal=legal)["adrt_lpa_order"] == order


def test_adrt_between_signing_and_registration_is_not_computed() -> None:
    power = later_power(signed_at=TALKED.time.replace(year=2021, month=5, day=1))
    legal = Legal(advance_decisions=(advance_decision(),), lasting_powers=(power,))
    assert of(legal=legal)["adrt_lpa_order"] == "between_signing_and_registration"


def test_lasting_power_of_another_donor_is_not_known_to_be_the_persons() -> None:
    power = lasting_power(problems=(Problem(field="donor.dateOfBirth", words="Not this person's."),))
    row = of(cpr=cpr(basis=Basis.ATTORNEY_REFUSAL), legal=Legal(lasting_powers=(power,)))
    assert (row["lpa"], row["lpa_registered"]) == ("present_unknown", "unknown")


def test_joint_attorneys_must_all_refuse() -> None:
    legal = Legal(lasting_powers=(lasting_power("Grace Hill", "Sam Hill"),))
    one, both = (
        (talk(ATTORNEY, with_name="Grace Hill"),),
        (
            talk(ATTORNEY, with_name="Grace Hill"),
            talk(ATTORNEY, with_name="Sam Hill"),
        ),
    )
    rests = cpr(basis=Basis.ATTORNEY_REFUSAL)
    row = of(cpr=rests, legal=legal, conversations=both)
    assert (row["attorneys_act"], row["all_attorneys_refuse"]) == (HowDecide.JOINTLY.value, "yes")
    assert of(cpr=rests, legal=legal, conversations=one)["all_attorneys_refuse"] == "unknown"


def test_plan_that_rests_on_no_refusal_has_no_refusing_proxy() -> None:
    assert of(legal=Legal(lasting_powers=(lasting_power(),)))["refusing_proxy"] is None


@pytest.mark.parametrize(
    ("others", "count"),
    [
        (None, None),
        ((), 0),
        ((OtherPlan(cpr=FOR),), 1),
        ((OtherPlan(cpr=NOT_FOR), OtherPlan(cpr=CprRecommendation.NONE)), 0),
        ((OtherPlan(cpr=FOR, scope=Scope.EPISODE),), 0),
    ],
)
def test_other_plans_count_where_they_say_something_else(others: tuple | None, count: int | None) -> None:
    assert facts(other_plans=others)["other_current_plans"] == count


def test_person_is_described_as_at_the_decision() -> None:
    row = facts(characteristics=Characteristics(dementia=Answer.YES, frailty=7, imd_decile=2))
    assert (row["age"], row["dementia"], row["autism"], row["frailty"], row["imd_decile"]) == (
        84, "yes", "unknown", 6, 2,
    )  # fmt: skip


def test_signer_without_a_registration_is_on_none() -> None:
    author = replace(signature().author, registration=None)
    row = plan_facts(plan=Plan(), person=identity(), signature=signature(author=author), context=FactContext(), now=NOW)
    assert row["signer_registered"] == "no"


def test_status_tells_what_became_of_it() -> None:
    ended = Since(status=Status.CANCELLED, ended_at=NOW, ended_reason=CancelReason.CHALLENGED)
    row = facts(since=ended)
    assert (row["status"], row["ended_reason"], row["found_inappropriate"]) == ("cancelled", "challenged", "unknown")
    assert facts(since=Since(status=Status.DIED))["ended_reason"] == "died"


def test_imca_that_could_not_be_awaited_says_that_it_was_urgent() -> None:
    best = BestInterests(imca=Imca.NEEDED_URGENT)
    assert facts(enduring_plan(best_interests=best))["urgent"] == "yes"
    assert facts(enduring_plan(best_interests=best, cpr=cpr(urgent=Answer.NO)))["urgent"] == "no"
