"""What one advance decision does, said once for all that it refuses, with nothing lost where they differ."""

from datetime import date

from tests.builders.legal import ANTIBIOTICS, MADE, advance_decision, lasting_power, later_power

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision
from accord.domain.legal.binding import BindingStatement, Force
from accord.domain.legal.decisions import AS_ABOVE, conflicts_of_decision, statements_of
from accord.domain.legal.treatments import CPR_TREATMENT, RefusedTreatment

FEEDING = RefusedTreatment(words="Feeding by tube", life_sustaining=Answer.YES)
THREE = (FEEDING, ANTIBIOTICS, CPR_TREATMENT)
BETWEEN = lasting_power(registered_on=date(2021, 6, 1))


def said(decision: AdvanceDecision) -> tuple[BindingStatement, ...]:
    """Return what a decision does beside a power signed before it and registered after."""
    return statements_of(decision, [BETWEEN])


def test_one_statement_names_all_that_is_refused_with_cpr_first() -> None:
    (one,) = statements_of(advance_decision(refusals=THREE), [])
    assert one.force is Force.BINDS
    assert one.words == (
        f"A valid advance decision of {MADE:%-d %B %Y} refuses CPR, feeding by tube and antibiotics by drip. "
        "Where it applies it must be followed."
    )
    assert "It applies only to what it refuses: CPR, feeding by tube and antibiotics by drip (section 25(4)(a))." in (
        one.details
    )


def test_treatment_that_lacks_what_the_law_asks_does_not_weaken_what_binds() -> None:
    binds, other = statements_of(advance_decision(refusals=THREE, signature_witnessed=Answer.NO), [])
    assert (binds.force, other.force) == (Force.BINDS, Force.CONSIDER)
    assert "refuses antibiotics by drip. Where it applies" in binds.words
    assert "refusing CPR and feeding by tube;" in other.words


def test_second_statement_of_a_document_says_what_it_lacks_and_not_again_what_is_to_be_judged() -> None:
    binds, other = statements_of(advance_decision(refusals=THREE, signature_witnessed=Answer.NO), [])
    assert other.details[0].startswith("The signature was made or acknowledged before a witness")
    assert other.details[-1] == AS_ABOVE
    assert [line for line in other.details if line in binds.details] == []


def test_conflict_is_said_once_for_all_that_it_is_about() -> None:
    (conflict,) = conflicts_of_decision(advance_decision(refusals=THREE), [BETWEEN])
    assert "authority over CPR, feeding by tube and antibiotics by drip (" in conflict.words


def test_statement_points_to_a_conflict_and_does_not_repeat_it() -> None:
    decision = advance_decision(refusals=THREE)
    (one,) = said(decision)
    assert one.words.endswith("There is a conflict to read.")
    assert "read the conflict to settle" in one.details[0]
    assert conflicts_of_decision(decision, [BETWEEN])[0].words not in " ".join((one.words, *one.details))


def test_restrictions_of_a_later_power_stand_word_for_word() -> None:
    power = later_power(restrictions="Not CPR, whatever it says")
    (conflict,) = conflicts_of_decision(advance_decision(refusals=THREE), [power])
    assert "“Not CPR, whatever it says”" in conflict.words


def test_refusal_of_a_part_of_cpr_alone_is_said() -> None:
    shocks = RefusedTreatment(words="Shocks", code="defibrillation")
    assert "refuses shocks." in statements_of(advance_decision(refusals=(shocks,)), [])[0].words


def test_decision_that_names_no_treatment_says_nothing_here() -> None:
    assert statements_of(advance_decision(refusals=()), []) == ()
