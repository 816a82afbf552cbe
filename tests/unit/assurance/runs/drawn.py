"""A small extract drawn at random, as canonical tables in a database, and as the rows that the oracle walks."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from accord.assurance.extracts.kinds import cells_of
from accord.domain.dataset import TABLES, Table, Type
from accord.domain.expressions import Cell
from accord.domain.facts import FACTS, Fact, Kind
from accord.soundness.measures.definitions import Over
from accord.soundness.measures.rows import ROWS

Rows = list[dict[str, Cell]]
SINCE, AS_OF = 20_000, 20_400
SEED = 7
ANSWERS: Mapping[str, Sequence[Cell]] = {
    "cpr": ("not_for_cpr", "not_for_cpr", "for_cpr", "modified_cpr", "none"),
    "status": ("active", "active", "suspended", "cancelled", "died"),
    "ethnicity": ("A", "J", "Z", None),
    "rationale": (None,),
    "site_code": ("S1", "S2", "S3", None),
    "area_code": ("A1", "A2"),
    "signer_org_code": ("G1", "G2", None),
    "age": (15, 40, 64, 65, 79, 80, 101, None),
}


class Draws:
    """Draws of cells, the same for the same seed."""

    def __init__(self, seed: int = SEED) -> None:
        self.random = random.Random(seed)  # noqa: S311 (nothing here is secret)

    def decisions(self, rows: int) -> Rows:
        found = [
            {"line": line, **self.cells([fact for fact in FACTS if fact.in_dataset])} for line in range(1, rows + 1)
        ]
        for line, row in enumerate(found):
            row |= {"decision_id": f"d{line}", "person_id": f"p{self.random.randrange(rows // 2)}"}
            row["decided_at_day"] = self.random.randrange(SINCE - 100, AS_OF + 5)
        return found

    def stays(self, rows: int, people: int) -> Rows:
        kept = {"site_code", "site_type", "area_code"}
        personal = [fact for fact in FACTS if fact.in_dataset and fact.name in kept | set(_names("population"))]
        found = [{"line": line, **self.cells(personal)} for line in range(1, rows + 1)]
        for row in found:
            start = self.random.randrange(SINCE - 50, AS_OF + 10)
            end = self.random.choice([None, start + self.random.randrange(300)])
            row |= {"person_id": f"p{self.random.randrange(people)}", "start_day": start, "end_day": end}
        return found

    def moves(self, rows: int, people: int) -> Rows:
        facts = [ROWS[Over.MOVES][name] for name in ("moved_at", "reviewed_at")]
        sites: list[dict[str, Cell]] = [{"from_site_code": "S3", "to_site_code": f"S{1 + n % 2}"} for n in range(rows)]
        return [{**row, **self._happened(people, facts, "moved_at")} for row in sites]

    def contacts(self, rows: int, people: int) -> Rows:
        wanted = ("kind", "plan_viewed_at", "preferred_place", "actual_place")
        facts = [ROWS[Over.CONTACTS][name] for name in wanted]
        return [self._happened(people, facts, "at") for _ in range(rows)]

    def _happened(self, people: int, facts: Sequence[Fact], when: str) -> dict[str, Cell]:
        day = SINCE + self.random.randrange(-20, 420)
        who = f"p{self.random.randrange(people)}"
        return {**self.cells(facts), "person_id": who, f"{when}_day": day, f"{when}_second": None}

    def cells(self, facts: Sequence[Fact]) -> dict[str, Cell]:
        return {column: cell for fact in facts for column, cell in self._cells(fact).items()}

    def _cells(self, fact: Fact) -> dict[str, Cell]:
        if fact.kind in (Kind.MOMENT, Kind.DATE):
            day = self.random.choice([None, self.random.randrange(SINCE - 100, AS_OF + 60)])
            second = None if day is None else self.random.choice([None, day * 86_400 + self.random.randrange(3) * 600])
            return dict(zip(fact.columns, (day, second), strict=False))
        if fact.name in ANSWERS:
            return {fact.name: self.random.choice(ANSWERS[fact.name])}
        if fact.kind is Kind.INTEGER:
            return {fact.name: self.random.choice([None, 0, 1, 3, 9])}
        if fact.kind is Kind.CODE_LIST:
            codes = self.random.sample(fact.values, self.random.randrange(3))
            return {fact.name: ";".join(sorted(codes)) or None}
        return {fact.name: self.random.choice([*fact.values, None] if fact.values else ["x", "y", None])}


def _names(table: str) -> tuple[str, ...]:
    return next(each.names for each in TABLES if each.name == table)


def write_extract(database: Path, given: Mapping[str, Rows], *, without: Sequence[str] = ()) -> Path:
    """Write canonical tables; those not given are empty. `without`: columns of decisions that the file lacks."""
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE given (table_name VARCHAR, column_name VARCHAR)")
        for table in TABLES:
            rows = pa.Table.from_pylist(given.get(table.name, []), schema=_schema(table))
            connection.register("rows", rows)
            connection.execute(f"CREATE TABLE {table.name} AS SELECT * FROM rows")
            had = [name for name in table.names if table.name in given and name not in without]
            for name in had:
                connection.execute("INSERT INTO given VALUES (?, ?)", [table.name, name])
    return database


def _schema(table: Table) -> pa.Schema:
    types: dict[str, pa.DataType] = {"line": pa.int64()}
    for column in table.columns:
        for cell in cells_of(column):
            is_text = column.type is Type.STRING and not cell.endswith("_day")
            types[cell] = pa.string() if is_text else pa.int64()
    return pa.schema(types)
