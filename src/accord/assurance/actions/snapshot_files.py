"""The files of a snapshot: the dataset as it stands now, as Parquet, under the hash of all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accord.assurance import folders
from accord.assurance.actions import whole_folders
from accord.assurance.extracts.sources import Sources
from accord.domain.dataset import DECISIONS, MOVES, POPULATION, POPULATION_COUNTS, SITES, Table
from accord.plans.queries.dataset import write_package
from accord.plans.queries.dataset_files import Form
from accord.plans.queries.keys import kept_key

DAY = "snapshot.json"
"""The file that says of which day a snapshot is: another day is another snapshot, though nothing has changed."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A snapshot as it lies on the disk, and how many rows each table has."""

    identity: str
    folder: Path
    rows: Mapping[str, int]

    @property
    def sources(self) -> Sources:
        """Its files, as a run reads them."""
        return Sources(
            decisions=self._file(DECISIONS),
            population=self._file(POPULATION),
            population_counts=self._file(POPULATION_COUNTS),
            sites=self._file(SITES),
            moves=self._file(MOVES),
        )

    def _file(self, table: Table) -> Path:
        return self.folder / f"{table.name}.parquet"


def write(on: date) -> Written:
    """Write the snapshot of a day, whole or not at all. The same record on the same day gives the same identity."""
    with whole_folders.beside(folders.snapshots()) as folder:
        written = write_package(
            out=folder, on=on, with_rationale=True, with_stays=True, key=kept_key(), form=Form.PARQUET
        )
        (folder / DAY).write_text(json.dumps({"as_of": on.isoformat()}) + "\n", encoding="utf-8")
        identity = identify(folder)
        target = folders.folder_of_snapshot(identity)
        if not target.exists():
            whole_folders.put(folder, target)
    return Written(identity=identity, folder=target, rows=written.rows)


def identify(folder: Path) -> str:
    """Return the SHA-256 over the names of a folder's files and what each holds."""
    whole = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        whole.update(f"{file.name}\n{_sha256(file)}\n".encode())
    return whole.hexdigest()


def _sha256(file: Path) -> str:
    found = hashlib.sha256()
    with file.open("rb") as held:
        while block := held.read(_BLOCK):
            found.update(block)
    return found.hexdigest()
