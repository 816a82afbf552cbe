"""A person of the practice, a system of the practice, and a server of its own at which it is told."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import override_settings
from tests.builders import drafts, who
from tests.builders.fhir_clients import FhirClient
from tests.builders.subscribers import Receiver, receiving

from accord.events.actions import mark_delivered
from accord.events.queries import outbox
from accord.sharing.deliveries.paces import Pace
from accord.sharing.deliveries.telling import Teller
from accord.sharing.models import Subscription

AT_ONCE = Pace(first=0.0, longest=0.0, tries=3)
"""No wait between tries, and few of them."""


@pytest.fixture(autouse=True)
def _scene(committed: None, tmp_path: Path) -> Iterator[None]:
    """Leave nothing of other tests in the outbox, nobody of theirs to be told, and allow this machine as in a demo."""
    who.load_directory(tmp_path)
    Subscription.objects.update(status="off")
    mark_delivered(event_ids=outbox.in_commit_order(1_000_000))
    with override_settings(ACCORD_DEMO=True):
        yield


@pytest.fixture
def person() -> UUID:
    return drafts.person_with_talk()


@pytest.fixture
def client() -> FhirClient:
    return FhirClient()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as held:
        yield held


@pytest.fixture
def teller() -> Iterator[Teller]:
    held = Teller(pace=AT_ONCE)
    yield held
    held.close()
