"""How another system's columns and words lead to those of the dataset."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """One table's file: `columns` ours to theirs, `constants`, `values` theirs to ours by column, `dates` by column."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """The mapping of one system's files, by table."""

    tables: dict[str, TableMapping] = field(default_factory=dict)

    def of(self, table: str) -> TableMapping:
        """Return the mapping of a table: one that changes nothing where none is given."""
        return self.tables.get(table, TableMapping())
