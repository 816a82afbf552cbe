"""How a command says what came of its work: in words for a reader, as JSON for a program."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable

import typer


def as_plain(value: object) -> object:
    """Return what JSON can hold of a report: dataclasses by their fields, everything unknown as its text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): as_plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [as_plain(held) for held in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def say(lines: Iterable[str], report: object, *, as_json: bool) -> None:
    """Write a report on stdout."""
    if as_json:
        typer.echo(json.dumps(as_plain(report), ensure_ascii=False, indent=2))
    else:
        for line in lines:
            typer.echo(line)


def complain(lines: Iterable[str]) -> None:
    """Write what could not be taken on stderr; then leave with 2, unless there was nothing."""
    told = [f"accord: {line}\n" for line in lines]
    sys.stderr.writelines(told)
    if told:
        raise typer.Exit(2)
