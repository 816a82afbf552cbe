"""Which files are read, and as which table."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

from accord.assurance.extracts.mappings import Mapping, TableMapping
from accord.domain.dataset import TABLES, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The files of one extract, each CSV or Parquet; `mapping` leads another system's columns to ours.

    What is asked of decisions needs their file; the other files can be checked without it.
    """

    decisions: Path | None = None
    population: Path | None = None
    population_counts: Path | None = None
    sites: Path | None = None
    moves: Path | None = None
    contacts: Path | None = None
    external_events: Path | None = None
    mapping: Mapping | None = None

    def files(self) -> tuple[tuple[Table, Path], ...]:
        """Return each table with its file, decisions first."""
        named = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "mapping"}
        return tuple((table, named[table.name]) for table in TABLES if named[table.name] is not None)

    def mapping_of(self, table: Table) -> TableMapping:
        """Return how the columns of a table's file lead to ours."""
        return (self.mapping or Mapping()).of(table.name)
