"""The records of a CSV file found exactly (RFC 4180): where each begins, and which are none. Over bytes, not rows.

Only a file that the engine cannot read line by line comes here: with values over several lines, blank lines, or
records that are no records. A block of bytes is looked at as one array; a line with a quotation mark astray is taken
out by itself, and reading goes on with the line after it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from accord.assurance.extracts.encodings import Step

LARGEST, SMALLEST, LONGEST_RECORD = 4 * 1024 * 1024, 64 * 1024, 16 * 1024 * 1024
QUOTE, COMMA, NEWLINE, SPACE = 34, 44, 10, 32
ASTRAY = "has a quotation mark astray: write a value with one inside quotation marks, and the mark itself twice"

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class Structure:
    """What a file holds: how many records were kept, and each line that is no record, with why."""

    kept: int = 0
    malformed: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found:
    """Records in a block: where each starts and ends, its values, where reading stops, and whether it stops badly."""

    starts: Places
    ends: Places
    values: Places
    stop: int
    is_bad: bool


def clean(path: Path, out: Path, lines: Path, *, columns: int, skip: int, step: Step) -> Structure:
    """Write every good record of the file to `out`, and to `lines` the line on which each begins.

    `skip`: the bytes of the header. A record of another number of values than `columns` is malformed.
    """
    structure = Structure()
    schema = pa.schema([("record", pa.int64()), ("line", pa.int64())])
    with path.open("rb") as file, out.open("wb") as written, pq.ParquetWriter(lines, schema) as parquet:
        line = file.read(skip).count(b"\n") + 1
        for block, found in _blocks(file, step):
            wanted = found.values == columns
            is_blank = (found.values == 1) & (_trimmed(block, found) == 0)
            at = line + _newlines_before(block, found.starts)
            numbers = at[wanted]
            structure.malformed += [
                (int(number), f"has {values} values, where the first line names {columns} columns")
                for number, values in zip(at[~wanted & ~is_blank], found.values[~wanted & ~is_blank], strict=True)
            ]
            written.write(_joined(block, found, wanted))
            line += int(np.count_nonzero(block[: found.stop] == NEWLINE))
            if found.is_bad:
                saved = _saved(bytes(block[found.stop :]), columns)
                numbers = np.append(numbers, [line] if saved else np.empty(0, dtype=np.int64))
                written.write(saved)
                structure.malformed += [] if saved else [(line, ASTRAY)]
                line += 1
            parquet.write_batch(_numbered(structure.kept, numbers, schema))
            structure.kept += len(numbers)
    return structure


def _blocks(file: BinaryIO, step: Step) -> Iterator[tuple[Bytes, Found]]:
    """Yield blocks that begin at a record, of a size that fits how well the file is made."""
    held, size, is_over = b"", LARGEST, False
    while held or not is_over:
        if len(held) < size and not is_over:
            more = _read(file, size)
            is_over = not more
            step(len(more))
            # the engine takes a carriage return for an end of line of its own, also where it ends none
            held += more.replace(b"\r\n", b"\n").replace(b"\r", b" ")
            continue
        block = np.frombuffer(held[:size], dtype=np.uint8)
        is_last = is_over and len(held) <= size
        found = _find(block, is_over=is_last)
        after = held.find(b"\n", found.stop) + 1 if found.is_bad else found.stop
        if not after and not is_last and size < LONGEST_RECORD:
            size = min(size * 4, LONGEST_RECORD)
            continue
        yield block, found
        held = held[after or len(held) :]
        size = SMALLEST if found.is_bad else min(size * 4, LARGEST)


def _read(file: BinaryIO, size: int) -> bytes:
    """Return some bytes, never ending between the two of an end of line."""
    more = file.read(size)
    return more + file.read(1) if more.endswith(b"\r") else more


def _find(block: Bytes, *, is_over: bool) -> Found:
    quotes = np.flatnonzero(block == QUOTE)
    inside = np.zeros(len(block), dtype=bool)
    if len(quotes):
        inside = (np.cumsum(block == QUOTE, dtype=np.int64) & 1).astype(bool)
    ends = np.flatnonzero((block == NEWLINE) & ~inside)
    bad = _first_astray(block, quotes)
    is_cut = is_over and bad is None and (not len(ends) or ends[-1] < len(block) - 1)
    if is_cut and not inside[-1]:
        ends = np.append(ends, len(block))
    elif is_cut or (bad is None and not len(ends) and len(block) >= LONGEST_RECORD):
        bad = len(block)  # a quotation mark is opened and never closed
    if bad is not None:
        ends = ends[ends < bad]
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else np.empty(0, dtype=np.int64)
    commas = np.flatnonzero((block == COMMA) & ~inside)
    values = np.searchsorted(commas, ends) - np.searchsorted(commas, starts) + 1
    stop = min(int(ends[-1]) + 1, len(block)) if len(ends) else 0
    return Found(starts, ends, values, stop, bad is not None)


def _first_astray(block: Bytes, quotes: Places) -> int | None:
    """Return where a quotation mark opens inside a value, or closes before its end; None where none does."""
    opens, closes = quotes[0::2], quotes[1::2]
    before = opens[opens > 0]
    wrong = before[~np.isin(block[before - 1], (COMMA, NEWLINE, QUOTE))]
    after = closes[closes < len(block) - 1]
    early = after[~np.isin(block[after + 1], (COMMA, NEWLINE, QUOTE))]
    found = np.concatenate((wrong, early))
    return int(found.min()) if len(found) else None


def _trimmed(block: Bytes, found: Found) -> Places:
    """Return how long each record is without spaces at its ends; only whether it is nothing is asked."""
    solid = np.flatnonzero(block > SPACE)
    return np.searchsorted(solid, found.ends) - np.searchsorted(solid, found.starts)


def _newlines_before(block: Bytes, starts: Places) -> Places:
    return np.searchsorted(np.flatnonzero(block == NEWLINE), starts)


def _joined(block: Bytes, found: Found, wanted: npt.NDArray[np.bool_]) -> bytes:
    """Return the wanted records, each with an end of line: whole runs of them at once."""
    if wanted.all():
        text = bytes(block[: found.stop])
        return text if not text or text.endswith(b"\n") else text + b"\n"
    edges = np.flatnonzero(np.diff(np.concatenate(([0], wanted.astype(np.int8), [0]))))
    runs = zip(edges[0::2], edges[1::2] - 1, strict=True)
    return b"".join(bytes(block[found.starts[first] : found.ends[last]]) + b"\n" for first, last in runs)


def _saved(rest: bytes, columns: int) -> bytes:
    """Return the first line, rewritten, where a mark inside an unquoted value is all that is odd; else nothing."""
    line = rest.partition(b"\n")[0].rstrip(b" \r").decode(errors="replace")
    try:
        values = next(csv.reader([line], strict=True), [])
    except csv.Error:
        return b""
    if len(values) != columns:
        return b""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue().encode()


def _numbered(kept: int, lines: Places, schema: pa.Schema) -> pa.RecordBatch:
    return pa.record_batch(
        [pa.array(np.arange(kept, kept + len(lines))), pa.array(lines.astype(np.int64))], schema=schema
    )
