"""The register of a synthetic region shows every state, and lets those who try the software sign."""

from collections import Counter

import pytest

from accord.domain.competence import TO_SIGN, Currency, Held, stands_on
from accord.synth.regions import Region, generate
from accord.synth.training import Training, train


@pytest.fixture(scope="module")
def region() -> Region:
    return generate(people=2_000, seed=40)


@pytest.fixture(scope="module")
def lines(region: Region) -> list[Training]:
    return list(train(region))


def currency(line: Training, region: Region) -> Currency:
    held = Held(kind=line.competence, completed_on=line.completed_on, valid_until=line.valid_until)
    return stands_on([held], kind=line.competence, on=region.as_at.date(), is_kept=True).currency


def test_register_shows_every_state_and_most_of_it_is_current(region: Region, lines: list[Training]) -> None:
    found = Counter(currency(line, region) for line in lines)
    assert set(found) == {Currency.CURRENT, Currency.LAPSING, Currency.LAPSED}
    assert found[Currency.CURRENT] > 0.7 * found.total()


def test_those_who_try_the_software_are_current_in_everything(region: Region, lines: list[Training]) -> None:
    ready = {one.staff_code for one in region.sign_ins}
    assert {currency(line, region) for line in lines if line.staff_code in ready} == {Currency.CURRENT}
    clinician = next(one.staff_code for one in region.sign_ins if one.username == "clinician")
    assert {line.competence for line in lines if line.staff_code == clinician} >= set(TO_SIGN)


def test_some_providers_keep_no_register(region: Region, lines: list[Training]) -> None:
    employers = {member.roles[0].organisation for member in region.staff}
    assert employers - {line.organisation for line in lines}


def test_nothing_was_completed_in_the_future(region: Region, lines: list[Training]) -> None:
    assert all(line.completed_on <= region.as_at.date() for line in lines)


def test_register_is_the_same_each_time(region: Region, lines: list[Training]) -> None:
    assert list(train(generate(people=2_000, seed=40))) == lines
