"""Whether a resource is one that FHIR R4 allows: names, types, numbers, bound codes and the standard's own conditions.

What comes in is refused for what it says here, and what goes out is not sent. Texts are never repeated in a problem:
they may be somebody's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from accord.projections.fhir.invariants import broken
from accord.projections.fhir.primitives import is_primitive, problem
from accord.projections.fhir.problems import Problem, Wrong
from accord.projections.fhir.structures import RESOURCES, Element, Structure, TypeOf, structure

DEEPEST = 40
"""Elements within elements; a resource that goes deeper is refused, since nothing here does."""
ANY_RESOURCE = "Resource"


@dataclass(frozen=True, slots=True)
class _At:
    """Where one is: the type around it, its path, how deep, and whether within another resource's `contained`."""

    around: Structure
    path: str
    depth: int = 0
    is_contained: bool = False

    def down(self, name: str, place: int | None = None) -> _At:
        """Return where an element within it is."""
        said = f"{self.path}.{name}" if place is None else f"{self.path}.{name}[{place}]"
        return _At(self.around, said, self.depth + 1, self.is_contained or name == "contained")


def check(resource: object, *, kind: str = "", path: str = "") -> list[Problem]:
    """Return everything that is wrong with a resource in JSON; `kind`: which it has to be. Sound ones have nothing."""
    return list(_resource(resource, kind, path, depth=0, is_contained=False))


def _resource(value: object, kind: str, path: str, *, depth: int, is_contained: bool) -> Iterator[Problem]:
    if not isinstance(value, Mapping):
        yield Problem(path or kind or ANY_RESOURCE, Wrong.STRUCTURE, "is not a resource: give a JSON object")
        return
    named = value.get("resourceType")
    if not isinstance(named, str) or named not in RESOURCES:
        yield Problem(path or ANY_RESOURCE, Wrong.STRUCTURE, "has no resourceType that is known here")
        return
    if kind and named != kind:
        yield Problem(path or named, Wrong.STRUCTURE, f"is a {named}, and a {kind} is asked for")
        return
    held = structure(named)
    at = _At(held, path or named, depth, is_contained)
    yield from _object({key: each for key, each in value.items() if key != "resourceType"}, held.elements, at)
    yield from broken(named, value, at.path, is_contained=is_contained)


def _object(value: Mapping[str, object], elements: Mapping[str, Element], at: _At) -> Iterator[Problem]:
    if not value and at.depth:
        yield Problem(at.path, Wrong.STRUCTURE, "is empty")
    if at.depth > DEEPEST:
        yield Problem(at.path, Wrong.STRUCTURE, f"lies deeper than {DEEPEST} elements")
        return
    known = {key: (element, typed) for element in elements.values() for key, typed in element.keys}
    for key, held in value.items():
        found = known.get(key.removeprefix("_"))
        if found is None or (key.startswith("_") and not is_primitive(found[1].name)):
            yield Problem(f"{at.path}.{key}", Wrong.STRUCTURE, f"is no element of {at.around.name} here")
        elif key.startswith("_"):
            yield from _beside(held, found[0], at.down(key))
        else:
            yield from _held(held, found[0], found[1], key, at)
    for element in elements.values():
        yield from _numbers(element, value, at)


def _numbers(element: Element, value: Mapping[str, object], at: _At) -> Iterator[Problem]:
    """Yield where an element that has to stand does not, or two of one choice do."""
    here = [key for key, _ in element.keys if key in value or f"_{key}" in value]
    shown = f"{at.path}.{element.name}" + ("[x]" if element.is_choice else "")
    if element.is_required and not here:
        yield Problem(shown, Wrong.REQUIRED, "has to be given")
    if len(here) > 1:
        yield Problem(shown, Wrong.STRUCTURE, f"is given as {' and '.join(here)}: give one of them")


def _held(value: object, element: Element, typed: TypeOf, key: str, at: _At) -> Iterator[Problem]:
    if not element.is_repeated:
        if isinstance(value, list):
            yield Problem(f"{at.path}.{key}", Wrong.STRUCTURE, "is a list, and may stand once")
        else:
            yield from _value(value, element, typed, at.down(key))
        return
    if not isinstance(value, list):
        yield Problem(f"{at.path}.{key}", Wrong.STRUCTURE, "is no list")
    elif not value:
        yield Problem(f"{at.path}.{key}", Wrong.STRUCTURE, "is an empty list")
    else:
        for place, each in enumerate(value):
            if each is not None or not is_primitive(typed.name):
                yield from _value(each, element, typed, at.down(key, place))


def _value(value: object, element: Element, typed: TypeOf, at: _At) -> Iterator[Problem]:
    if is_primitive(typed.name):
        if wrong := problem(typed.name, value):
            yield Problem(at.path, Wrong.VALUE, wrong)
        elif element.codes and value not in element.codes:
            yield Problem(at.path, Wrong.CODE, f"is none of {', '.join(sorted(element.codes))}")
        return
    if typed.name == ANY_RESOURCE:
        yield from _resource(value, "", at.path, depth=at.depth, is_contained=at.is_contained)
        return
    if not isinstance(value, Mapping):
        yield Problem(at.path, Wrong.STRUCTURE, f"is no {typed.name}: give a JSON object")
        return
    if element.same_as or element.parts:
        parts = (at.around.named(element.same_as) if element.same_as else element).parts
        yield from _object(value, parts, at)
        return
    held = structure(typed.name)
    yield from _object(value, held.elements, _At(held, at.path, at.depth, at.is_contained))
    yield from broken(typed.name, value, at.path)
    if typed.name == "Reference":
        yield from _target(value, typed.targets, at)


def _target(value: Mapping[str, object], targets: frozenset[str], at: _At) -> Iterator[Problem]:
    """Yield where a reference leads to a kind of resource that may not stand there."""
    said, kind = value.get("reference"), value.get("type")
    named = kind if isinstance(kind, str) else _kind_of(said) if isinstance(said, str) else ""
    if targets and named and named not in targets:
        yield Problem(at.path, Wrong.VALUE, f"leads to a {named}, and may lead to {' or '.join(sorted(targets))}")


def _kind_of(reference: str) -> str:
    parts = reference.split("/_history/", maxsplit=1)[0].split("/")
    kind = parts[-2] if len(parts) > 1 else ""
    return kind if kind[:1].isupper() and kind.isalpha() else ""


def _beside(value: object, element: Element, at: _At) -> Iterator[Problem]:
    """Yield what is wrong beside a primitive value: there stand its id and its extensions."""
    each_of = value if element.is_repeated and isinstance(value, list) else [value]
    for each in each_of:
        if each is None and element.is_repeated:
            continue
        if not isinstance(each, Mapping) or not each or not each.keys() <= {"id", "extension"}:
            yield Problem(at.path, Wrong.STRUCTURE, "holds more than an id and extensions, or is empty")
        else:
            yield from _extensions(each, at)


def _extensions(value: Mapping[str, object], at: _At) -> Iterator[Problem]:
    held = value.get("extension", [])
    if not isinstance(held, list):
        yield Problem(f"{at.path}.extension", Wrong.STRUCTURE, "is no list")
        return
    extension = structure("Extension")
    for place, each in enumerate(held):
        below = at.down("extension", place)
        if isinstance(each, Mapping):
            yield from _object(each, extension.elements, _At(extension, below.path, below.depth, below.is_contained))
            yield from broken(extension.name, each, below.path)
        else:
            yield Problem(below.path, Wrong.STRUCTURE, "is no Extension: give a JSON object")
