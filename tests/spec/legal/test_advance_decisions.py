"""When an advance decision to refuse treatment is valid: Mental Capacity Act 2005, sections 24 and 25."""

from datetime import UTC, date, datetime

import pytest
from tests.builders.legal import ANTIBIOTICS, advance_decision, lasting_power, later_power, oral_refusal_of_antibiotics

from accord.domain.choices import Answer
from accord.domain.legal.adrt import Circumstances, SignedBy
from accord.domain.legal.findings import Outcome
from accord.domain.legal.lpa import LifeSustaining, LpaKind, LpaStatus
from accord.domain.legal.treatments import CPR_TREATMENT, RefusedTreatment
from accord.domain.legal.validity import Validity, validities, validity

FORMALITIES = ("life_at_risk", "in_writing", "signed", "witnessed", "witness_signed")
FORMAL_FACTS = ("even_if_life_at_risk", "in_writing", "signature_witnessed", "witness_signed")


def outcome_of(code: str, found: Validity) -> Outcome:
    return {each.code: each.outcome for each in found.requirements}[code]


def test_whole_decision_is_valid() -> None:
    found = validity(advance_decision())
    assert found.outcome is Outcome.MET
    assert found.short_of() == ()
    assert found.words == "This advance decision refusing CPR is valid, as far as this record shows."


def test_every_requirement_names_its_section() -> None:
    assert all(
        "Mental Capacity Act 2005, section 2" in each.source for each in validity(advance_decision()).requirements
    )


@pytest.mark.parametrize("fact", FORMAL_FACTS)
@pytest.mark.parametrize(("answer", "outcome"), [(Answer.NO, Outcome.NOT_MET), (Answer.UNKNOWN, Outcome.NOT_KNOWN)])
def test_life_sustaining_refusal_needs_each_formality(fact: str, answer: Answer, outcome: Outcome) -> None:
    found = validity(advance_decision(**{fact: answer}))
    assert found.outcome is outcome
    assert [each.outcome for each in found.short_of()] == [outcome]


def test_oral_refusal_of_other_treatment_is_valid() -> None:
    found = validity(oral_refusal_of_antibiotics())
    assert found.outcome is Outcome.MET
    assert {outcome_of(code, found) for code in FORMALITIES} == {Outcome.MET}
    assert "an oral refusal is enough" in found.requirements[-1].words


def test_one_decision_may_be_valid_for_one_treatment_and_not_for_another() -> None:
    spoken = oral_refusal_of_antibiotics(refusals=(ANTIBIOTICS, CPR_TREATMENT))
    assert [found.outcome for found in validities(spoken)] == [Outcome.MET, Outcome.NOT_MET]


def test_formality_is_not_known_where_whether_the_treatment_sustains_life_is_not() -> None:
    feeding = RefusedTreatment(words="feeding by tube")
    found = validity(oral_refusal_of_antibiotics(refusals=(feeding,)))
    assert found.outcome is Outcome.NOT_KNOWN
    assert all("only if the treatment sustains life" in each.words for each in found.short_of())


def test_cpr_sustains_life_whatever_was_ticked() -> None:
    ticked = RefusedTreatment(words="CPR", code="cpr", life_sustaining=Answer.NO)
    assert validity(oral_refusal_of_antibiotics(refusals=(ticked,))).outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("signed_by", "present", "outcome"),
    [
        (SignedBy.SELF, Answer.UNKNOWN, Outcome.MET),
        (SignedBy.ANOTHER, Answer.YES, Outcome.MET),
        (SignedBy.ANOTHER, Answer.NO, Outcome.NOT_MET),
        (SignedBy.ANOTHER, Answer.UNKNOWN, Outcome.NOT_KNOWN),
        (SignedBy.NOBODY, Answer.YES, Outcome.NOT_MET),
        (SignedBy.UNKNOWN, Answer.YES, Outcome.NOT_KNOWN),
    ],
)
def test_signature_by_another_counts_in_the_persons_presence(
    signed_by: SignedBy, present: Answer, outcome: Outcome
) -> None:
    found = validity(advance_decision(signed_by=signed_by, signed_in_presence=present, signer_name="Noor Ali"))
    assert outcome_of("signed", found) is outcome


@pytest.mark.parametrize(
    ("born", "made", "outcome"),
    [
        (date(2003, 5, 4), date(2021, 5, 4), Outcome.MET),
        (date(2003, 5, 5), date(2021, 5, 4), Outcome.NOT_MET),
        (None, date(2021, 5, 4), Outcome.NOT_KNOWN),
        (date(1940, 1, 1), None, Outcome.NOT_KNOWN),
    ],
)
def test_maker_is_eighteen_on_the_day(born: date | None, made: date | None, outcome: Outcome) -> None:
    assert outcome_of("adult", validity(advance_decision(maker_birth_date=born, made_on=made))) is outcome


@pytest.mark.parametrize(
    ("answer", "outcome"), [(Answer.YES, Outcome.MET), (Answer.UNKNOWN, Outcome.MET), (Answer.NO, Outcome.NOT_MET)]
)
def test_capacity_is_presumed(answer: Answer, outcome: Outcome) -> None:
    assert outcome_of("capacity", validity(advance_decision(had_capacity=answer))) is outcome


