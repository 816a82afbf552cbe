"""A live incident: the number that an ambulance or 111 service gave it makes its crew's looks a relationship."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accord.access.models import CareRelationship
from accord.domain.authority import Actor, Permission
from accord.domain.errors import Refused
from accord.domain.events import EventKind
from accord.domain.nhs_numbers import Acceptance, is_valid
from accord.domain.relationships import AccessBasis
from accord.events import actions as events

INCIDENT_LIVES = timedelta(hours=12)
"""From its first look: longer than a crew's shift with one patient. A limit of our own."""
REFERENCE = re.compile(r"[A-Z0-9][A-Z0-9/ -]{3,29}")


def check_reference(reference: str) -> str:
    """Return an incident's number as it is kept, or refuse one that cannot be it."""
    tidied = " ".join(reference.upper().split())
    if not REFERENCE.fullmatch(tidied):
        raise Refused.one("incident", "is not the number of an incident.", "Give 4 to 30 letters and digits.")
    if is_valid(re.sub(r"[^0-9]", "", tidied), Acceptance.OWN_TEST) and not re.search(r"[A-Z]", tidied):
        raise Refused.one("incident", "is an NHS number.", "Give the number of the incident.")
    return tidied


@transaction.atomic
def open_incident(*, person_id: UUID, reference: str, by: Actor) -> None:
    """Record that an incident is live for the organisation that looks at a person. Saying it again changes nothing."""
    by.must(Permission.VIEW_EMERGENCY)
    kept, now = check_reference(reference), timezone.now()
    rows = CareRelationship.objects.filter(
        person_id=person_id, organisation_id=by.organisation_id, kind=AccessBasis.INCIDENT.value, reference=kept
    )
    if rows.filter(until__gt=now).exists():
        return
    made = CareRelationship.objects.create(
        person_id=person_id,
        organisation_id=by.organisation_id,
        kind=AccessBasis.INCIDENT.value,
        reference=kept,
        begins_at=now,
        until=now + INCIDENT_LIVES,
        opened_by=by.staff_role_id,
    )
    payload = {"relationship_id": str(made.id), "relationship_kind": made.kind}
    events.record(kind=EventKind.RELATIONSHIP_OPENED, person_id=person_id, by=by, payload=payload)
