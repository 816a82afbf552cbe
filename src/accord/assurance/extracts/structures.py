"""The records of a CSV file found exactly (RFC 4180): where each begins, and which are none. Over bytes, not rows.

Only a file that the engine cannot read line by line comes here: with values over several lines, blank lines, bytes of
another encoding, or records that are no records. A block of bytes is looked at as one array; a line with a quotation
mark astray is taken out by itself, and reading goes on with the line after it. Nothing grows with the file but what is
written to disk.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from accord.assurance.extracts.characters import ZERO, find_odd
from accord.assurance.extracts.encodings import Step

LARGEST, SMALLEST, LONGEST_RECORD = 4 * 1024 * 1024, 64 * 1024, 16 * 1024 * 1024
QUOTE, COMMA, NEWLINE, SPACE = 34, 44, 10, 32
ASTRAY = "has a quotation mark astray: write a value with one inside quotation marks, and the mark itself twice"
UNCLOSED = "opens a quotation mark that is never closed: end the value with one, and write a mark inside it twice"
TOO_LONG = f"is longer than {LONGEST_RECORD // 1024**2} MB: no record is"
WHOLE_LINE = -1
KEPT = pa.schema([("record", pa.int64()), ("line", pa.int64())])
MALFORMED = pa.schema([("line", pa.int64()), ("place", pa.int64()), ("reason", pa.string())])

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class Structure:
    """What a file holds: how many records were kept, and how many lines are none."""

    kept: int = 0
    malformed: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Records in a block: where each starts and ends, the commas between values, where reading stops, and why badly."""

    starts: Places
    ends: Places
    commas: Places
    stop: int
    bad: str

    @property
    def values(self) -> Places:
        """How many values each record has."""
        return np.searchsorted(self.commas, self.ends) - np.searchsorted(self.commas, self.starts) + 1


@dataclass(frozen=True, slots=True)
class Wrong:
    """Records that are none: which of a block, at which of their values (or as a whole line), and why."""

    records: Places
    at: Places
    reasons: list[str]


def clean(path: Path, out: Path, lines: Path, malformed: Path, *, columns: int, skip: int, step: Step) -> Structure:
    """Write every good record of the file to `out`, and to `lines` the line on which each begins.

    `malformed`: where each line goes that is no record, with the place of its value and why. `skip`: the bytes of the
    header. A record of another number of values than `columns` is malformed.
    """
    structure = Structure()
    with (
        path.open("rb") as file,
        out.open("wb") as written,
        pq.ParquetWriter(lines, KEPT) as kept,
        pq.ParquetWriter(malformed, MALFORMED) as apart,
    ):
        line = file.read(skip).count(b"\n") + 1
        for block, found in _blocks(file, step):
            wrong = _wrong(block, found, columns)
            wanted = ~_is_blank(block, found)
            wanted[wrong.records] = False
            at = line + _newlines_before(block, found.starts)
            written.write(_joined(block, found, wanted))
            line += int(np.count_nonzero(block[: found.stop] == NEWLINE))
            numbers, told = at[wanted], _told(at[wrong.records], wrong.at, wrong.reasons)
            if found.bad:
                saved = _saved(bytes(block[found.stop :]), columns) if found.bad == ASTRAY else b""
                numbers = np.append(numbers, [line] if saved else np.empty(0, dtype=np.int64))
                written.write(saved)
                told = told if saved else pa.concat_tables([told, _told([line], [WHOLE_LINE], [found.bad])])
                line += 1
            kept.write_batch(_numbered(structure.kept, numbers))
            apart.write_table(told)
            structure.kept += len(numbers)
            structure.malformed += told.num_rows
    return structure


def _wrong(block: Bytes, found: Found, columns: int) -> Wrong:
    """Return the records that hold bytes of no text, or another number of values than there are columns."""
    odd = find_odd(bytes(block[: found.stop]))
    values = found.values
    is_odd = np.zeros(len(found.ends), dtype=bool)
    records = at = np.empty(0, dtype=np.int64)
    reasons: list[str] = []
    if odd is not None:
        records, first = np.unique(np.searchsorted(found.ends, odd.places), return_index=True)
        is_odd[records] = True
        before = np.searchsorted(found.commas, found.starts[records])
        at = np.searchsorted(found.commas, odd.places[first]) - before
        reasons = [ZERO if is_zero else odd.reason for is_zero in odd.is_zero[first]]
    short = np.flatnonzero((values != columns) & ~is_odd & ~_is_blank(block, found))
    reasons += [
        f"has {each} value{'s' if each > 1 else ''}, where the first line names {columns} columns"
        for each in values[short]
    ]
    return Wrong(np.append(records, short), np.append(at, np.full(len(short), WHOLE_LINE)), reasons)


