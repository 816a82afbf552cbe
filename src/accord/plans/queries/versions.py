"""Signed versions: in a line, in words, and as the document itself, proved by its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from accord.domain.authority import Grade
from accord.domain.codec import from_json
from accord.domain.errors import Refused
from accord.domain.lifecycle import LIVE, Status, advance
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.documents import SignedDocument, sha256
from accord.domain.plan.wishes import Scope
from accord.plans.models import Current, Version
from accord.plans.models import Fact as FactRow
from accord.plans.queries.records import Fact, fact_of
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
    row = Version.objects.filter(pk=version_id).only(*COLUMNS).first()
    if row is None:
        raise Refused.one("version", "There is no such plan.")
    return lines([row])[0]


def current(person_id: UUID) -> tuple[VersionLine, ...]:
    """Return what is current for a person: the episode layer first, then the enduring plan."""
    rows = Version.objects.filter(person_id=person_id).only(*COLUMNS)
    is_current = Current.objects.filter(person_id=person_id, version_id=OuterRef("pk"))
    found = lines(rows.filter(Exists(is_current)))
    return tuple(sorted(found, key=lambda line: line.scope is not Scope.EPISODE))


def document(version_id: UUID) -> SignedDocument:
    """Return the signed document. Raises `Altered` when it is not what was signed."""
    row = Version.objects.filter(pk=version_id).values("document", "sha256").first()
    if row is None:
        raise Refused.one("version", "There is no such plan.")
    text = json.dumps(row["document"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if sha256(text) != row["sha256"]:
        raise Altered(version_id)
    return from_json(SignedDocument, row["document"])


def sections(version_id: UUID) -> tuple[Section, ...]:
    """Return a version in words, part by part, as they were at signing."""
    rows = Version.objects.filter(pk=version_id).values_list("sections", flat=True)
    return tuple(from_json(Section, each) for each in rows.get())


def lines(rows: Iterable[Version]) -> tuple[VersionLine, ...]:
    """Return these versions in lines, with their facts in the order in which they were appended."""
    found = list(rows)
    steps: dict[UUID, list[Fact]] = {row.id: [] for row in found}
    people = {row.person_id for row in found}
    for fact in FactRow.objects.filter(person_id__in=people, version_id__in=steps).order_by("id"):
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
