"""Looks at a person's record, and what about one may be worth asking after: a question, never an accusation."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.people import Identity, PersonName
from accord.domain.relationships import AccessBasis

MANY = 50
"""People whose records one member of staff opened in a day, from which on it is worth asking. A limit of our own.

Who stands on the list of what waits for somebody is not among them, nor who is in a downtime pack that was taken away:
nobody chose to open those records."""
UNCHOSEN = frozenset({AccessBasis.WORK.value, AccessBasis.IN_PACK.value})
EMERGENCY = "emergency"


class Hint(Choice):
    """Something about a look that may be worth asking after."""

    OWN_NAME = "own_name", "Whoever looked has this person’s name"
    SAME_SURNAME = "same_surname", "Whoever looked has this person’s family name"
    COLLEAGUE = "colleague", "Somebody who works at the same organisation has this person’s name"
    NO_RELATIONSHIP = "no_relationship", "No relationship with this person is recorded"
    RESTRICTED = "restricted", "The record is restricted"
    MANY_PEOPLE = "many_people", "Many people’s records opened that day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look: when, by whom in which role and for which organisation, at whose record, what, and why."""

    log_id: int
    at: datetime
    staff_id: UUID
    staff_name: str
    staff_role_id: UUID
    organisation_id: UUID
    organisation_code: str
    person_id: UUID
    purpose: str
    what: str
    basis: str


def hints_of(look: Look, person: Identity, *, colleagues: Collection[str], people_that_day: int) -> tuple[Hint, ...]:
    """Return what about a look may be worth asking after.

    `colleagues` are the names of those who work at the same organisation; `people_that_day` counts those whose
    records whoever looked opened on the day. Where a restricted person lives or stays is never compared.
    """
    found = [*_of_names(look, person.names, colleagues)]
    if person.restricted:
        found.append(Hint.RESTRICTED)
    if not _has_basis(look, person):
        found.append(Hint.NO_RELATIONSHIP)
    if people_that_day >= MANY and look.basis not in UNCHOSEN:
        found.append(Hint.MANY_PEOPLE)
    return tuple(found)


def _of_names(look: Look, names: Collection[PersonName], colleagues: Collection[str]) -> tuple[Hint, ...]:
    words = _words(look.staff_name)
    if any(_is_of(name, words) for name in names):
        return (Hint.OWN_NAME,)
    shared = any(name.family and set(_words(name.family)) <= set(words[-2:]) for name in names)
    others = [_words(each) for each in colleagues if each != look.staff_name]
    known = any(_is_of(name, each) for name in names for each in others)
    return (*((Hint.SAME_SURNAME,) if shared else ()), *((Hint.COLLEAGUE,) if known else ()))


def _is_of(name: PersonName, words: tuple[str, ...]) -> bool:
    """Whether a name as staff write it ("Dr Ada Moss") holds a person's first given name and family name."""
    given = _words(name.given[0]) if name.given else ()
    family = _words(name.family)
    return bool(given and family) and set(given) <= set(words) and words[-len(family) :] == family


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().replace("’", "'").split())


def _has_basis(look: Look, person: Identity) -> bool:
    """Whether the look was made on some basis; of one whose basis was not kept, the person's details say."""
    if look.basis:
        return look.basis != AccessBasis.OUTSIDE
    return person.restricted or look.purpose == EMERGENCY or _is_related(look, person)


def _is_related(look: Look, person: Identity) -> bool:
    if person.practice and person.practice.code == look.organisation_code:
        return True
    return any(stay.site_id == look.organisation_id for stay in person.stays)
