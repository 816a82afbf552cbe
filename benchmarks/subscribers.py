"""Subscribers of a benchmark, as the record holds them once they have answered a handshake."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

from accord.access.actions.systems import NewSystem, register
from accord.domain.system_scopes import read_scopes
from accord.sharing.deliveries.topics import PlanChange
from accord.sharing.deliveries.wanted import MOST_AT_ONCE
from accord.sharing.models import Subscription
from benchmarks.receivers import Receiver
from benchmarks.signing_drafts import PRACTICE


def subscribe(receiver: Receiver, count: int) -> list[UUID]:
    """Let nobody but so many subscribers hear, each of whom has answered a handshake; return their ids."""
    Subscription.objects.update(status="off")
    keys = {"keys_address": "https://keys.example.org"}
    scopes = read_scopes("system/*.cruds")
    system_id = register(system=NewSystem(name="Bench", organisation_code=PRACTICE, scopes=scopes, **keys), by=None)
    now = timezone.now()
    made = Subscription.objects.bulk_create(
        Subscription(
            id=uuid4(),
            system_id=system_id,
            organisation_id=_practice(),
            organisation_code=PRACTICE,
            base="https://accord.example.org/fhir/R4",
            endpoint=f"{receiver.address}/{number}",
            kinds=[each.value for each in PlanChange],
            reason="To measure",
            patience_seconds=10,
            most_at_once=MOST_AT_ONCE,
            status="active",
            handshaken_at=now,
            heard_at=now,
        )
        for number in range(count)
    )
    return [each.id for each in made]


def _practice() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM organisations_organisation WHERE ods_code = %s", [PRACTICE])
        return UUID(str(cursor.fetchone()[0]))
