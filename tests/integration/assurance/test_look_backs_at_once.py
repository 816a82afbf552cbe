"""At once: however many workers ask, and whatever is signed meanwhile, each decision is asked of once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from pathlib import Path
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connections
from tests.builders import drafts, who
from tests.builders.look_backs import asked, lead, tasks

from accord.assurance.actions import look_backs
from accord.domain.errors import Conflict
from accord.domain.people import PersonName
from accord.plans.models import Current
from accord.privileges import traces

THREADS = 4


@pytest.fixture
def people(committed: None, tmp_path: Path) -> list[UUID]:
    """People who are really committed, since threads must see each other, each with a decision."""
    who.load_directory(tmp_path)
    made = [drafts.person_with_talk(name=PersonName(family=f"Back{uuid4().hex[:8]}", given=("Ida",))) for _ in range(3)]
    for person in made:
        drafts.signed(person)
    return made


@pytest.fixture
def made(people: list[UUID]) -> Iterator[UUID]:
    """A look-back over them, closed afterwards: what waits would be met by others."""
    look_back_id = look_backs.open_one(asked=asked(), by=lead())
    yield look_back_id
    with suppress(Conflict):
        look_backs.close(look_back_id=look_back_id, words="x", by=lead())


def at_once(*acts: object) -> list[object]:
    """Do each of these in a thread of its own, from the same moment on; return what each gave, or its conflict."""
    barrier = Barrier(len(acts))

    def one(act: object) -> object:
        try:
            barrier.wait()
            return act()  # type: ignore[operator]  # each is called with nothing
        except Conflict as conflict:
            return conflict
        finally:
            connections.close_all()
            traces.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        contexts = [copy_context() for _ in acts]  # who acts is told to each
        return list(pool.map(lambda pair: pair[0].run(one, pair[1]), zip(contexts, acts, strict=True)))


def test_workers_at_once_ask_of_each_decision_once(people: list[UUID], made: UUID) -> None:
    at_once(*[look_backs.ask_waiting] * THREADS)
    found = [task.person_id for task in tasks(made) if task.person_id in people]
    assert sorted(found) == sorted(people)


def test_plan_signed_meanwhile_leaves_no_open_task_of_what_it_replaced(people: list[UUID], made: UUID) -> None:
    draft_id = drafts.draft_of(people[0], drafts.gp())
    at_once(look_backs.ask_waiting, lambda: drafts.sign(draft_id, drafts.gp()))
    current = Current.objects.get(person_id=people[0]).version_id
    left = [task for task in tasks(made) if task.person_id == people[0] and task.done_at is None]
    assert [task for task in left if task.version_id != current] == []


def test_two_leads_at_once_close_it_once(made: UUID) -> None:
    closing = [lambda: look_backs.close(look_back_id=made, words="x", by=lead())] * 2
    assert sorted(type(each).__name__ for each in at_once(*closing)) == ["Conflict", "NoneType"]
