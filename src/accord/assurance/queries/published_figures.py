"""The measures of a period within a scope, counted from the snapshot that a run read: what a publication is made of."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from accord.assurance import folders
from accord.assurance.extracts import readings
from accord.assurance.extracts.sources import Sources
from accord.assurance.publications.figures import Period
from accord.assurance.queries import measured, stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.assurance.runs import measuring, stored
from accord.assurance.runs.counted_people import counted_people
from accord.assurance.runs.engines import open_duckdb
from accord.domain.dataset import TABLES
from accord.domain.errors import Refused

MEMORY = "1GB"
_KINDS = "SELECT site_type, count(*) FROM sites WHERE ? IS NULL OR list_contains(?, site_code) GROUP BY ALL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Rows as `measures.csv` has them, and how many sites of each kind they are of."""

    rows: tuple[Mapping[str, Any], ...]
    sites: Mapping[str, int]


def count_period(run: CurrentRun, period: Period, scope: Scope) -> Counted:
    """Count every measure over a period, of the sites of a scope. Raises Refused where the snapshot is gone.

    It asks files alone and may take its time: count before a transaction begins.
    """
    with tempfile.TemporaryDirectory(prefix="accord-publication-") as apart:
        folder = Path(apart)
        _count(_sources(run.identity), folder, period)
        found = CurrentRun(
            id=uuid4(), identity=run.identity, as_of=period.until, made_at=run.made_at, folder=folder / "out"
        )
        codes = None if scope.site_codes is None else sorted(scope.site_codes)
        kinds = stores.ask(found.folder, _KINDS, [codes, codes])
        return Counted(
            rows=tuple(asdict(row) for row in measured.rows(found, scope=scope)),
            sites={str(kind): int(number) for kind, number in kinds},
        )


def _sources(identity: str) -> Sources:
    folder = folders.folder_of_snapshot(identity)
    files = ((table.name, folder / f"{table.name}.parquet") for table in TABLES)
    there: dict[str, Any] = {name: file for name, file in files if file.is_file()}
    if "decisions" not in there:
        raise Refused.one("", "The snapshot of this run is no longer kept.", "Try again after the next one.")
    return Sources(**there)


def _count(sources: Sources, folder: Path, period: Period) -> None:
    extract = readings.read(sources, folder / "read", as_of=period.until, memory=MEMORY)
    with open_duckdb(extract.database, as_of=period.until, since=period.since, memory=MEMORY) as engine:
        workings = measuring.workings(engine)
        found = measuring.measured(workings, counted_people(engine))
        out = folder / "out" / stored.FOLDER
        out.parent.mkdir()
        stored.write_counts(workings, (), found, out)
    stored.write_days(extract.database, out)
