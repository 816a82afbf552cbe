"""Organization, Practitioner and PractitionerRole: the directory, in which nobody is a patient."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar
from uuid import UUID

from django.utils import timezone

from accord.organisations.queries import entries
from accord.projections.fhir import organisations, systems
from accord.projections.fhir.elements import Made
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.registry import Asker, Found, Held, Resource
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType, Token
from accord.sharing.fhir.versions import held_of

Value = TypeVar("Value")
_REGISTERS = {system: register for register, system in organisations.REGISTERS.items()}
_ODS = (systems.ODS_ORGANISATION, systems.ODS_SITE, None)


def _organisations(_asker: Asker, query: Query, skip: int, most: int) -> Found:
    codes = _all_of(query.tokens("identifier"), lambda each: each.value.upper() if each.system in _ODS else None)
    held, total = entries.organisations(
        ids=ids_of(query), codes=codes, name=query.one("name") or "", skip=skip, most=most
    )
    today = timezone.localdate()
    return _found((organisations.organization(each, today) for each in held), total)


def _practitioners(_asker: Asker, query: Query, skip: int, most: int) -> Found:
    numbers = _all_of(query.tokens("identifier"), _registration)
    held, total = entries.members(ids=ids_of(query), numbers=numbers, skip=skip, most=most)
    return _found((organisations.practitioner(each) for each in held), total)


def _posts(_asker: Asker, query: Query, skip: int, most: int) -> Found:
    held, total = entries.posts(
        ids=ids_of(query),
        staff_id=query.id_of("practitioner", "Practitioner"),
        organisation_id=query.id_of("organization", "Organization"),
        skip=skip,
        most=most,
    )
    today = timezone.localdate()
    return _found((organisations.practitioner_role(each, today) for each in held), total)


def ids_of(query: Query) -> Collection[UUID] | None:
    """Return the ids that are asked for; None where none is, and nothing where what was given can be none."""
    return _all_of(query.tokens("_id"), lambda each: id_of(each.value))


def _one(search: Callable[[Asker, Query, int, int], Found]) -> Callable[[Asker, str], Held | None]:
    """Return how one is read, out of how it is searched for."""

    def read(asker: Asker, number: str) -> Held | None:
        return next(iter(search(asker, Query({"_id": ((number,),)}), 0, 1).page), None)

    return read


def _all_of(tokens: Iterable[tuple[Token, ...]], reading: Callable[[Token], Value | None]) -> Collection[Value] | None:
    """Return the values that hold each time that a parameter was given; None where it was not."""
    held = [{value for each in one if (value := reading(each)) is not None} for one in tokens]
    return set.intersection(*held) if held else None


def _registration(token: Token) -> tuple[str, str] | None:
    register = _REGISTERS.get(token.system or "")
    return (register, token.value) if register else None


def _found(made: Iterable[Made], total: int) -> Found:
    return Found(page=[held_of(each) for each in made], total=total)


_IDENTIFIER = SearchType.TOKEN
ORGANIZATION = Resource(
    type="Organization",
    says="Organisations of the directory, with their ODS codes.",
    read=_one(_organisations),
    search=_organisations,
    profile="Organization",
    parameters=(
        SearchParameter(name="identifier", type=_IDENTIFIER, says="The ODS code"),
        SearchParameter(name="name", type=SearchType.STRING, says="How the name begins"),
    ),
)
PRACTITIONER = Resource(
    type="Practitioner",
    says="Staff, with their registrations.",
    read=_one(_practitioners),
    search=_practitioners,
    profile="Practitioner",
    parameters=(SearchParameter(name="identifier", type=_IDENTIFIER, says="The number of a registration"),),
)
PRACTITIONER_ROLE = Resource(
    type="PractitionerRole",
    says="What staff do at an organisation, and from when to when.",
    read=_one(_posts),
    search=_posts,
    profile="PractitionerRole",
    parameters=(
        SearchParameter(name="practitioner", type=SearchType.REFERENCE, says="Whose it is", leads_to=("Practitioner",)),
        SearchParameter(name="organization", type=SearchType.REFERENCE, says="Where", leads_to=("Organization",)),
    ),
)
