"""The consistent dataset of this installation as a Frictionless Data Package: CSV and Parquet, written as streams.

Identifiers are pseudonyms, the words of reasons stay here, and nothing is told of where a restricted person is. A
person without a decision is counted where they stay, as a denominator; no file lists who has none.
"""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from accord.domain.dataset import DECISIONS, MOVES, POPULATION, POPULATION_COUNTS, SITES, Table, datapackage
from accord.domain.expressions import Cell
from accord.domain.lifecycle import Step
from accord.organisations.queries import areas, directory
from accord.plans.models import Fact as FactRow
from accord.plans.models import Version
from accord.plans.queries import dataset_counts, dataset_stays
from accord.plans.queries.dataset_files import Form, Row, write_table
from accord.plans.queries.dataset_stays import Sites
from accord.plans.queries.keys import given_key
from accord.plans.queries.records import Fact, fact_of
from accord.plans.queries.since import cells_of
from accord.privileges import openings
from accord.projections.dataset import decision_row

CHUNK = 2_000
EVERYBODY = UUID(int=0)
"""Whom the trace of an export names: nobody in particular."""
MUST_HAVE = ("site_code", "decided_at")


@dataclass(slots=True)
class Written:
    """What was written: rows a table, decisions that the dataset cannot carry, and whether a key was given."""

    rows: dict[str, int]
    left_out: int
    key_was_given: bool


def write_package(
    *,
    out: Path,
    on: date | None = None,
    with_rationale: bool = False,
    with_stays: bool = False,
    key: bytes | None = None,
    form: Form = Form.BOTH,
) -> Written:
    """Write the data package into `out`.

    The denominators are counts; `with_stays` gives a row a person a stay beside them, which assurance needs to compare
    groups (decision record 0013: joined to the decisions, such rows would tell who has none).

    The key of the pseudonyms is `key`, else it comes from ACCORD_PSEUDONYM_KEY; without either a new one is drawn, and
    forgotten: the pseudonyms of two exports then have nothing in common.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)  # reasons may stand in it: whoever made it says who reads it
    given = key or given_key()
    key = given or secrets.token_bytes(32)
    written = Written(rows={}, left_out=0, key_was_given=given is not None)
    with transaction.atomic():
        day = on or timezone.localdate()
        sites = _sites(day)
        rows: dict[Table, Iterator[Row]] = {
            DECISIONS: _decisions(key, written, with_rationale=with_rationale),
            POPULATION_COUNTS: dataset_counts.counts(sites, day),
            SITES: iter(sites.rows()),
            MOVES: dataset_stays.moves(sites, _reviews(), key, of=_decided()),
        }
        if with_stays:
            rows[POPULATION] = dataset_stays.population(sites, key)
        for table, stream in rows.items():
            written.rows[table.name] = write_table(out, table, stream, form)
    package = datapackage({table.name: form.of(table.name) for table in rows})
    (out / "datapackage.json").write_text(json.dumps(package, indent=2, ensure_ascii=False), encoding="utf-8")
    return written


def _decisions(key: bytes, written: Written, *, with_rationale: bool) -> Iterator[Row]:
    """Yield each decision with what has become of it. One that lacks what every file must have is counted, not kept."""
    openings.open_read(EVERYBODY, purpose="export", what="dataset")
    rows = _versions(openings.ticket(EVERYBODY))
    while chunk := list(islice(rows, CHUNK)):
        steps = _steps(openings.ticket(EVERYBODY), [version_id for version_id, _ in chunk])
        for version_id, facts in chunk:
            taken: dict[str, Cell] = json.loads(facts) | cells_of(steps[version_id])
            row = decision_row(taken, key=key, with_rationale=with_rationale)
            if all(row[name] for name in MUST_HAVE):
                yield row
            else:
                written.left_out += 1


def _versions(ticket: str) -> Iterator[tuple[UUID, str]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT id, facts FROM accord_read_all_versions(%s)", [ticket])
        while rows := cursor.fetchmany(CHUNK):
            yield from rows


def _steps(ticket: str, versions: list[UUID]) -> Mapping[UUID, list[Fact]]:
    found: dict[UUID, list[Fact]] = {version_id: [] for version_id in versions}
    for row in FactRow.objects.raw("SELECT * FROM accord_read_all_facts(%s, %s)", [ticket, versions]):
        found[row.version_id].append(fact_of(row))
    return found


def _sites(on: date) -> Sites:
    return Sites(known={site.id: site for site in directory.sites(on=on)}, areas=areas.areas_on(on))


def _decided() -> frozenset[UUID]:
    """Return those about whom a decision was ever recorded: nobody else's moves are told."""
    return frozenset(Version.objects.values_list("person_id", flat=True).distinct())


def _reviews() -> Mapping[UUID, list[datetime]]:
    """Return when each person's plans were reviewed, in order."""
    found: dict[UUID, list[datetime]] = defaultdict(list)
    reviewed = FactRow.objects.filter(step=Step.REVIEWED.value).order_by("at").values_list("person_id", "at")
    for person_id, at in reviewed.iterator(chunk_size=CHUNK):
        found[person_id].append(at)
    return found
