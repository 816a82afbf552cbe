"""A table of the dataset as two files, CSV and Parquet, written row by row in the order of its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from accord.domain.dataset import Table, Type

Row = Mapping[str, str | int | None]
BATCH = 10_000


def write_table(folder: Path, table: Table, rows: Iterator[Row]) -> int:
    """Write `name.csv` and `name.parquet`, and return how many rows there were. An empty cell is not recorded.

    Dates and times stay text in Parquet too: a date alone is a value of its own where a time is not known.
    """
    schema = pa.schema(
        [(column.name, pa.int64() if column.type is Type.INTEGER else pa.string()) for column in table.columns]
    )
    count = 0
    with (
        (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file,
        pq.ParquetWriter(folder / f"{table.name}.parquet", schema) as parquet,
    ):
        writer = csv.DictWriter(file, table.names)
        writer.writeheader()
        while batch := list(islice(rows, BATCH)):
            writer.writerows(batch)
            parquet.write_table(pa.Table.from_pylist(batch, schema))
            count += len(batch)
    return count
