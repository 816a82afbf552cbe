"""Every option of every command says what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from accord.config.main import program


def options(command: Any, path: str = "accord") -> Iterator[tuple[str, str]]:
    """Yield each option of a command and of those under it, with its help."""
    for name, under in getattr(command, "commands", {}).items():
        yield from options(under, f"{path} {name}")
    for option in command.params:
        if option.param_type_name == "option":
            yield f"{path} {option.opts[0]}", option.help or ""


def test_every_option_has_help() -> None:
    held = dict(options(get_command(program([]))))
    assert "accord import organisations --relationships" in held
    assert [name for name, said in held.items() if not said] == []
