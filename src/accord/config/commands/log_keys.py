"""The public keys that a command about the log is given."""

from __future__ import annotations

from typing import Annotated

import typer

from accord.domain.errors import Refused

DIGITS = 64
Key = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY", help="A public key whose heads count; may be given several times."),
]


def public_keys(given: list[str]) -> frozenset[str]:
    """Return the keys, or refuse one that is none."""
    for key in given:
        if len(key) != DIGITS or not set(key) <= set("0123456789abcdef"):
            raise Refused.one("--key", f"'{key}' is no public key.", "Give its 64 hexadecimal digits.")
    return frozenset(given)
