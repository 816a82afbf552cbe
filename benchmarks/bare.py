"""What bounds a figure over an extract: the same file read by DuckDB alone, in the same run; and the peak of memory."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import duckdb


def scan_bare(database: Path, *tables: str) -> None:
    """Read every column of every row of these tables, and do no more."""
    with duckdb.connect(str(database), read_only=True) as connection:
        for table in tables:
            # The greatest of every column: each value is looked at, and nothing is kept.
            connection.execute(f"SELECT max(COLUMNS(*)) FROM {table}").fetchall()  # noqa: S608 (our own names)


def timed(done: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    began = time.perf_counter()
    done()
    return time.perf_counter() - began


def peak() -> float:
    """Return the most memory that this process has held, in GiB."""
    # What getrusage gives is carried over from the process that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024**2
