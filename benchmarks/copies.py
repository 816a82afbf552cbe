"""Many more people from those that are loaded: every row of theirs again, under ids and an NHS number of their own.

Telling a million different stories takes half an hour; copying ten thousand of them a hundred times, a few minutes.
The rows are whole, of the same sizes and in the same indexes; ids, NHS numbers, dates of birth and hashes differ. Once
the 909,090 numbers that may be given out are used up, the others have none, and so their plans are not shared.
"""

from __future__ import annotations

import itertools
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import psycopg
from psycopg import sql

from accord.domain.nhs_numbers import OWN_TEST_COUNT, own_test_number
from accord.domain.people import Verification
from accord.domain.plan.documents import canonical, sha256

ID_OR_NUMBER = re.compile(r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b999[0-9]{7}\b)")
NUMBERS = "people_nhsnumber"
FIRST = ("people_person", "plans_version", "plans_statementrecord", "plans_draft")
"""Tables to which others refer."""
OF_PEOPLE = """
    SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name ~ '^(people|plans|events)_'
      AND data_type NOT IN ('bigint', 'xid8') AND is_generated = 'NEVER'
    GROUP BY 1 HAVING 'person_id' = ANY(array_agg(column_name)) OR table_name = 'people_person'
"""
SHARED_IDS = """
    SELECT id::text FROM organisations_organisation UNION ALL SELECT id::text FROM organisations_staffmember
    UNION ALL SELECT id::text FROM organisations_staffrole
"""
Connection = psycopg.Connection[tuple[object, ...]]
Pieces = list[str]
"""A row as text, cut at its ids and numbers: every second piece is one."""


@dataclass(frozen=True, slots=True)
class Held:
    """A table's rows, as they stand before any is copied."""

    table: str
    columns: list[str]
    rows: list[Pieces]

    def at(self, column: str) -> int:
        """Return where in a row a column stands."""
        return self.columns.index(column)


def copy_people(connection: Connection, wanted: int) -> Iterator[int]:
    """Copy everybody who is loaded until so many are held; give how many are, after each copy."""
    tables = [_hold(connection, table, columns) for table, columns in _tables(connection)]
    people = next(len(held.rows) for held in tables if held.table == "people_person")
    pieces = {piece for held in tables for row in held.rows for piece in row[1::2]}
    shared = {str(row[0]) for row in connection.execute(SHARED_IDS)}
    numbers = sorted(piece for piece in pieces if len(piece) == 10)
    ids = pieces.difference(shared, numbers)
    spare = (number for index in range(OWN_TEST_COUNT) if (number := own_test_number(index).digits) not in pieces)
    dice = random.Random(1)  # noqa: S311 - ids need only differ
    for copy in range(1, wanted // people):
        # the first eight digits change, so that copies lie as far apart in an index as any two people do
        mask = dice.getrandbits(32)
        new = {own: f"{int(own[:8], 16) ^ mask:08x}{own[8:]}" for own in ids}
        given = list(itertools.islice(spare, len(numbers)))
        is_numbered = len(given) == len(numbers)
        new |= dict(zip(numbers, given, strict=True)) if is_numbered else {}
        _write(connection, tables, new, copy, is_numbered=is_numbered)
        yield people * (copy + 1)


def _tables(connection: Connection) -> list[tuple[str, list[str]]]:
    found = {str(table): list(columns) for table, columns in connection.execute(OF_PEOPLE)}  # type: ignore[call-overload]  # an array of text
    later = sorted(set(found).difference(FIRST))
    return [(table, found[table]) for table in (*FIRST, *later)]


def _hold(connection: Connection, table: str, columns: list[str]) -> Held:
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(*_names(table, columns))
    held = Held(table, columns, [])
    with connection.cursor() as cursor, cursor.copy(statement) as out:
        for line in b"".join(out).decode().splitlines():
            text = _with_canonical(line, held.at("document")) if table == "plans_version" else line
            held.rows.append(ID_OR_NUMBER.split(text))
    return held


def _with_canonical(line: str, at: int) -> str:
    """Return a version's row with its document as the text that its hash is taken over."""
    cells = line.split("\t")
    cells[at] = canonical(json.loads(cells[at].replace("\\\\", "\\"))).replace("\\", "\\\\")
    return "\t".join(cells)


def _write(connection: Connection, tables: list[Held], new: dict[str, str], copy: int, *, is_numbered: bool) -> None:
    with connection.transaction(), connection.cursor() as cursor:
        for held in tables:
            if held.table == NUMBERS and not is_numbered:
                continue
            statement = sql.SQL("COPY {} ({}) FROM STDIN").format(*_names(held.table, held.columns))
            with cursor.copy(statement) as into:
                for row in held.rows:
                    text = "".join(new.get(piece, piece) if index % 2 else piece for index, piece in enumerate(row))
                    into.write(_changed(held, text, copy, is_numbered=is_numbered) + "\n")


def _changed(held: Held, text: str, copy: int, *, is_numbered: bool) -> str:
    """Return a row with what differs beside the ids."""
    cells = text.split("\t")
    if held.table == "plans_version":
        cells[held.at("sha256")] = sha256(cells[held.at("document")].replace("\\\\", "\\"))
    elif held.table in ("people_person", "people_searchkey"):
        born = held.at("birth_date")
        # so that a name, a date of birth and a postcode still find one person
        cells[born] = str(date.fromisoformat(cells[born]) - timedelta(days=copy)) if cells[born] != "\\N" else "\\N"
    if not is_numbered and held.table == "people_person":
        cells[held.at("verification")] = Verification.NOT_PRESENT.value
    elif not is_numbered and held.table == "plans_standing":
        cells[held.at("is_shared")] = "f"
    return "\t".join(cells)


def _names(table: str, columns: list[str]) -> tuple[sql.Composable, sql.Composable]:
    return sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
