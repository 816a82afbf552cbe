"""A small region, the sandbox of MESH, and nothing of other tests that is still to be sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from tests.builders import who
from tests.builders.mesh import OTHERS, OURS, THEIRS, Sandbox, sandbox

from accord.events.actions import mark_delivered
from accord.events.queries import outbox
from accord.sharing.messages.mailboxes import Mailbox
from accord.sharing.models import PracticeMessage


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with sandbox() as started:
        yield started


@pytest.fixture(autouse=True)
def mesh(committed: None, running: Sandbox, tmp_path: Path) -> Iterator[Sandbox]:
    """Empty mailboxes, and ours configured."""
    who.load_directory(tmp_path)
    running.reset()
    mark_delivered(event_ids=outbox.in_commit_order(1_000_000))
    PracticeMessage.objects.filter(settled_at=None).update(state="again")
    with override_settings(ACCORD_MAILBOX=running.settings()):
        yield running


@pytest.fixture
def ours(mesh: Sandbox) -> Iterator[Mailbox]:
    with Mailbox(mesh.settings(OURS)) as mailbox:
        yield mailbox


@pytest.fixture
def theirs(mesh: Sandbox) -> Iterator[Mailbox]:
    """The practice's mailbox."""
    with Mailbox(mesh.settings(THEIRS)) as mailbox:
        yield mailbox


@pytest.fixture
def others(mesh: Sandbox) -> Iterator[Mailbox]:
    """The mailbox of somebody else."""
    with Mailbox(mesh.settings(OTHERS)) as mailbox:
        yield mailbox
