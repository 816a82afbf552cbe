"""Write the reference page of the stored document: `python -m accord.projections.references [FOLDER]`."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Union
from uuid import UUID

from accord.domain.choices import Choice
from accord.domain.moments import Moment
from accord.domain.people import Identity
from accord.domain.plan.documents import PART_TYPES, SCHEMA, Legal, Plan, SignedDocument
from accord.domain.plan.keeping import Signature
from accord.domain.plan.people_involved import Conversation
from accord.projections.labels import LABELS

FOLDER = Path("docs/reference")
NAME = "plan-document.md"
INTRODUCTION = """\
<!-- Made by `python -m accord.projections.references`; change the dataclasses it is made from, not this page. -->

# The stored plan

What a signed version is, as JSON: the plan, the person as they were, and the signature. It is never changed; its
SHA-256 is taken over its canonical text (sorted keys, no spaces, UTF-8). This is schema {schema}.

A part that nobody has filled is `null`. An empty text, an empty list, `unknown`, `not_recorded` and `not_known` all
mean that nobody has recorded an answer, and none is ever read as "no". A moment is a date, or a date with its time.
"""
LISTS = """\
## Closed lists

A field of one of these holds one of its values.
"""
PLAIN: dict[Any, str] = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    date: "date",
    datetime: "date and time",
    Moment: "moment",
    UUID: "identifier",
}


def write_page(folder: Path = FOLDER) -> Path:
    """Write the page into the folder, and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(page(), encoding="utf-8")
    return path


def page() -> str:
    """Return the page: every part of the document with its fields, what each holds, and its label."""
    parts = {kind: part.words for part, kind in PART_TYPES.items()}
    tables = "\n".join(_table(kind, parts.get(kind, "")) for kind in _kinds())
    choices = "\n".join(_choice(kind) for kind in _choices())
    return f"{INTRODUCTION.format(schema=SCHEMA)}\n{tables}\n{LISTS}\n{choices}"


def _kinds() -> list[type]:
    """Return every dataclass of the document, each once; those inside follow what holds them."""
    roots = (SignedDocument, Plan, *PART_TYPES.values(), Conversation, Legal, Signature, Identity)
    return list(dict.fromkeys(each for root in roots for each in _inside(root)))


def _inside(kind: type) -> Iterator[type]:
    yield kind
    if kind in (SignedDocument, Plan):
        return
    for hint in typing.get_type_hints(kind).values():
        for part in (hint, *typing.get_args(hint)):
            if is_dataclass(part) and part is not Moment:
                yield from _inside(typing.cast(type, part))


def _choices() -> list[type[Choice]]:
    found: dict[type[Choice], None] = {}
    for kind in _kinds():
        for hint in typing.get_type_hints(kind).values():
            for part in (hint, *typing.get_args(hint)):
                if isinstance(part, type) and issubclass(part, Choice):
                    found[part] = None
    return sorted(found, key=lambda each: each.__name__)


def _table(kind: type, title: str) -> str:
    hints = typing.get_type_hints(kind)
    labels = LABELS.get(kind, {})
    says = " ".join((kind.__doc__ or "").split())
    rows = "\n".join(
        f"| `{field.name}` | {_written(hints[field.name])}{_needed(field)} | {labels.get(field.name, '')} |"
        for field in fields(kind)
    )
    part = f"The part “{title}”. " if title else ""
    return f"## {kind.__name__}\n\n{part}{says}\n\n| Field | Holds | On screen |\n| --- | --- | --- |\n{rows}\n"


def _choice(kind: type[Choice]) -> str:
    values = "\n".join(f"| `{value}` | {words} |" for value, words in kind.pairs())
    return f"## {kind.__name__}\n\n| Value | Words |\n| --- | --- |\n{values}\n"


def _needed(field: Field[Any]) -> str:
    return ", needed" if field.default is MISSING and field.default_factory is MISSING else ""


def _written(hint: Any) -> str:
    """Say what a field holds, with a link to the table of what is inside it."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        return f"{_written(next(part for part in inner if part is not type(None)))} or `null`"
    if origin in (tuple, frozenset):
        return f"list of {_written(inner[0])}"
    if origin is dict:
        return "object of text"
    if hint in PLAIN:
        return PLAIN[hint]
    if issubclass(hint, Choice) or is_dataclass(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return "one of " + ", ".join(f"`{member.value}`" for member in hint)


if __name__ == "__main__":
    write_page(*map(Path, sys.argv[1:2]))
