"""The people of a region: their numbers, and how what is known of them hangs together."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean

import pytest
from tests.builders.regions import region, share, stories

from accord.domain import nhs_numbers
from accord.domain.choices import Answer
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import DeathStatus, StayKind, Verification
from accord.people.checks import check_person
from accord.synth.people import Person, number_at
from accord.synth.sizes import Living
from accord.synth.traits import Traits

pytestmark = pytest.mark.no_database


def people() -> list[Person]:
    return [story.person for story in stories()]


def traits(keep: Callable[[Traits], bool]) -> list[Traits]:
    return [person.traits for person in people() if keep(person.traits)]


def frailty(held: list[Traits]) -> float:
    return mean(each.frailty for each in held if each.frailty)


def test_every_number_is_valid_unique_and_of_the_test_range() -> None:
    numbers = [n for p in people() for n in (p.record.nhs_number, p.superseded_number) if n]
    assert len(set(numbers)) == len(numbers)
    assert all(n.startswith("999") and nhs_numbers.is_valid(n, Acceptance.OWN_TEST) for n in numbers)


def test_slots_lead_to_different_numbers_all_the_way() -> None:
    slots = [*range(0, nhs_numbers.OWN_TEST_COUNT, 97), nhs_numbers.OWN_TEST_COUNT - 1]
    assert len({number_at(slot, 3) for slot in slots}) == len(slots)


def test_slots_beyond_the_last_number_have_none() -> None:
    assert number_at(nhs_numbers.OWN_TEST_COUNT, 3) is None


def test_some_people_have_no_verified_number() -> None:
    unverified = [p for p in people() if p.record.verification is not Verification.VERIFIED]
    without = [p for p in people() if p.record.nhs_number is None]
    assert all(p.record.verification is Verification.NOT_PRESENT for p in without)
    assert 0.01 < share(len(unverified), len(people())) < 0.05
    assert any(p.superseded_number for p in people())


def test_the_index_of_people_would_take_everybody() -> None:
    for person in people():
        check_person(person.record, Acceptance.OWN_TEST)


def test_frailty_rises_with_age() -> None:
    younger, older = traits(lambda t: 65 <= t.age < 75), traits(lambda t: t.age >= 90)
    assert frailty(older) > frailty(younger) + 0.4


def test_residents_of_nursing_homes_are_frailer_than_people_at_home() -> None:
    nursing, home = traits(lambda t: t.living is Living.NURSING), traits(lambda t: t.living is Living.OWN_HOME)
    assert frailty(nursing) > frailty(home) + 0.8


def test_frailty_is_not_scored_for_the_young_or_for_a_learning_disability() -> None:
    assert not any(t.frailty for t in traits(lambda t: t.age < 50 or t.learning_disability))


def test_dementia_is_commoner_in_homes() -> None:
    in_homes, at_home = traits(lambda t: t.in_a_home), traits(lambda t: t.living is Living.OWN_HOME)
    assert share(sum(t.dementia for t in in_homes), len(in_homes)) > 0.5
    assert share(sum(t.dementia for t in at_home), len(at_home)) < 0.15


def test_learning_disability_is_commonest_in_supported_living() -> None:
    held = traits(lambda t: t.living is Living.SUPPORTED)
    assert share(sum(t.learning_disability for t in held), len(held)) > 0.5


def test_the_city_is_more_diverse_and_more_deprived_than_the_coast() -> None:
    coast, city = traits(lambda t: t.area.index == 0), traits(lambda t: t.area.index == 2)
    assert share(sum(t.ethnicity != "A" for t in city), len(city)) > 0.25
    assert share(sum(t.ethnicity != "A" for t in coast), len(coast)) < 0.1
    assert mean(t.imd for t in city) < mean(t.imd for t in coast) - 0.5


def test_interpreters_are_for_those_who_speak_another_language() -> None:
    assert all(t.language for t in traits(lambda t: t.interpreter))
    assert not any(t.language for t in traits(lambda t: t.ethnicity == "A"))


def test_all_ages_are_there_and_most_are_old() -> None:
    ages = [p.traits.age for p in people()]
    assert min(ages) < 18
    assert 0.005 < share(sum(age < 18 for age in ages), len(ages)) < 0.03
    assert share(sum(age >= 65 for age in ages), len(ages)) > 0.7


def test_ages_are_as_the_date_of_birth_says() -> None:
    today = region().as_at.date()
    for person in people():
        assert person.identity(region().as_at).age_on(today) == person.traits.age


def test_restricted_people_are_nowhere() -> None:
    restricted = [p.record for p in people() if p.record.restricted]
    assert restricted
    assert not any(r.addresses or r.telecoms or r.practice for r in restricted)


def test_deaths_are_formal_and_informal() -> None:
    known = {p.record.death.status for p in people() if p.record.death}
    assert known == {DeathStatus.FORMAL, DeathStatus.INFORMAL}


def test_stays_are_in_order_and_one_admission_is_open_at_most() -> None:
    for person in people():
        assert all(stay.end is None or stay.start < stay.end for stay in person.stays)
        assert sum(stay.kind is StayKind.ADMISSION and stay.end is None for stay in person.stays) <= 1


def test_needs_follow_what_is_known() -> None:
    disabled = [p for p in people() if p.traits.learning_disability]
    assert all(p.record.needs.written_format == "Easy read" for p in disabled)
    assert any(p.record.needs.interpreter is Answer.YES for p in people())


def test_children_have_parents() -> None:
    children = [p for p in people() if not p.traits.is_adult]
    assert all({c.relationship for c in p.record.contacts} <= {"Mother", "Father"} for p in children)
    assert all(p.record.contacts for p in children)
