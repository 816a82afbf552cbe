"""A region as files: the dataset that any system could have given, and the truth in a folder apart from it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from accord.assurance.simulations.regions import Region
from accord.assurance.simulations.snapshots import Snapshots

TRUTH = "truth"


def write_region(region: Region, folder: Path, *, as_of: dt.date | None = None, ending: str = "parquet") -> list[Path]:
    """Write the files of the dataset ("csv" or "parquet") as they stood on a day, or the last; and the truth as CSV."""
    day = as_of or region.settings.date_of(region.settings.days - 1)
    folder.mkdir(parents=True, exist_ok=True)
    written = list(Snapshots(region).write_files(day, folder, ending).values())
    (folder / TRUTH).mkdir(exist_ok=True)
    for name in ("truth", "planted", "likenesses"):
        path = folder / TRUTH / f"{name}.csv"
        csv.write_csv(_flat(getattr(region, name)), path)
        written.append(path)
    return written


def _flat(table: pa.Table) -> pa.Table:
    """Return the table with lists as text, `;` between."""
    for number, field in enumerate(table.schema):
        if pa.types.is_list(field.type):
            table = table.set_column(number, field.name, pc.binary_join(table.column(number), ";"))
    return table
