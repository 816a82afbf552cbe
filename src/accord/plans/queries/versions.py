"""Signed versions: in a line, in words, and as the document itself, proved by its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accord.domain.authority import Grade
from accord.domain.codec import from_json
from accord.domain.errors import Refused
from accord.domain.lifecycle import LIVE, Status, advance
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.documents import SignedDocument, sha256
from accord.domain.plan.wishes import Scope
from accord.plans.models import Fact as FactRow
from accord.plans.models import Version
from accord.plans.queries.records import Fact, fact_of
from accord.privileges.openings import read_rows
from accord.projections.sections import Section


class Altered(Exception):
    """A stored document does not have the hash that it was signed with: nothing of it may be shown."""

    def __init__(self, version_id: UUID) -> None:
        self.version_id = version_id
        super().__init__(f"The document of version {version_id} is not what was signed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A version without its content: what it is, who signed it, and everything that has happened to it."""

    version_id: UUID
    person_id: UUID
    scope: Scope
    number: int
    status: Status
    cpr: CprRecommendation
    basis: Basis
    signed_at: datetime
    signed_name: str
    signed_by: UUID
    grade: Grade
    organisation_id: UUID
    organisation_code: str
    replaces: UUID | None
    sha256: str
    facts: tuple[Fact, ...]

    @property
    def is_current(self) -> bool:
        """Whether it is current."""
        return self.status in LIVE


def version(version_id: UUID) -> VersionLine:
    """Return a version in a line. Raises `Refused` when there is none."""
    found = lines(read_rows(Version, person_of(version_id), "WHERE id = %s", [version_id], columns=COLUMNS))
    return found[0]


def current(person_id: UUID) -> tuple[VersionLine, ...]:
    """Return what is current for a person: the episode layer first, then the enduring plan."""
    is_current = (
        "WHERE EXISTS (SELECT FROM plans_current c WHERE c.person_id = held.person_id AND c.version_id = held.id)"
    )
    found = lines(read_rows(Version, person_id, is_current, columns=COLUMNS))
    return tuple(sorted(found, key=lambda line: line.scope is not Scope.EPISODE))


def signed_between(person_id: UUID, start: datetime, end: datetime | None) -> tuple[VersionLine, ...]:
    """Return what was signed for a person from one moment to another, the first one first."""
    within = "WHERE signed_at >= %s AND signed_at <= coalesce(%s, 'infinity') ORDER BY signed_at"
    return lines(read_rows(Version, person_id, within, [start, end], columns=COLUMNS))


def document(version_id: UUID) -> SignedDocument:
    """Return the signed document. Raises `Altered` when it is not what was signed."""
    (row,) = _read(version_id, "document", "sha256")
    text = json.dumps(row.document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if sha256(text) != row.sha256:
        raise Altered(version_id)
    return from_json(SignedDocument, row.document)


def sections(version_id: UUID) -> tuple[Section, ...]:
    """Return a version in words, part by part, as they were at signing."""
    (row,) = _read(version_id, "sections")
    return tuple(from_json(Section, each) for each in row.sections)


def _read(version_id: UUID, *columns: str) -> list[Version]:
    return read_rows(Version, person_of(version_id), "WHERE id = %s", [version_id], columns=("id", *columns))


def person_of(version_id: UUID) -> UUID:
    """Return whom a version is about, which is no content. Raises `Refused` when there is none."""
    person_id = Version.objects.filter(pk=version_id).values_list("person_id", flat=True).first()
    if person_id is None:
        raise Refused.one("version", "There is no such plan.")
    return person_id


def lines(rows: Iterable[Version]) -> tuple[VersionLine, ...]:
    """Return these versions in lines, with their facts in the order in which they were appended."""
    found = list(rows)
    steps: dict[UUID, list[Fact]] = {row.id: [] for row in found}
    for person_id in {row.person_id for row in found}:
        for fact in read_rows(FactRow, person_id, "WHERE version_id = ANY(%s) ORDER BY id", [list(steps)]):
            steps[fact.version_id].append(fact_of(fact))
    return tuple(_line(row, tuple(steps[row.id])) for row in found)


def status_of(facts: Iterable[Fact]) -> Status:
    """Return what a version is, after these steps."""
    status = Status.DRAFT
    for fact in facts:
        status = advance(status, fact.step)
    return status


COLUMNS = (
    "id",
    "person_id",
    "scope",
    "number",
    "cpr",
    "basis",
    "signed_at",
    "signed_name",
    "signed_by",
    "grade",
    "organisation_id",
    "organisation_code",
    "replaces",
    "sha256",
)


def _line(row: Version, facts: tuple[Fact, ...]) -> VersionLine:
    return VersionLine(
        version_id=row.id,
        person_id=row.person_id,
        scope=Scope(row.scope),
        number=row.number,
        status=status_of(facts),
        cpr=CprRecommendation(row.cpr),
        basis=Basis(row.basis),
        signed_at=row.signed_at,
        signed_name=row.signed_name,
        signed_by=row.signed_by,
        grade=Grade(row.grade),
        organisation_id=row.organisation_id,
        organisation_code=row.organisation_code,
        replaces=row.replaces,
        sha256=row.sha256,
        facts=facts,
    )
