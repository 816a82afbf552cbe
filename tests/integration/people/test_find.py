"""One person is found by number or by exact details; nobody is listed."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.builders import who

from accord.domain.errors import Refused
from accord.domain.people import Address, NumberStatus, PersonName
from accord.people.actions import numbers
from accord.people.queries import find, identities


def details(**changed: object) -> dict[str, object]:
    return {"family": "hartley", "birth_date": who.BORN, "postcode": "zz993ab"} | changed


def test_found_by_number_with_spaces() -> None:
    number = who.number()
    person = who.recorded(nhs_number=number)
    found = find.by_number(f"{number[:3]} {number[3:6]}-{number[6:]}")
    assert found == find.Found(person_id=person, status=NumberStatus.CURRENT)
    assert not found.words


def test_superseded_number_leads_to_the_person_and_says_so() -> None:
    old, new = who.number(), who.number()
    person = who.recorded(nhs_number=old)
    numbers.supersede(person_id=person, number=new, by=None)
    found = find.by_number(old)
    assert found
    assert (found.person_id, found.status) == (person, NumberStatus.SUPERSEDED)
    assert "replaced by another" in found.words


def test_unknown_number_finds_nobody() -> None:
    assert find.by_number(who.number()) is None


def test_wrong_number_is_refused() -> None:
    with pytest.raises(Refused, match="at least one digit is wrong"):
        find.by_number("999 000 0019")


@pytest.mark.parametrize(
    ("held", "typed"),
    [("O'Brien", "OBRIEN"), ("Núñez", "nunez"), ("Smith-Jones", "smith jones"), ("Straße", "STRASSE")],
)
def test_names_are_compared_without_marks(held: str, typed: str) -> None:
    person = who.recorded(name=PersonName(family=held))
    assert find.by_details(**details(family=typed)) == [person]  # type: ignore[arg-type]  # a builder's dictionary


@pytest.mark.parametrize("changed", [{"family": "Hartly"}, {"birth_date": date(1941, 5, 18)}, {"postcode": "ZZ99 3AC"}])
def test_details_must_all_fit(changed: dict[str, object]) -> None:
    who.recorded()
    assert find.by_details(**details(**changed)) == []  # type: ignore[arg-type]  # as above


def test_former_name_finds_the_person() -> None:
    person = who.recorded(other_names=(PersonName(family="Lowe", use="maiden"),))
    assert find.by_details(**details(family="Lowe")) == [person]  # type: ignore[arg-type]  # as above


def test_twins_are_told_apart_by_first_name() -> None:
    twins = [who.recorded(name=PersonName(family="Hartley", given=(given,))) for given in ("Rose", "Iris")]
    assert set(find.by_details(**details())) == set(twins)  # type: ignore[arg-type]  # as above
    assert find.by_details(**details(given="iris")) == [twins[1]]  # type: ignore[arg-type]  # as above


def test_restricted_person_is_found_by_number_alone() -> None:
    number = who.number()
    person = who.recorded(nhs_number=number, restricted=True, addresses=(Address(postcode="ZZ99 3AB"),))
    assert find.by_details(**details()) == []  # type: ignore[arg-type]  # as above
    found = find.by_number(number)
    assert found
    assert found.person_id == person


def test_identity_is_two_queries_at_most(tmp_path: Path) -> None:
    who.load_directory(tmp_path)
    person = who.recorded()
    with CaptureQueriesContext(connection) as queries:
        identity = identities.of(person)
    assert len(queries) <= 2
    assert identity
    assert identity.practice
    assert identity.practice.name == "Elm Surgery"
