"""Columns of codes as numbers from 0, so that a million rows are arrays and no loop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from accord.assurance.signals.kinds import Held
from accord.assurance.statistics.numbers import Floats, Whole

NONE = -1
"""The number of what is not known."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of codes: the number of each row's, and the code of each number."""

    numbers: Whole
    codes: tuple[str, ...]

    def code(self, number: int) -> str | None:
        """Return the code of a number; None of what is not known."""
        return self.codes[number] if number >= 0 else None

    def find(self, other: Coded) -> Whole:
        """Return this column's numbers for the rows of another; −1 where this column never has the code."""
        places = {code: number for number, code in enumerate(self.codes)}
        mine = np.array([places.get(code, NONE) for code in other.codes] + [NONE], dtype=np.int64)
        return mine[other.numbers]


def table_of(held: Held, query: str, parameters: Sequence[object] = ()) -> Any:
    """Return the rows of a query as an Arrow table."""
    return held.tables.cursor().execute(query, list(parameters)).to_arrow_table()


def coded(table: Any, column: str) -> Coded:
    """Return a column of codes as numbers, in the order in which codes first occur."""
    held = table.column(column).cast(pa.string()).combine_chunks()
    encoded = held.dictionary_encode() if isinstance(held, pa.Array) else held
    numbers = np.asarray(encoded.indices.fill_null(NONE), dtype=np.int64)
    return Coded(numbers, tuple(encoded.dictionary.to_pylist()))


def whole(table: Any, column: str, otherwise: int = NONE) -> Whole:
    """Return a column of whole numbers, with something else where a cell is empty."""
    return np.asarray(table.column(column).fill_null(otherwise), dtype=np.int64)


def summed(codes: Whole, weights: Floats, size: int) -> Floats:
    """Return the sum of weights by code."""
    return np.bincount(codes, weights, minlength=size).astype(np.float64)
