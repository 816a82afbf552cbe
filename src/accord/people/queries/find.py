"""Find one person, by NHS number or by exact details. There is no list of people to browse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.domain import nhs_numbers
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import NumberStatus
from accord.people.acceptance import accepted_here
from accord.people.models import Name, NhsNumber, SearchKey
from accord.people.search_keys import family_key, postcode_key

NOBODY_FOUND = "Nobody with these details is known here. Check the details, or try another way to find the person."
SEVERAL_FOUND = "More than one person here has these details. Add a first name, or use the NHS number."
MOST = 5
_WORDS = {
    NumberStatus.CURRENT: "",
    NumberStatus.SUPERSEDED: "The NHS number you gave was replaced by another. This is the same person.",
    NumberStatus.MERGED: "The NHS number you gave was merged with another. This is the same person.",
    NumberStatus.INVALIDATED: "The NHS number you gave is no longer valid. Check that this is the right person.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The person that an NHS number leads to, and what that number is to them now."""

    person_id: UUID
    status: NumberStatus

    @property
    def words(self) -> str:
        """What must be said about the number that was given; empty for the current one."""
        return _WORDS[self.status]


def by_number(text: str, accept: Acceptance | None = None) -> Found | None:
    """Return whom an NHS number leads to, superseded or not. Raises Refused for no number that is taken here."""
    number = nhs_numbers.parse(text, accepted_here() if accept is None else accept)
    row = NhsNumber.objects.filter(pk=number.digits).values_list("person_id", "status").first()
    return Found(person_id=row[0], status=NumberStatus(row[1])) if row else None


def known_among(numbers: Iterable[str]) -> frozenset[str]:
    """Return those of some numbers (ten digits each) that lead to somebody."""
    return frozenset(NhsNumber.objects.filter(number__in=list(numbers)).values_list("number", flat=True))


def by_details(*, family: str, birth_date: date, postcode: str, given: str = "") -> Sequence[UUID]:
    """Return who has exactly this family name, date of birth and postcode (and first name, where one is given).

    Names and postcodes are compared without capitals, accents and spaces. Several only where twins, say, share all
    three: then a first name tells them apart. A restricted person is not found this way.
    """
    keys = SearchKey.objects.filter(
        family=family_key(family), birth_date=birth_date, postcode=postcode_key(postcode)
    ).values_list("person_id", flat=True)
    found = sorted(set(keys[: MOST * 4]))
    return [person for person in found if not given or _goes_by(person, given)][:MOST]


def _goes_by(person_id: UUID, given: str) -> bool:
    wanted = family_key(given)
    names = Name.objects.filter(person_id=person_id).values_list("given", flat=True)
    return any(family_key(one) == wanted for given_names in names for one in given_names)
