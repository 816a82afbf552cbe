"""A region drawn from a seed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import islice, pairwise

import pytest
from tests.builders.regions import PEOPLE, region, stories

from accord.domain.authority import NOT_STAFF, Role
from accord.domain.organisations import RelationshipKind, SiteType
from accord.synth.regions import generate

pytestmark = pytest.mark.no_database


def test_the_same_seed_gives_the_same_region() -> None:
    one, other = generate(people=700, seed=5), generate(people=700, seed=5)
    assert one.organisations == other.organisations
    assert one.staff == other.staff
    assert list(one.stories()) == list(other.stories())


def test_another_seed_gives_another_region() -> None:
    one, other = generate(people=200, seed=5), generate(people=200, seed=6)
    assert [s.person.record.name for s in one.stories()] != [s.person.record.name for s in other.stories()]


def test_exactly_as_many_people_have_plans_as_were_asked_for() -> None:
    asked = generate(people=1300, seed=2, plans=333)
    assert sum(story.has_plan for story in asked.stories()) == 333


def test_three_in_ten_have_a_plan_where_nothing_is_asked_for() -> None:
    assert sum(story.has_plan for story in stories()) == 900
    assert len(stories()) == PEOPLE


def test_blocks_are_told_alone_as_they_are_told_together() -> None:
    second = next(islice(region().blocks(), 1, 2))
    assert second == stories()[500:1000]


def test_nothing_lies_after_the_moment_at_which_the_region_stands() -> None:
    as_at = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
    told = [v for s in generate(people=600, seed=3, as_at=as_at).stories() for v in s.versions]
    assert max(v.document.signature.signed_at for v in told) <= as_at
    assert all(step.at <= as_at for v in told for step in v.later)


def test_areas_have_every_kind_of_site() -> None:
    for area in range(3):
        kinds = {each.site_type for each in region().organisations if each.area == area}
        assert set(SiteType) - {SiteType.AMBULANCE} <= kinds


def test_codes_are_unique_and_plainly_synthetic() -> None:
    codes = [each.code for each in region().organisations]
    assert len(set(codes)) == len(codes)
    assert all(code.startswith("Z9") and len(code) == 5 for code in codes)


def test_names_of_sites_are_unique() -> None:
    names = Counter(each.name for each in region().organisations)
    assert [name for name, times in names.items() if times > 1] == []


def test_every_tie_leads_to_an_organisation() -> None:
    codes = {each.code for each in region().organisations}
    assert {tie.target for each in region().organisations for tie in each.ties} <= codes


def test_every_home_is_operated_and_lies_in_an_area() -> None:
    homes = [each for each in region().organisations if "RO269" in each.roles]
    for home in homes:
        kinds = {tie.kind for tie in home.ties}
        assert {RelationshipKind.OPERATED_BY, RelationshipKind.IN_AREA_OF} <= kinds
        assert home.places


def test_there_is_a_sign_in_for_each_role_and_whoever_a_signal_needs_besides() -> None:
    staff = {each.code: each for each in region().staff}
    several = [*[Role.PROVIDER_MANAGER] * 3, Role.ASSURANCE_LEAD, Role.CLINICIAN, Role.ADMINISTRATOR]
    assert Counter(each.role for each in region().sign_ins) == Counter([*(set(Role) - NOT_STAFF), *several])
    assert all(staff[each.staff_code].roles[0].role is each.role for each in region().sign_ins)
    assert len({each.staff_code for each in region().sign_ins}) == len(region().sign_ins)


def test_signal_of_a_home_can_be_answered_by_the_practice_and_closed_by_a_second_lead() -> None:
    staff = {each.code: each.roles[0].organisation for each in region().staff}
    works_at = {each.username: staff[each.staff_code] for each in region().sign_ins}
    assert works_at["practice"] == works_at["clinician"]
    assert works_at["lead"] == works_at["assurance"]


def test_hospital_and_ambulance_service_can_be_tried_with_a_downtime_pack_of_each() -> None:
    staff = {each.code: each.roles[0].organisation for each in region().staff}
    works_at = {each.username: staff[each.staff_code] for each in region().sign_ins}
    assert works_at["ward"] == works_at["records"] == works_at["matron"]
    assert works_at["station"] == works_at["paramedic"]
    kinds = {each.code: each.site_type for each in region().organisations}
    assert kinds[works_at["ward"]] is SiteType.ACUTE_HOSPITAL


def test_the_first_person_has_no_plan_and_can_be_found() -> None:
    first = region().first_person
    assert stories()[0].person == first
    assert not stories()[0].has_plan
    assert stories()[0].draft is None
    assert first.record.nhs_number
    assert first.record.birth_date
    assert first.record.addresses[0].postcode
    assert first.record.death is None
    assert not first.record.restricted


def test_examples_for_the_guides_are_of_the_kinds_that_they_are_called() -> None:
    kinds = [each.site_type for each in region().directory.examples.values()]
    expected = [SiteType.ACUTE_HOSPITAL, SiteType.GP_PRACTICE, SiteType.NURSING_HOME, SiteType.AMBULANCE]
    assert kinds == expected


def test_people_of_the_first_area_are_registered_with_its_practices() -> None:
    practices = {practice.code for practice in region().directory.areas[0].practices}
    assert region().first_person.traits.practice.code in practices


def test_homes_are_not_fuller_than_they_are_registered_for() -> None:
    held = Counter(s.person.traits.site.code for s in stories() if s.person.traits.site)
    places = {each.code: each.places for each in region().organisations if each.places}
    over = [code for code, number in places.items() if held[code] > number]
    assert len(over) <= 1


def test_codes_of_neighbours_differ_in_their_numbers() -> None:
    numbers = [s.person.record.nhs_number for s in stories()[:50] if s.person.record.nhs_number]
    assert all(abs(int(a) - int(b)) > 1000 for a, b in pairwise(numbers))


def test_as_many_areas_as_england_has_boards_have_names_of_their_own() -> None:
    wide = generate(people=4200, seed=1, areas=42)
    names = Counter(each.name for each in wide.organisations)
    assert max(names.values()) == 1
    assert len(next(wide.blocks())) == 500


def test_blocks_start_only_where_blocks_start() -> None:
    with pytest.raises(ValueError, match="multiple"):
        next(region().blocks(250))
