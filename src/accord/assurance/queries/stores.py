"""The files that a run left, asked through DuckDB: read-only, with little memory, and nothing of any other folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from accord.assurance.extracts.words import quoted
from accord.assurance.runs import stored

MEMORY = "512MB"
THREADS = 1

Rows = tuple[tuple[Any, ...], ...]


def ask(folder: Path, query: str, values: Sequence[object] = ()) -> Rows:
    """Return the rows of a query over the stored files of a run; each is a view with the name of its file."""
    held = folder / stored.FOLDER
    with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": THREADS}) as tables:
        tables.execute(f"SET allowed_directories = [{quoted(f'{held}/')}]")
        tables.execute("SET enable_external_access = false; SET lock_configuration = true")
        for name in stored.FILES:
            tables.read_parquet(str(held / name)).create_view(name.removesuffix(".parquet"))
        return tuple(tables.execute(query, list(values)).fetchall())
