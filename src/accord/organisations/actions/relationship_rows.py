"""Rows of relationships.csv: `source_code, kind, target_code, valid_from, valid_to` (in words or RE codes)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from accord.domain.organisations import ODS_RELATIONSHIPS, RelationshipKind
from accord.organisations.actions.tables import NOWHERE, Line, Reject, lines
from accord.organisations.models import Organisation, Relationship

TABLE = "relationships"
COLUMNS = ("source_code", "kind", "target_code")


def load(path: Path, rejects: list[Reject]) -> int:
    """Load relationships between organisations that are known; return how many rows were taken."""
    known = dict(Organisation.objects.values_list("ods_code", "id"))
    rows: dict[tuple[object, ...], Relationship] = {}
    for line in lines(TABLE, path, COLUMNS):
        row = _relationship(line, known)
        rejects.extend(line.rejects)
        if not line.rejects:
            rows[row.source_id, row.kind, row.target_id, row.valid_from] = row
    Relationship.objects.bulk_create(
        list(rows.values()),
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["source", "kind", "target", "valid_from"],
        update_fields=["valid_to"],
    )
    return len(rows)


def _relationship(line: Line, known: dict[str, UUID]) -> Relationship:
    start, end = line.period()
    source, target = line.organisation("source_code", known), line.organisation("target_code", known)
    if source == target != NOWHERE:
        line.reject("target_code", "is the same organisation as source_code")
    return Relationship(source_id=source, kind=_kind(line).value, target_id=target, valid_from=start, valid_to=end)


def _kind(line: Line) -> RelationshipKind:
    coded = ODS_RELATIONSHIPS.get(line.text("kind").upper())
    return coded or line.one_of("kind", RelationshipKind, RelationshipKind.PART_OF)
