"""What can be searched for: parameters as values, and reading them from a request (hl7.org/fhir/R4/search.html)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from accord.projections.fhir.systems import NHS_NUMBER
from accord.sharing.fhir.outcomes import Refusal


class SearchType(StrEnum):
    """The types of search parameters that we have."""

    TOKEN = "token"
    REFERENCE = "reference"
    STRING = "string"
    DATE = "date"
    URI = "uri"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchParameter:
    """One thing to search by. `is_private`: what is given may tell who somebody is, so it never stands in an address.

    `leads_to`: the kinds that a reference may name. `is_required`: a search without it would list people.
    """

    name: str
    type: SearchType
    says: str
    is_private: bool = False
    is_required: bool = False
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A code or an identifier. `system` is None where none was said, and empty where it was said that there is none."""

    value: str
    system: str | None = None

    @property
    def is_nhs_number(self) -> bool:
        """Whether it is said to be an NHS number, or looks like one."""
        return self.system == NHS_NUMBER or (self.system is None and bool(re.fullmatch(r"[\d ]{10,12}", self.value)))


_ID = SearchParameter(name="_id", type=SearchType.TOKEN, says="The resource with this id")
MOST_VALUES = 50
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: each parameter with what was given, as text. All of them hold; one value of each does."""

    given: Mapping[str, tuple[tuple[str, ...], ...]]

    def __contains__(self, name: str) -> bool:
        """Return whether a parameter was given."""
        return name in self.given

    def one(self, name: str) -> str | None:
        """Return the one value of a parameter, or None; raises Refusal where several are given."""
        held = self.given.get(name)
        if held is None:
            return None
        if len(held) > 1 or len(held[0]) > 1:
            raise Refusal.one(400, "not-supported", "takes one value.", name)
        return held[0][0]

    def tokens(self, name: str) -> list[tuple[Token, ...]]:
        """Return each time that a token was given, with the values of which one has to hold."""
        return [tuple(read_token(each) for each in values) for values in self.given.get(name, ())]

    def id_of(self, name: str, *kinds: str) -> UUID | None:
        """Return the id that a reference names; raises Refusal for another kind, or what cannot be an id here."""
        said = self.one(name)
        return None if said is None else read_id(said, name, kinds)


def every(parameters: Iterable[SearchParameter]) -> tuple[SearchParameter, ...]:
    """Return the parameters of a resource with those that each has."""
    return (_ID, *parameters)


def read_query(parameters: Sequence[SearchParameter], given: Iterable[tuple[str, str]], *, in_address: bool) -> Query:
    """Read what was given; raises Refusal for a parameter that is not known, and for a number in an address."""
    known = {each.name: each for each in parameters}
    held: dict[str, list[tuple[str, ...]]] = {}
    for name, value in given:
        found = known.get(name.partition(":")[0])
        if found is None or ":" in name:
            accepted = ", ".join(sorted(known))
            raise Refusal.one(400, "not-supported", f"is no search parameter here. Accepted: {accepted}.", name[:60])
        values = tuple(_split(value))
        if not all(values):
            raise Refusal.one(400, "invalid", "has an empty value.", name)
        if _CONTROLS.search(value):
            raise Refusal.one(400, "invalid", "holds a control character.", name)
        if len(values) > MOST_VALUES:
            raise Refusal.one(400, "too-costly", f"has more than {MOST_VALUES} values.", name)
        if in_address and _is_private(found, values):
            words = "never stands in an address: send this search as POST to …/_search."
            raise Refusal.one(400, "security", words, name)
        held.setdefault(name, []).append(values)
    for each in parameters:
        if each.is_required and each.name not in held:
            raise Refusal.one(400, "required", "has to be given.", each.name)
    return Query({name: tuple(each) for name, each in held.items()})


def may_stand_in_address(parameters: Sequence[SearchParameter], given: Iterable[tuple[str, str]]) -> bool:
    """Return whether nothing that was given, and read, tells who somebody is."""
    known = {each.name: each for each in parameters}
    return not any(_is_private(known[name], _split(value)) for name, value in given)


def read_token(text: str) -> Token:
    """Read `value`, `|value` or `system|value`."""
    system, bar, value = text.partition("|")
    return Token(value, system) if bar else Token(text)


def read_id(said: str, name: str, kinds: Sequence[str]) -> UUID:
    """Read an id, alone or with its kind (`Patient/…`)."""
    kind, _, number = said.rpartition("/")
    if kind and kind not in kinds:
        raise Refusal.one(400, "invalid", f"leads to {' or '.join(kinds)}.", name)
    try:
        return UUID(number)
    except ValueError as wrong:
        raise Refusal.one(404, "not-found", "names nothing that is known here.", name) from wrong


def _is_private(parameter: SearchParameter, values: Iterable[str]) -> bool:
    return parameter.is_private or any(read_token(value).is_nhs_number for value in values)


def _split(text: str) -> Iterator[str]:
    """Yield the values between commas; a comma after a backslash belongs to its value."""
    for part in re.split(r"(?<!\\),", text):
        yield re.sub(r"\\([,$|\\])", r"\1", part).strip()
