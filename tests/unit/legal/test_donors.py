"""An LPA whose donor may be somebody else gives no power, and displaces no advance decision, until settled."""

from datetime import date

import pytest
from tests.builders.legal import advance_decision, lasting_power, later_power

from accord.domain.choices import Answer
from accord.domain.legal.donors import compare_donor
from accord.domain.legal.findings import Outcome
from accord.domain.legal.lpa import LifeSustaining, Problem
from accord.domain.legal.powers import authority, covers
from accord.domain.legal.treatments import CPR_TREATMENT
from accord.domain.legal.validity import validity
from accord.domain.people import PersonName

DOUBT = Problem(field="donor.dateOfBirth", words="The donor's date of birth is not this person's.")
NAMES = (PersonName(family="Marsh", given=("Ivy",)), PersonName(family="O’Neill-Hart", given=("Ivy",), use="old"))
BORN = date(1944, 2, 29)
OTHER = Problem(field="status", words="No status is given.")


def test_authority_of_the_persons_own_lpa_is_met() -> None:
    assert authority(lasting_power(problems=(OTHER,)), CPR_TREATMENT).outcome is Outcome.MET


def test_authority_of_an_lpa_of_another_donor_is_not_known_and_says_why() -> None:
    finding = authority(lasting_power(problems=(DOUBT,)), CPR_TREATMENT)
    assert finding.outcome is Outcome.NOT_KNOWN
    assert [each.code for each in finding.short_of()] == ["donor"]
    assert finding.short_of()[0].words.startswith(DOUBT.words)


def test_reach_of_an_lpa_of_another_donor_is_not_known() -> None:
    assert covers(lasting_power(problems=(DOUBT,)), CPR_TREATMENT) is Answer.UNKNOWN
    denied = lasting_power(problems=(DOUBT,), life_sustaining=LifeSustaining.OPTION_B)
    assert covers(denied, CPR_TREATMENT) is Answer.NO


def test_later_lpa_of_another_donor_does_not_take_an_advance_decisions_place() -> None:
    assert validity(advance_decision(), [later_power()]).outcome is Outcome.NOT_MET
    assert validity(advance_decision(), [later_power(problems=(DOUBT,))]).outcome is Outcome.NOT_KNOWN


@pytest.mark.parametrize(
    ("name", "born", "fields"),
    [
        ("Ivy Marsh", BORN, []),
        ("IVY O'NEILL HART", BORN, []),
        ("Ivy Marsh", None, []),
        ("", None, []),
        ("Ivy Marsh", date(1944, 2, 28), ["donor.dateOfBirth"]),
        ("Ada Bell", None, ["donor.lastName"]),
        ("Ada Bell", date(1944, 2, 28), ["donor.dateOfBirth", "donor.lastName"]),
        ("Ivy Bell", BORN, ["lastName"]),
    ],
)
def test_donor_is_compared_with_the_person(name: str, born: date | None, fields: list[str]) -> None:
    power = lasting_power(donor_name=name, donor_birth_date=born)
    assert [each.field for each in compare_donor(power, NAMES, BORN)] == fields


def test_other_family_name_alone_leaves_the_power_standing() -> None:
    power = lasting_power(donor_name="Ivy Bell", donor_birth_date=BORN)
    found = lasting_power(problems=compare_donor(power, NAMES, BORN))
    assert found.donor_problems == ()
    assert authority(found, CPR_TREATMENT).outcome is Outcome.MET


def test_comparing_again_says_nothing_twice() -> None:
    power = lasting_power(donor_name="Ada Bell", problems=(DOUBT, OTHER))
    assert [each.field for each in compare_donor(power, NAMES, BORN)] == ["status", "donor.lastName"]
