"""Printing a copy, and saying that one counts no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accord.domain.authority import Actor, Permission
from accord.domain.errors import Conflict, Refused
from accord.domain.events import EventKind
from accord.domain.people import Identity
from accord.domain.standing import effective_cpr
from accord.events.actions import record
from accord.organisations.queries import directory
from accord.plans.actions import sharing_wishes
from accord.plans.queries import restrictions, versions
from accord.plans.queries.records import StandingVersion
from accord.projections.confidants import may_be_told
from accord.projections.restricted_parts import as_read
from accord.projections.sections import Section, sections, signature_rows
from accord.sharing.actions import answering
from accord.sharing.copies import codes
from accord.sharing.copies.contents import Printed, content_of, when_printed
from accord.sharing.copies.printing import printed
from accord.sharing.copies.proofs import Kind, Proof, version_mark
from accord.sharing.models import Copy, CopyRevocation
from accord.sharing.queries.copies import OnPaper, Printable, accepted_around, keys, of_person, printable

OVER = "This plan is for this admission, and stands over the enduring plan until discharge. Print that one too."
UNDER = "Another plan, for this admission, stands over this one until discharge. Print that one too."
NO_SUCH = "that is not printed."


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCopy:
    """A copy: its code, and its sheets as PDF."""

    copy_id: UUID
    code: str
    sheets: bytes


@transaction.atomic
def print_copy(
    *, person: Identity, version_id: UUID, kind: Kind, by: Actor, now: datetime, address: str
) -> PrintedCopy:
    """Print a current version for whoever may see it. Raises Refused where it is not current, or has no such notice.

    The record was opened before, and that left its trace. The sheets are made before anything is kept of them: what
    cannot be printed was not printed.
    """
    by.must(Permission.VIEW_PLAN)
    paper = printable(person, by, now)
    found = paper.numbered(version_id)
    if found is None or kind not in found.kinds():
        raise Refused.one("kind", NO_SUCH, "Print what is current now: it may have changed since the page was made.")
    proof = _proof(found.version, kind, when_printed(now), paper.age_of(version_id).review_due)
    what = _what(person, found, paper, proof, by=by, address=address)
    sheets = printed(content_of(what), at=proof.printed_at)
    row = Copy(
        person_id=person.person_id,
        version_id=version_id,
        code=proof.code,
        kind=kind.value,
        cpr=proof.cpr.value,
        printed_at=now,
        printed_by=by.staff_id,
        printed_role=by.staff_role_id,
        printed_name=by.name,
        organisation_id=by.organisation_id,
        top=paper.top,
    )
    row.save(force_insert=True)
    payload = {"copy_id": str(row.id), "version_id": str(version_id), "kind": kind.value}
    record(kind=EventKind.COPY_PRINTED, person_id=person.person_id, by=by, payload=payload)
    return PrintedCopy(copy_id=row.id, code=proof.code, sheets=sheets)


@transaction.atomic
def revoke_copy(*, person_id: UUID, copy_id: UUID, by: Actor) -> None:
    """Say that a copy counts no more: whoever checks it is told. Raises Refused where there is none, or Conflict."""
    by.must(Permission.VIEW_PLAN)
    found = next((each for each in of_person(person_id) if each.copy_id == copy_id), None)
    if found is None:
        raise Refused.one("copy", "there is no such copy.")
    if found.is_revoked:
        raise Conflict("That copy was taken back already.")
    CopyRevocation.objects.create(
        copy_id=copy_id,
        person_id=person_id,
        revoked_by=by.staff_id,
        revoked_role=by.staff_role_id,
        revoked_name=by.name,
    )
    answering.take_back(copy_id=copy_id, by=by)
    record(kind=EventKind.COPY_REVOKED, person_id=person_id, by=by, payload={"copy_id": str(copy_id)})


def _proof(version: StandingVersion, kind: Kind, at: datetime, review_on: date | None) -> Proof:
    bare = Proof(
        code=codes.draw(),
        kind=kind,
        version=version_mark(version.version_id),
        printed_at=at,
        cpr=effective_cpr((version.layer,), at).status,
        review_on=review_on,
    )
    return bare.signed_with(keys())


def _what(person: Identity, found: Printable, paper: OnPaper, proof: Proof, *, by: Actor, address: str) -> Printed:
    version = found.version
    beside = (OVER if found.is_over else UNDER) if len(paper.versions) > 1 else ""
    where = "" if person.restricted else f", {directory.named_by_id(by.organisation_id).name}"
    return Printed(
        kind=proof.kind,
        proof=proof,
        layer=f"{version.scope.words}, version {version.number}",
        since=paper.age_of(version.version_id).since,
        person=person,
        view=paper.view,
        sections=_sections(person, version, paper),
        signature=signature_rows(version.document.signature, restricted=person.restricted),
        printed_by=f"{by.name}{where}",
        beside=beside,
        accepted=accepted_around(by.organisation_id, proof.printed_at.date()),
        address=address,
    )


def _sections(person: Identity, version: StandingVersion, paper: OnPaper) -> tuple[Section, ...]:
    """Return the parts of a version in words, proved by its hash, as anybody may read them."""
    versions.document(version.version_id)  # raises Altered where it is not what was signed
    document = version.document
    told = may_be_told(document.person.contacts, sharing_wishes.latest(paper.held))
    shown = sections(document.plan, contacts=told, printed=True)
    return as_read(shown, restrictions.on_paper(document, version.scope, paper.held, person))
