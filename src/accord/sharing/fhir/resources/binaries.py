"""A current plan as sheets (PDF/UA-1), for whoever can show paper alone: each reading prints a copy of its own.

So a sheet that another system keeps says when it was printed, and its code tells, as that of any other copy does,
whether the plan still holds.
"""

from __future__ import annotations

import base64

from django.utils import timezone

from accord.domain.errors import Refused
from accord.plans.queries import versions
from accord.sharing.actions import copies
from accord.sharing.copies.proofs import Kind
from accord.sharing.fhir.opened import id_of, opened
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.registry import Asker, Held, Resource
from accord.web.addresses import absolute

WHAT = "fhir_copy"
NOT_PRINTED = "This plan is not printed here: it is no longer current, or not shared. Search by patient for what is."


def _read(asker: Asker, number: str) -> Held | None:
    version_id = id_of(number)
    try:
        person = opened(asker, versions.person_of(version_id), WHAT) if version_id else None
    except Refused:
        return None
    if person is None or version_id is None:
        return None
    now = timezone.now()
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
    made = {
        "resourceType": "Binary",
        "id": str(version_id),
        "meta": {"versionId": copy.code},
        "contentType": "application/pdf",
        "securityContext": {"reference": f"Patient/{person.person_id}"},
        "data": base64.b64encode(copy.sheets).decode(),
    }
    return Held(made=made, version=copy.code, updated=now)


BINARY = Resource(
    type="Binary", says="A current plan as sheets to print (PDF/UA-1). Each reading prints a copy.", read=_read
)
