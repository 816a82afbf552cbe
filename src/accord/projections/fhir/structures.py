"""The types of FHIR R4 as values, read from their text tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

DEFINITIONS = "accord.projections.fhir.definitions"
BACKBONE = ("BackboneElement", "Element")
OF_ELEMENT = "id string\nextension Extension *"
OF_BACKBONE = f"{OF_ELEMENT}\nmodifierExtension Extension *"
OF_RESOURCE = "id id\nmeta Meta\nimplicitRules uri\nlanguage code"
OF_DOMAIN = f"{OF_RESOURCE}\ntext Narrative\ncontained Resource *\n{OF_BACKBONE}"
WITHOUT_TEXT = frozenset({"Bundle", "Binary", "Parameters"})
"""Resources that are no DomainResource."""
_LINE = re.compile(
    r"(?P<indent> *)(?P<name>\w+)(?P<choice>\[x\])? (?P<types>[^{]+?)(?: \{(?P<codes>[^}]+)\})?(?: (?P<often>[1*+]))?"
)
_TYPE = re.compile(r"(?P<name>#?\w+)(?:\((?P<targets>[\w ]+)\))?")


@dataclass(frozen=True, slots=True)
class TypeOf:
    """One type that an element may have. `targets`: the kinds of resources that a reference may lead to; none: any."""

    name: str
    targets: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a type: what it may be, and how often it stands."""

    name: str
    types: tuple[TypeOf, ...]
    is_choice: bool = False
    is_required: bool = False
    is_repeated: bool = False
    codes: frozenset[str] = frozenset()
    parts: Mapping[str, Element] = field(default_factory=dict)
    same_as: str = ""
    keys: tuple[tuple[str, TypeOf], ...] = field(init=False)
    """The names under which it stands in JSON, each with its type."""

    def __post_init__(self) -> None:
        """Work the names out once: whatever is checked asks for them."""
        named: tuple[tuple[str, TypeOf], ...] = ((self.name, self.types[0]),)
        if self.is_choice:
            named = tuple((self.name + each.name[0].upper() + each.name[1:], each) for each in self.types)
        object.__setattr__(self, "keys", named)


@dataclass(frozen=True, slots=True)
class Structure:
    """One type: its elements by name, and the parts that are named again elsewhere within it."""

    name: str
    elements: Mapping[str, Element]
    is_resource: bool

    @property
    def is_domain_resource(self) -> bool:
        """Whether it has a text, contained resources and extensions."""
        return self.is_resource and self.name not in WITHOUT_TEXT

    def named(self, name: str) -> Element:
        """Return the first element of this name, however deep; raises KeyError where there is none."""
        for each in _walk(self.elements):
            if each.name == name and each.parts:
                return each
        raise KeyError(name)


class NoSuchType(KeyError):
    """A type that FHIR R4 does not have, or that nothing here uses."""


RESOURCES = frozenset(each.name.removesuffix(".txt") for each in (files(DEFINITIONS) / "resources").iterdir())
"""The resources that are known here."""


@cache
def structure(name: str) -> Structure:
    """Return a type by its name; raises NoSuchType."""
    is_resource = name in RESOURCES
    table = files(DEFINITIONS) / ("resources" if is_resource else "types") / f"{name}.txt"
    if not name.isalnum() or not table.is_file():
        raise NoSuchType(name)
    always = OF_ELEMENT
    if is_resource:
        always = OF_RESOURCE if name in WITHOUT_TEXT else OF_DOMAIN
    lines = [*always.splitlines(), *table.read_text("utf-8").splitlines()]
    return Structure(name, _read([_LINE.fullmatch(line) or _unreadable(name, line) for line in lines]), is_resource)


def _unreadable(name: str, line: str) -> re.Match[str]:
    raise ValueError(f"{name}: {line!r} says no element")


def _read(lines: Sequence[re.Match[str]]) -> dict[str, Element]:
    """Return elements by name; what stands deeper belongs to the one above."""
    found: dict[str, Element] = {}
    depth = len(lines[0]["indent"]) if lines else 0
    for place, line in enumerate(lines):
        if len(line["indent"]) == depth:
            deeper = _deeper(lines[place + 1 :], depth)
            found.setdefault(line["name"], _element(line, deeper))
    return found


def _deeper(lines: Sequence[re.Match[str]], depth: int) -> list[re.Match[str]]:
    end = next((place for place, line in enumerate(lines) if len(line["indent"]) <= depth), len(lines))
    return list(lines[:end])


def _element(line: re.Match[str], deeper: Sequence[re.Match[str]]) -> Element:
    types = tuple(_type(each) for each in line["types"].split(" | "))
    always = [
        _LINE.fullmatch(each) for each in (OF_BACKBONE if types[0].name == BACKBONE[0] else OF_ELEMENT).split("\n")
    ]
    parts = {**_read([each for each in always if each]), **_read(deeper)} if types[0].name in BACKBONE else {}
    return Element(
        name=line["name"],
        types=types,
        is_choice=bool(line["choice"]),
        is_required=line["often"] in ("1", "+"),
        is_repeated=line["often"] in ("*", "+"),
        codes=frozenset((line["codes"] or "").split()),
        parts=parts,
        same_as=types[0].name.removeprefix("#") if types[0].name.startswith("#") else "",
    )


def _type(said: str) -> TypeOf:
    found = _TYPE.fullmatch(said.strip())
    if found is None:
        raise ValueError(f"{said!r} is no type")
    return TypeOf(found["name"], frozenset((found["targets"] or "").split()))


def _walk(elements: Mapping[str, Element]) -> Iterator[Element]:
    for each in elements.values():
        yield each
        yield from _walk(each.parts)
