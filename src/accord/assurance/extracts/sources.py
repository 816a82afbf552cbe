"""Which files are read, and as which table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from accord.assurance.extracts.mappings import Mapping
from accord.domain.dataset import TABLES, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of one extract, each CSV or Parquet; `mapping` leads another system's columns to ours."""

    decisions: Path
    population: Path | None = None
    population_counts: Path | None = None
    sites: Path | None = None
    moves: Path | None = None
    contacts: Path | None = None
    external_events: Path | None = None
    mapping: Mapping | None = None

    def files(self) -> tuple[tuple[Table, Path], ...]:
        """Return each table with its file, decisions first."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return tuple((table, named[table.name]) for table in TABLES if named[table.name] is not None)
