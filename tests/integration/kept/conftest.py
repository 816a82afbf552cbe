"""Connections of the application's role as somebody has them who can send any statement: no Django, no claim."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from tests.builders import drafts, who

from accord.domain.authority import Actor
from accord.privileges.claims import Acting, tell

Raw = psycopg.Connection[Any]


LOGGED = "SELECT count(*) FROM access_accesslog WHERE person_id = %s"


def logged(owner: Raw, person: UUID) -> int:
    row = owner.execute(LOGGED, [person]).fetchone()
    owner.rollback()
    return int(row[0]) if row else 0


@contextmanager
def connected(actor: Actor | None = None, **settings: Any) -> Iterator[Raw]:
    """Give a connection of the application's role, with the claim of `actor` on it."""
    known = connection.get_connection_params()
    known.pop("cursor_factory", None)
    known.pop("context", None)
    with psycopg.connect(**known, autocommit=True, **settings) as raw:
        tell(raw, Acting(actor))
        yield raw


@pytest.fixture
def anybody(committed: None) -> Iterator[Raw]:
    """A connection on which nobody acts."""
    with connected() as raw:
        yield raw


@pytest.fixture
def gp(committed: None, tmp_path: Path) -> Iterator[Raw]:
    """A connection on which a GP acts."""
    who.load_directory(tmp_path)
    with connected(drafts.gp()) as raw:
        yield raw


@pytest.fixture
def person(gp: Raw) -> UUID:
    """A person with a signed plan, really committed."""
    person_id = drafts.person_with_talk()
    drafts.signed(person_id)
    return person_id
