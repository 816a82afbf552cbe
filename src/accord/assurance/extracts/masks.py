"""Numbers among the words of a free text that could be NHS numbers: left out, and counted."""

from __future__ import annotations

import duckdb

from accord.assurance.extracts.words import quoted
from accord.domain.nhs_numbers import MASK, masked

MASKED = "accord_masked"
COUNTED = "masked_"
"""How the column begins of how many numbers were left out of a text."""

# Ten digits with nothing but spaces and hyphens between: all that `masked` could leave out, and a little more.
_MAY_HOLD = r"[0-9](?:[\s\p{Z}\x{0085}\x{2010}-\x{2013}\x{001c}-\x{001f}-]*[0-9]){9}"


def teach(connection: duckdb.DuckDBPyConnection) -> None:
    """Give the engine the function of the domain; it is called for those texts alone that hold ten digits."""
    connection.create_function(MASKED, masked, ["VARCHAR"], "VARCHAR")


def may_hold_number(words: str) -> str:
    """Return SQL for: the text has ten digits on end, or with spaces and hyphens between."""
    return f"regexp_matches({words}, {quoted(_MAY_HOLD)})"


def left_out(name: str, words: str) -> str:
    """Return SQL for how many numbers were left out of a text."""
    length = len(MASK)
    return (
        f"CASE WHEN {name} <> {words} THEN (length(replace({words}, {quoted(MASK)}, '')) - length({words})"
        f" + length({name}) - length(replace({name}, {quoted(MASK)}, ''))) // {length} ELSE 0 END"
    )
