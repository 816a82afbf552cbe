"""A server, people whose records read otherwise to some, and a system that looks at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import drafts, who
from tests.builders.doors import Looker, served

from accord.sharing.doors.learning import PASSES


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[tuple[str, int]]:
    with django_db_blocker.unblock(), served() as address:  # type: ignore[attr-defined]  # pytest-django's, without types
        yield address


@pytest.fixture
def looking(committed: None, place: tuple[str, int], tmp_path: Path) -> Iterator[Callable[..., Looker]]:
    """Gives systems that look, each with a token of its own."""
    who.load_directory(tmp_path)
    made: list[Looker] = []

    def look(organisation: str = "R9901", **changes: str) -> Looker:
        made.append(Looker(place, organisation, **changes))
        return made[-1]

    yield look
    for each in made:
        each.close()
    PASSES.clear()


@pytest.fixture
def looker(looking: Callable[..., Looker]) -> Looker:
    return looking()


@pytest.fixture
def number(looking: Callable[..., Looker]) -> str:
    return who.number()


@pytest.fixture
def planned(number: str) -> UUID:
    person = drafts.person_with_talk(nhs_number=number)
    drafts.signed(person)
    return person
