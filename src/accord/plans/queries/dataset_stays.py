"""The denominators: who stayed where and when, and each move between sites."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from accord.domain.moments import LONDON, Moment
from accord.domain.organisations import OrganisationReference
from accord.domain.people import Identity, StayKind
from accord.domain.plan.documents import Plan
from accord.people.queries import stays
from accord.people.queries.stays import CountedStay
from accord.plans.queries.dataset_files import Row
from accord.projections.dataset import pseudonym
from accord.projections.facts.people import person_facts

NO_PLAN = Plan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sites:
    """The sites of the directory on a day, and the area that answers for each."""

    known: Mapping[UUID, OrganisationReference]
    areas: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """Yield the table of sites."""
        for site in self.known.values():
            yield {
                "site_code": site.code,
                "name": site.name,
                "site_type": site.site_type.value,
                "area_code": self.areas.get(site.code),
                "places": site.places,
            }

    def cells(self, site_id: UUID) -> dict[str, str | int | None] | None:
        """Return which site it is, or None when the directory does not hold it on the day."""
        site = self.known.get(site_id)
        if site is None:
            return None
        return {"site_code": site.code, "site_type": site.site_type.value, "area_code": self.areas.get(site.code)}


def population(sites: Sites, key: bytes) -> Iterator[Row]:
    """Yield one row a person a stay."""
    for stay in stays.every():
        where = sites.cells(stay.site_id)
        if where is None:
            continue
        start = Moment.of(stay.start).day
        yield {
            "person_id": pseudonym(str(stay.person_id), column="person_id", key=key),
            **where,
            "start_date": start.isoformat(),
            "end_date": Moment.of(stay.end).day.isoformat() if stay.end else None,
            **_person(stay, start),
        }


def moves(
    sites: Sites, reviews: Mapping[UUID, Sequence[datetime]], key: bytes, *, of: Container[UUID]
) -> Iterator[Row]:
    """Yield one row a transfer of the people in `of`, with when a decision was first looked at again after it."""
    for person_id, group in groupby(stays.every(), key=lambda stay: stay.person_id):
        if person_id not in of:
            continue
        reviewed = reviews.get(person_id, ())
        for before, after, at in transfers(tuple(group)):
            left, come_to = sites.cells(before), sites.cells(after)
            if left is None or come_to is None:
                continue
            looked_at = next((each for each in reviewed if each >= at), None)
            yield {
                "person_id": pseudonym(str(person_id), column="person_id", key=key),
                "from_site_code": left["site_code"],
                "to_site_code": come_to["site_code"],
                "moved_at": at.astimezone(LONDON).isoformat(),
                "reviewed_at": looked_at.astimezone(LONDON).isoformat() if looked_at else None,
            }


def transfers(held: Sequence[CountedStay]) -> Iterator[tuple[UUID, UUID, datetime]]:
    """Yield (from, to, when) for each change of where one person is: an admission counts before the home behind it."""
    moments = sorted({stay.start for stay in held} | {stay.end for stay in held if stay.end})
    before: UUID | None = None
    for at in moments:
        here = _where(held, at)
        if here is not None and before is not None and here != before:
            yield before, here, at
        before = here or before


def _where(held: Sequence[CountedStay], at: datetime) -> UUID | None:
    there = [stay for stay in held if stay.start <= at and (stay.end is None or at < stay.end)]
    admitted = [stay for stay in there if stay.kind is StayKind.ADMISSION]
    latest = max(admitted or there, key=lambda stay: stay.start, default=None)
    return latest.site_id if latest else None


_COLUMNS = (
    *("age", "sex", "ethnicity", "imd_decile", "learning_disability", "downs_syndrome", "autism", "dementia"),
    *("mental_illness", "physical_disability", "sensory_impairment", "frailty", "palliative_register"),
)


def _person(stay: CountedStay, on: date) -> dict[str, str | int | None]:
    identity = Identity(person_id=stay.person_id, birth_date=stay.birth_date, gender=stay.gender)
    facts = person_facts(NO_PLAN, identity, stay.characteristics, on)
    return {name: facts[name] for name in _COLUMNS}
