"""Small things that every item says in the same way: when, who, by what name its sender knows it, and what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from accord.domain.errors import Refused
from accord.domain.json_documents import Unplaced, as_text
from accord.domain.moments import Moment
from accord.projections.fhir.elements import Made

NO_PLACE = "This software has no place for it."
HOUSEKEEPING = frozenset(
    {"resourceType", "id", "meta", "language", "text", "identifier", "contained", "subject", "patient", "status"}
)
"""Elements of every resource that say how it is kept, and whom it is about."""
LONGEST = 1_000


def moment_of(text: object) -> Moment | None:
    """Return a moment; None for one that is not a whole day, such as a year alone."""
    try:
        return Moment.read(text) if isinstance(text, str) else None
    except Refused:
        return None


def dated_line(name: str, text: object) -> str:
    """Say a date that is less than a day: "Dated 2021-09"."""
    return f"{name} {text}" if isinstance(text, str) and moment_of(text) is None else ""


def last_changed(made: Made, *names: str) -> Moment | None:
    """Return when an item says that it was last changed: in `meta`, else in the first of these elements that says."""
    said = (made.get("meta", {}).get("lastUpdated"), *(made.get(name) for name in names))
    return next((moment for each in said if (moment := moment_of(each))), None)


def keys_of(made: Made) -> tuple[str, ...]:
    """Return the names by which the sender knows an item again: its identifiers, else its own id."""
    held = made.get("identifier") or []
    named = [held] if isinstance(held, Mapping) else held
    keys = tuple(f"{each.get('system', '')}|{each['value']}" for each in named if each.get("value"))
    own = made.get("id")
    return keys or ((f"{made['resourceType']}/{own}",) if own else ())


def names_of(references: Iterable[Made], among: Mapping[str, Made]) -> str:
    """Return who is referred to, as far as the item says: by display, by what it holds of them, or by identifier."""
    return ", ".join(dict.fromkeys(name for each in references if (name := name_of(each, among))))


def name_of(reference: Made, among: Mapping[str, Made]) -> str:
    """Return one of them."""
    held = among.get(str(reference.get("reference", "")), {})
    shown = str(reference.get("display") or "") or _name_in(held, among)
    number = reference.get("identifier", {}).get("value")
    return (shown or (f"{reference.get('type', 'number')} {number}" if number else ""))[:LONGEST]


def held_in(made: Made) -> dict[str, Made]:
    """Return the resources that an item contains, by the references to them."""
    return {f"#{each['id']}": each for each in made.get("contained", ()) if each.get("id")}


def notes_of(made: Made) -> Iterator[str]:
    """Yield what was noted."""
    return (f"Note: {str(each['text'])[:LONGEST]}" for each in made.get("note", ()) if each.get("text"))


def left_over(made: Made, taken: Collection[str]) -> tuple[Unplaced, ...]:
    """Return each element that was not read."""
    return tuple(
        Unplaced(path=f"{made['resourceType']}.{key}", value=as_text(value), why=NO_PLACE)
        for key, value in made.items()
        if key not in taken and key not in HOUSEKEEPING and not key.startswith("_")
    )


def _name_in(held: Made, among: Mapping[str, Made]) -> str:
    name = held.get("name")
    if isinstance(name, list) and name:
        first = name[0]
        parts = (*first.get("prefix", ()), *first.get("given", ()), first.get("family", ""))
        return str(first.get("text") or " ".join(part for part in parts if part))
    if isinstance(name, str):
        return name
    person = held.get("practitioner")
    return name_of(person, {key: each for key, each in among.items() if each is not held}) if person else ""