def _is_blank(block: Bytes, found: Found) -> npt.NDArray[np.bool_]:
    """Return which records are nothing but spaces."""
    solid = np.flatnonzero(block > SPACE)
    is_empty: npt.NDArray[np.bool_] = np.searchsorted(solid, found.ends) == np.searchsorted(solid, found.starts)
    is_blank: npt.NDArray[np.bool_] = (found.values == 1) & is_empty
    return is_blank


def _blocks(file: BinaryIO, step: Step) -> Iterator[tuple[Bytes, Found]]:
    """Yield blocks that begin at a record, of a size that fits how well the file is made."""
    held, size, is_over = b"", LARGEST, False
    while held or not is_over:
        if len(held) < size and not is_over:
            more = _read(file, size)
            is_over = not more
            step(len(more))
            held += _plain(more)
            continue
        block = np.frombuffer(held[:size], dtype=np.uint8)
        is_last = is_over and len(held) <= size
        found = _find(block, is_over=is_last)
        after = held.find(b"\n", found.stop) + 1 if found.bad else found.stop
        if not after and not is_last and size < LONGEST_RECORD:
            size = min(size * 4, LONGEST_RECORD)
            continue
        yield block, found
        held = held[after:] if after or is_last else _after_line(file, step)
        size = SMALLEST if found.bad else min(size * 4, LARGEST)


def _plain(more: bytes) -> bytes:
    # the engine takes a carriage return for an end of line of its own, also where it ends none
    return more.replace(b"\r\n", b"\n").replace(b"\r", b" ")


def _read(file: BinaryIO, size: int) -> bytes:
    """Return some bytes, never ending between the two of an end of line."""
    more = file.read(size)
    return more + file.read(1) if more.endswith(b"\r") else more


def _after_line(file: BinaryIO, step: Step) -> bytes:
    """Read on to the end of a line that is too long for a record, and return what was read after it."""
    while more := _read(file, LARGEST):
        step(len(more))
        _, end, rest = more.partition(b"\n")
        if end:
            return _plain(rest)
    return b""


def _find(block: Bytes, *, is_over: bool) -> Found:
    quotes = np.flatnonzero(block == QUOTE)
    inside = np.zeros(len(block), dtype=bool)
    if len(quotes):
        inside = (np.cumsum(block == QUOTE, dtype=np.int64) & 1).astype(bool)
    ends = np.flatnonzero((block == NEWLINE) & ~inside)
    bad, why = _first_astray(block, quotes), ASTRAY
    is_cut = is_over and bad is None and (not len(ends) or ends[-1] < len(block) - 1)
    if is_cut and not inside[-1]:
        ends = np.append(ends, len(block))
    elif is_cut or (bad is None and not len(ends) and len(block) >= LONGEST_RECORD):
        bad, why = len(block), UNCLOSED if inside[-1] else TOO_LONG
    if bad is not None:
        ends = ends[ends < bad]
    starts = np.concatenate(([0], ends[:-1] + 1)) if len(ends) else np.empty(0, dtype=np.int64)
    commas = np.flatnonzero((block == COMMA) & ~inside)
    stop = min(int(ends[-1]) + 1, len(block)) if len(ends) else 0
    return Found(starts, ends, commas, stop, "" if bad is None else why)


def _first_astray(block: Bytes, quotes: Places) -> int | None:
    """Return where a quotation mark opens inside a value, or closes before its end; None where none does."""
    opens, closes = quotes[0::2], quotes[1::2]
    before = opens[opens > 0]
    wrong = before[~np.isin(block[before - 1], (COMMA, NEWLINE, QUOTE))]
    after = closes[closes < len(block) - 1]
    early = after[~np.isin(block[after + 1], (COMMA, NEWLINE, QUOTE))]
    found = np.concatenate((wrong, early))
    return int(found.min()) if len(found) else None


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
    line = rest.partition(b"\n")[0].rstrip(b" \r")
    try:
        values = next(csv.reader([line.decode("utf-8")], strict=True), [])
    except (csv.Error, UnicodeDecodeError):
        return b""
    if len(values) != columns or b"\0" in line:
        return b""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue().encode()


def _numbered(kept: int, lines: Places) -> pa.RecordBatch:
    records = np.arange(kept, kept + len(lines))
    return pa.record_batch([pa.array(records), pa.array(lines.astype(np.int64))], schema=KEPT)


def _told(lines: Sequence[int] | Places, at: Sequence[int] | Places, reasons: list[str]) -> pa.Table:
    return pa.table([pa.array(lines, pa.int64()), pa.array(at, pa.int64()), pa.array(reasons, pa.string())], MALFORMED)
