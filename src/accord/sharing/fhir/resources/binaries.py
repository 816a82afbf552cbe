"""A current plan as sheets (PDF/UA-1), for whoever can show paper alone: each reading prints a copy of its own.

So a sheet that another system keeps says when it was printed, and its code tells, as that of any other copy does,
whether the plan still holds.
"""

from __future__ import annotations

import base64
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accord.domain.errors import Refused
from accord.domain.people import Identity
from accord.plans.queries import shared_plans, versions
from accord.projections.fhir.elements import Made
from accord.projections.fhir.sheets import with_sheets
from accord.projections.words import say_time
from accord.sharing.actions import copies
from accord.sharing.copies.proofs import Kind
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Held, Inquiry, Resource
from accord.sharing.fhir.searches import Query, SearchParameter, SearchType
from accord.web.addresses import absolute

WHAT = "fhir_copy"
PDF = "application/pdf"
PERSIST = SearchParameter(name="persist", type=SearchType.TOKEN, says="false: no document is kept for later")
NOT_KEPT = "is false here: a document with sheets is made for whoever reads it, and not kept."
NOT_PRINTED = "This plan is not printed here: it is no longer current, or not shared. Search by patient for what is."


def _read(asker: Asker, number: str) -> Held | None:
    found = _opened(asker, number)
    if found is None:
        return None
    now = timezone.now()
    made = _printed(asker, *found, now)
    return Held(made=made, version=made["meta"]["versionId"], updated=now)


def _document(asker: Asker, number: str, query: Query) -> Made | None:
    """Return a current plan as the document that was signed, with sheets in it that are printed for this reading."""
    if query.one("persist") not in (None, "false"):
        raise Refusal.one(400, "not-supported", NOT_KEPT, "persist")
    found = _opened(asker, number)
    if found is None:
        return None
    person, version_id = found
    now = timezone.now()
    sheets = _printed(asker, person, version_id, now)
    shown = shared_plans.of(person, asker.actor, now).plans
    plan = next((dict(each.document) for each in shown if each.version_id == version_id), None)
    if plan is None:
        raise Refusal.one(410, "deleted", NOT_PRINTED)
    words = f"Printed at {say_time(now)}, with the code {sheets['meta']['versionId']}."
    return with_sheets(plan, sheets, words, now)


def _opened(asker: Asker, number: str) -> tuple[Identity, UUID] | None:
    version_id = id_of(number)
    try:
        person = opened(asker, versions.person_of(version_id), WHAT) if version_id else None
    except Refused:
        return None
    return (person, version_id) if person and version_id else None


def _printed(asker: Asker, person: Identity, version_id: UUID, now: datetime) -> Made:
    try:
        copy = copies.print_copy(
            person=person,
            version_id=version_id,
            kind=Kind.PLAN,
            by=asker.actor,
            now=now,
            address=absolute(asker.request, "/").rstrip("/"),
        )
    except Refused as refused:
        raise Refusal.one(410, "deleted", NOT_PRINTED) from refused
    return {
        "resourceType": "Binary",
        "id": str(version_id),
        "meta": {"versionId": copy.code},
        "contentType": PDF,
        "securityContext": {"reference": f"Patient/{person.person_id}"},
        "data": base64.b64encode(copy.sheets).decode(),
    }


BINARY = Resource(
    type="Binary",
    says="A current plan as sheets to print (PDF/UA-1). Each reading prints a copy.",
    read=_read,
    native=PDF,
    makes_anew=True,
)
DOCUMENT = Inquiry(
    name="document",
    says="A current plan as the document that was signed, with the plan as sheets in it. Each reading prints a copy.",
    definition="http://hl7.org/fhir/OperationDefinition/Composition-document",
    run=_document,
    takes=[PERSIST],
    scope="system/*.r",
    is_gone=True,
    makes_anew=True,
)
