"""Other people's software against ours: served on a port of this machine, over a small region that is committed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.conformance.served import Served, serve


@pytest.fixture(scope="session")
def served(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve Accord once for all of them."""
    with django_db_blocker.unblock(), serve(tmp_path_factory.mktemp("region")) as accord:
        yield accord