def test_decision_that_names_no_treatment_is_not_valid() -> None:
    (found,) = validities(advance_decision(refusals=()))
    assert outcome_of("treatment_named", found) is Outcome.NOT_MET


def test_oral_withdrawal_is_enough() -> None:
    found = validity(
        advance_decision(withdrawn=Answer.YES, withdrawn_on=date(2024, 1, 2), withdrawal_words="To her son.")
    )
    assert found.outcome is Outcome.NOT_MET
    assert found.words == "An advance decision refusing CPR was withdrawn."
    assert "2 January 2024. To her son. Saying so is enough" in found.short_of()[0].words


def test_withdrawal_without_capacity_is_not_computed() -> None:
    found = validity(advance_decision(withdrawn=Answer.YES, withdrawn_with_capacity=Answer.NO))
    assert found.outcome is Outcome.NOT_KNOWN


@pytest.mark.parametrize("fact", ["withdrawn", "inconsistent_act", "later_lpa"])
def test_silence_about_what_ends_a_decision_is_not_known(fact: str) -> None:
    assert validity(advance_decision(**{fact: Answer.UNKNOWN})).outcome is Outcome.NOT_KNOWN


def test_act_that_does_not_fit_ends_it() -> None:
    found = validity(advance_decision(inconsistent_act=Answer.YES, inconsistent_act_words="Asked for CPR in March."))
    assert found.outcome is Outcome.NOT_MET
    assert "Asked for CPR in March." in found.short_of()[0].words


def test_later_lpa_over_the_same_treatment_takes_its_place() -> None:
    found = validity(advance_decision(), [later_power()])
    assert found.outcome is Outcome.NOT_MET
    assert outcome_of("no_later_lpa", found) is Outcome.NOT_MET


@pytest.mark.parametrize(
    "changes",
    [
        {"life_sustaining": LifeSustaining.OPTION_B},
        {"kind": LpaKind.PROPERTY_AND_AFFAIRS},
        {"status": LpaStatus.STATUTORY_WAITING_PERIOD, "registered_on": None},
        {"status": LpaStatus.CANNOT_REGISTER, "registered_on": None},
    ],
)
def test_later_lpa_without_authority_leaves_it_standing(changes: dict[str, object]) -> None:
    assert validity(advance_decision(), [later_power(**changes)]).outcome is Outcome.MET


def test_earlier_lpa_leaves_it_standing() -> None:
    assert validity(advance_decision(), [lasting_power()]).outcome is Outcome.MET


@pytest.mark.parametrize(
    "changes",
    [
        {"life_sustaining": LifeSustaining.UNKNOWN},
        {"status": LpaStatus.UNKNOWN, "registered_on": None, "signed_at": None},
        {"status": LpaStatus.SUSPENDED},
        {"registered_on": None, "signed_at": None},
    ],
)
def test_later_lpa_of_which_too_little_is_known_leaves_it_not_known(changes: dict[str, object]) -> None:
    assert validity(advance_decision(), [later_power(**changes)]).outcome is Outcome.NOT_KNOWN


def test_later_lpa_with_restrictions_is_shown_and_not_computed() -> None:
    found = validity(advance_decision(), [later_power(restrictions="Only at home.")])
    assert found.outcome is Outcome.NOT_KNOWN
    assert "“Only at home.”" in found.conflicts[0].words


@pytest.mark.parametrize("made", [date(2019, 3, 1), date(2019, 4, 15), date(2019, 6, 1)])
def test_decision_between_signing_and_registration_is_shown_and_not_computed(made: date) -> None:
    found = validity(advance_decision(made_on=made), [lasting_power()])
    assert found.outcome is Outcome.NOT_KNOWN
    assert [conflict.code for conflict in found.conflicts] == ["adrt_between_lpa_signing_and_registration"]
    assert found.words.endswith("There is a conflict to read.")


def test_signing_day_is_the_day_in_london() -> None:
    late = datetime(2021, 5, 4, 23, 30, tzinfo=UTC)  # already 5 May in London
    found = validity(advance_decision(made_on=date(2021, 5, 4)), [later_power(signed_at=late)])
    assert found.outcome is Outcome.NOT_MET


@pytest.mark.parametrize(
    ("covers", "outcome"),
    [(Answer.YES, Outcome.NOT_MET), (Answer.NO, Outcome.MET), (Answer.UNKNOWN, Outcome.NOT_KNOWN)],
)
def test_later_lpa_that_is_only_recorded_counts_by_what_it_covers(covers: Answer, outcome: Outcome) -> None:
    assert validity(advance_decision(later_lpa=Answer.YES, later_lpa_covers=covers)).outcome is outcome


def test_whether_it_applies_is_left_to_the_clinician() -> None:
    told = validity(advance_decision(circumstances=Circumstances.SPECIFIED, circumstances_words="if I have dementia"))
    assert "judged at the time" in told.to_judge[0]
    assert any("“if I have dementia”" in line for line in told.to_judge)


def test_words_never_accuse() -> None:
    shown = validity(oral_refusal_of_antibiotics(refusals=(CPR_TREATMENT,)), [later_power()])
    text = " ".join([shown.words, *(each.words for each in shown.requirements)]).casefold()
    assert not any(word in text for word in ("unlawful", "breach", "non-compliant", "court of protection", "illegal"))
