"""Every number leads to one person, for good, whatever becomes of it."""

import pytest
from django.db import IntegrityError, transaction
from tests.builders import who

from accord.domain.errors import Conflict, Refused
from accord.domain.people import Contact, NumberStatus, Verification
from accord.people.actions import contacts, numbers
from accord.people.models import NhsNumber
from accord.people.queries import find, identities


def leads_to(number: str) -> tuple[object, NumberStatus]:
    found = find.by_number(number)
    assert found
    return found.person_id, found.status


def test_supersede_keeps_the_old_number_as_an_alias() -> None:
    old, new = who.number(), who.number()
    person = who.recorded(nhs_number=old)
    numbers.supersede(person_id=person, number=new, by=None)
    identity = identities.of(person)
    assert identity
    assert (identity.nhs_number, identity.superseded_numbers) == (new, (old,))


def test_supersede_by_a_number_of_somebody_else_is_a_conflict() -> None:
    taken = who.number()
    other, person = who.recorded(nhs_number=taken), who.recorded()
    with pytest.raises(Conflict):
        numbers.supersede(person_id=person, number=taken, by=None)
    assert leads_to(taken) == (other, NumberStatus.CURRENT)


def test_superseded_number_can_become_current_again() -> None:
    old, new = who.number(), who.number()
    person = who.recorded(nhs_number=old)
    numbers.supersede(person_id=person, number=new, by=None)
    numbers.supersede(person_id=person, number=old, by=None)
    assert leads_to(new) == (person, NumberStatus.SUPERSEDED)
    assert leads_to(old) == (person, NumberStatus.CURRENT)


def test_invalidated_number_is_not_verified_and_still_leads_there() -> None:
    number = who.number()
    person = who.recorded(nhs_number=number)
    numbers.invalidate(person_id=person, by=None)
    numbers.invalidate(person_id=person, by=None)
    identity = identities.of(person)
    assert identity
    assert (identity.nhs_number, identity.verification) == (None, Verification.TRACE_NEEDS_RESOLVING)
    assert leads_to(number) == (person, NumberStatus.INVALIDATED)


def test_merge_leads_both_numbers_to_the_one_kept() -> None:
    one, two = who.number(), who.number()
    kept, merged = who.recorded(nhs_number=one), who.recorded(nhs_number=two)
    contacts.add(person_id=merged, contact=Contact(name="Lee"), by=None)
    numbers.merge(kept_id=kept, merged_id=merged, by=None)
    assert leads_to(two) == (kept, NumberStatus.MERGED)
    found = identities.many([kept, merged])
    assert [contact.name for contact in found[kept].contacts] == ["Lee"]
    assert found[merged].merged_into == kept


def test_merge_gives_the_kept_one_a_number_when_it_had_none() -> None:
    number = who.number()
    kept, merged = who.recorded(nhs_number=None), who.recorded(nhs_number=number)
    numbers.merge(kept_id=kept, merged_id=merged, by=None)
    assert leads_to(number) == (kept, NumberStatus.CURRENT)


def test_merge_twice_or_with_oneself_is_refused() -> None:
    kept, merged = who.recorded(), who.recorded()
    with pytest.raises(Refused):
        numbers.merge(kept_id=kept, merged_id=kept, by=None)
    numbers.merge(kept_id=kept, merged_id=merged, by=None)
    with pytest.raises(Conflict):
        numbers.merge(kept_id=kept, merged_id=merged, by=None)


def test_database_allows_one_current_number_a_person() -> None:
    person = who.recorded()
    with pytest.raises(IntegrityError), transaction.atomic():
        NhsNumber.objects.create(number=who.number(), person_id=person, status=NumberStatus.CURRENT.value)
