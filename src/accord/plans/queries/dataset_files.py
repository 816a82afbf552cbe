"""A table of the dataset as files, CSV and Parquet or Parquet alone, written row by row in the order of its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from enum import Enum
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from accord.domain.dataset import Table, Type

Row = Mapping[str, str | int | None]
BATCH = 10_000


class Form(Enum):
    """As which files a table is written."""

    BOTH = "csv and parquet"
    PARQUET = "parquet"

    def of(self, name: str) -> str:
        """Return the file that the data package names for a table."""
        return f"{name}.parquet" if self is Form.PARQUET else f"{name}.csv"


def write_table(folder: Path, table: Table, rows: Iterator[Row], form: Form = Form.BOTH) -> int:
    """Write `name.csv` and `name.parquet`, and return how many rows there were. An empty cell is not recorded.

    Dates and times stay text in Parquet too: a date alone is a value of its own where a time is not known.
    """
    schema = pa.schema(
        [(column.name, pa.int64() if column.type is Type.INTEGER else pa.string()) for column in table.columns]
    )
    count = 0
    with ExitStack() as stack:
        parquet = stack.enter_context(pq.ParquetWriter(folder / f"{table.name}.parquet", schema))
        writer = None
        if form is Form.BOTH:
            file = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writer = csv.DictWriter(file, table.names)
            writer.writeheader()
        while batch := list(islice(rows, BATCH)):
            if writer:
                writer.writerows(batch)
            parquet.write_table(pa.Table.from_pylist(batch, schema))
            count += len(batch)
    return count
