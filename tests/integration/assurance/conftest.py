"""A small region, and browsers that are signed in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.builders import who
from tests.builders.browsers import Browser

from accord.plans.models import Current, Task

SignIn = Callable[[str], Browser]


@pytest.fixture(autouse=True)
def _region(_database: None, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if "committed" not in request.fixturenames:
        who.load_directory(tmp_path)


@pytest.fixture(autouse=True)
def _own_folder(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> None:
    """Keep runs apart from those of whoever runs the tests."""
    if "committed" not in request.fixturenames:
        settings.ACCORD_ASSURANCE = tmp_path / "assurance"


@pytest.fixture
def sign_in() -> SignIn:
    """Give a browser in which a member of staff of the small region is signed in."""

    def signed_in(staff_code: str) -> Browser:
        browser = Browser()
        browser.sign_in(who.open_account(staff_code))
        return browser

    return signed_in


@pytest.fixture
def failing_events_later(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Let every event fail from the moment at which a test says so."""
    return lambda: request.getfixturevalue("failing_events")


@pytest.fixture
def nothing_waits() -> None:
    """Let nothing be in force and nothing wait that a test which really commits has left behind."""
    Current.objects.all().delete()
    done = {"done_at": timezone.now(), "done_by": uuid4()}
    Task.objects.filter(done_at__isnull=True).update(**done)
