"""One registry of resources: what can be done with each, by which parameters, and how it is read from the record.

The routes, the CapabilityStatement and the OpenAPI document are made from it and from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from accord.domain.authority import Actor
from accord.projections.fhir.elements import Made
from accord.projections.fhir.systems import PROFILES
from accord.sharing.fhir.searches import Query, SearchParameter, every


@dataclass(frozen=True, slots=True)
class Asker:
    """Which system asks, by which request."""

    request: HttpRequest
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A resource as it is held. `version` changes whenever it does; `is_new`: one that was created just now."""

    made: Made
    version: str
    updated: datetime | None = None
    is_new: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of what was found, and how much there is of it in all. `said`: what has to be said beside it."""

    page: Sequence[Held]
    total: int
    said: Sequence[str] = ()


Reading = Callable[[Asker, str], Held | None]
Searching = Callable[[Asker, Query, int, int], Found]
"""Takes who asks, what for, how many to leave out and how many to give at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """Something that is asked of a kind of resource by its own name (`$name`), posted as Parameters or as a form."""

    name: str
    says: str
    takes: Sequence[SearchParameter]
    needs: str
    """The letters of the scope that it asks for (`r`, `rs`)."""
    run: Callable[[Asker, Query], Made]
    is_urgent: bool = False
    """Whether it is answered however often its system asks: what stands between a crew and a plan does harm."""


Creating = Callable[[Asker, Made], Held]
Updating = Callable[[Asker, str, Made], Held | None]
"""Takes the id and what it is to be; returns None where there is none with this id."""
Deleting = Callable[[Asker, str], bool]
"""Returns whether there was one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """Something that is asked of one resource by its own name, by GET or by POST: `Subscription/<id>/$status`.

    `run` returns None where there is no resource with the id.
    """

    name: str
    says: str
    definition: str
    run: Callable[[Asker, str, Query], Made | None]
    takes: Sequence[SearchParameter] = ()
    scope: str = ""
    """Which scope it asks for; with none, to read its kind."""
    is_gone: bool = False
    """Whether it answers 410 where what it is asked of is no longer current."""
    makes_anew: bool = False
    """Whether each answer makes something: nobody asks for its headers alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind of resource. What it has no function for cannot be done with it."""

    type: str
    says: str
    read: Reading
    search: Searching | None = None
    parameters: Sequence[SearchParameter] = ()
    profile: str = ""
    operations: Sequence[Operation] = ()
    create: Creating | None = None
    find_again: Callable[[Asker, Made, str], Held | None] | None = None
    """What a conditional create finds (`If-None-Exist`), where that is not what a search finds."""
    update: Updating | None = None
    delete: Deleting | None = None
    inquiries: Sequence[Inquiry] = ()
    native: str = ""
    """The type in which it is sent as itself, and not as FHIR, to whoever accepts that alone."""
    makes_anew: bool = False
    """Whether each reading makes one: then nobody asks for its headers alone, and no version is known already."""
    is_exported: bool = False
    """Whether a bulk export of it, and of what belongs to it, can be asked for."""

    @property
    def interactions(self) -> list[str]:
        """What can be done with it, as a CapabilityStatement names it."""
        more = (
            ("search-type", self.search),
            ("create", self.create),
            ("update", self.update),
            ("delete", self.delete),
        )
        return ["read", *(name for name, done in more if done)]

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods of HTTP that the address of one of them takes."""
        more = (("PUT", self.update), ("DELETE", self.delete))
        return ("GET", *(() if self.makes_anew else ("HEAD",)), *(name for name, done in more if done))

    @property
    def is_made_once(self) -> bool:
        """Whether it can be made on the condition that it is not there yet."""
        return self.create is not None and (self.search is not None or self.find_again is not None)

    @property
    def searched_by(self) -> Sequence[SearchParameter]:
        """Everything that it can be searched by."""
        return every(self.parameters) if self.search else ()

    @property
    def profiles(self) -> list[str]:
        """The profile of UK Core that it is made to."""
        return [f"{PROFILES}{self.profile}"] if self.profile else []


def none_found() -> Found:
    """Return a search that found nothing."""
    return Found(page=(), total=0)


def a_part(held: Sequence[Held], skip: int, most: int) -> Found:
    """Return one page of what was found, of all of it."""
    return Found(page=held[skip : skip + most], total=len(held))
