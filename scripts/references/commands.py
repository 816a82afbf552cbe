"""The reference of commands, made from the command line's own help."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any, cast

import django
from scripts.references.tables import in_one_line, opening, table, text_of
from typer.main import get_command

from accord.config.main import program

ABOUT = """
`accord COMMAND --help` says the same. After `make install` the command lies in `.venv/bin`. Every command of the
record takes `--data DIR`, and `--json` where a program would read the answer.
"""
ENDS = """
It ends with 0 when all went well, and with 2 and plain words on standard error where something given could not be
taken.
"""


def commands_page() -> str:
    """Return the page of commands."""
    lines = opening("Commands", ABOUT, ENDS)
    for name, command in walk():
        lines += [f"## {name}", "", in_one_line(command.help or ""), ""]
        shown = (each for each in command.params if each.name != "help" and not getattr(each, "hidden", False))
        if rows := [_row(each) for each in shown]:
            lines += table(("Given", "What it says", "Otherwise"), rows)
    return text_of(lines)


def walk() -> Iterator[tuple[str, Any]]:
    """Yield each command with its full name, in the order in which they are declared."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "accord.config.settings")
    django.setup()
    for name, command in getattr(get_command(program([])), "commands", {}).items():
        inner = cast(dict[str, Any], getattr(command, "commands", {}))
        if not inner:
            yield f"accord {name}", command
        yield from ((f"accord {name} {each}", one) for each, one in inner.items())


def _row(parameter: Any) -> tuple[str, str, str]:
    words = str(getattr(parameter, "help", None) or "")
    said, _, otherwise = words.partition(" [default: ")
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`", said or "What to read.", "needed"
    given = f"`{', '.join(parameter.opts)}`" + ("" if parameter.is_flag else f" {parameter.metavar or 'VALUE'}")
    return given, said, otherwise.rstrip("]") or _default(parameter)


def _default(parameter: Any) -> str:
    if parameter.required:
        return "needed"
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    if parameter.is_flag or parameter.default in (None, "", ()):
        return "not given" if parameter.is_flag else ""
    return f"`{parameter.default}`"
