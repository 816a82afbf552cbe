"""At once: whoever signs at the same moment, one plan is current, and nobody's is lost in silence."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections, transaction
from tests.builders import drafts, who

from accord.domain.errors import Conflict
from accord.domain.lifecycle import CancelReason
from accord.domain.people import PersonName
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.plans.actions import cancellations
from accord.plans.actions import drafts as actions
from accord.plans.models import Current, Draft, Version
from accord.plans.queries import history, versions
from accord.plans.queries.drafts import view
from accord.privileges import traces

T = TypeVar("T")
THREADS = 16


@pytest.fixture
def person(committed: None, tmp_path: Path) -> UUID:
    """A person who is really committed, since threads must see each other."""
    who.load_directory(tmp_path)
    return drafts.person_with_talk(name=PersonName(family=f"Atonce{uuid4().hex[:8]}", given=("Ida",)))


def at_once(act: Callable[[], T], threads: int = THREADS) -> list[T | Conflict]:
    """Do the same in so many threads, from the same moment on; return each result, or the conflict."""
    barrier = Barrier(threads)
    contexts = [copy_context() for _ in range(threads)]  # who acts is told to each

    def one(_: int) -> T | Conflict:
        try:
            barrier.wait()
            return act()
        except Conflict as conflict:
            return conflict
        finally:
            connections.close_all()
            traces.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda place: contexts[place].run(one, place), range(threads)))


def test_sixteen_sign_one_draft_and_one_is_signed(person: UUID) -> None:
    draft_id, by = drafts.draft_of(person, drafts.gp()), drafts.gp()
    seen = view(draft_id).seen
    results = at_once(lambda: drafts.sign(draft_id, by, seen=seen))
    signed = [each for each in results if not isinstance(each, Conflict)]
    assert (len(signed), len(results) - len(signed)) == (1, THREADS - 1)
    assert Current.objects.get(person_id=person).version_id == signed[0].version_id


def test_one_request_sent_sixteen_times_signs_once(person: UUID) -> None:
    draft_id, by, token = drafts.draft_of(person, drafts.gp()), drafts.gp(), uuid4()
    seen = view(draft_id).seen
    results = at_once(lambda: drafts.sign(draft_id, by, seen=seen, request_token=token))
    assert len({each.version_id for each in results if not isinstance(each, Conflict)}) == 1
    assert not [each for each in results if isinstance(each, Conflict)]
    assert Version.objects.filter(person_id=person).count() == 1


def test_sixteen_open_and_share_one_draft(person: UUID) -> None:
    by = drafts.gp()
    opened = at_once(lambda: actions.open(person_id=person, scope=Scope.ENDURING, by=by))
    assert len(set(opened)) == 1
    assert Draft.objects.filter(person_id=person).count() == 1


def test_sixteen_save_one_part_and_nobody_overwrites(person: UUID) -> None:
    by = drafts.gp()
    draft_id = actions.open(person_id=person, scope=Scope.ENDURING, by=by)

    def save() -> int:
        value = drafts.cpr(rationale=f"Reason {uuid4()}")
        return actions.save_part(draft_id=draft_id, part=PartName.CPR, value=value, expected_revision=0, by=by)

    results = at_once(save)
    assert sum(not isinstance(each, Conflict) for each in results) == 1
    assert view(draft_id).parts[PartName.CPR].revision == 1


def test_sixteen_rounds_of_signing_leave_one_current_and_every_version(person: UUID) -> None:
    by = drafts.gp()

    def write_and_sign() -> UUID:
        draft_id = actions.open(person_id=person, scope=Scope.ENDURING, by=by)
        value = drafts.cpr(CprRecommendation.FOR_CPR, rationale=f"Reason {uuid4()}")
        revision = held.revision if (held := view(draft_id).parts.get(PartName.CPR)) else 0
        actions.save_part(draft_id=draft_id, part=PartName.CPR, value=value, expected_revision=revision, by=by)
        return drafts.sign(draft_id, by).version_id

    results = at_once(write_and_sign)
    signed = {each for each in results if not isinstance(each, Conflict)}
    assert {line.version_id for line in history.of(person)} == signed
    assert [line.is_current for line in history.of(person)].count(True) == 1


def test_sixteen_cancel_and_one_does(person: UUID) -> None:
    version_id, by = drafts.signed(person).version_id, drafts.gp()
    results = at_once(lambda: cancellations.cancel(version_id=version_id, reason=CancelReason.ERROR, by=by))
    assert sum(not isinstance(each, Conflict) for each in results) == 1
    assert len(versions.version(version_id).facts) == 2


@pytest.mark.parametrize("table", ["plans_version", "plans_fact", "plans_conversationrecord"])
def test_not_even_the_owner_changes_what_was_signed(
    person: UUID, table: str, owner_connection: psycopg.Connection[tuple[object, ...]]
) -> None:
    drafts.signed(person)
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
        owner_connection.execute(
            psycopg.sql.SQL("UPDATE {} SET person_id = person_id").format(psycopg.sql.Identifier(table))
        )


def test_database_refuses_a_second_current_plan(person: UUID) -> None:
    version_id = drafts.signed(person).version_id
    other = drafts.signed(drafts.person_with_talk()).version_id
    signed = {"signed_at": drafts.yesterday(), "organisation_id": who.site()}
    for held in (version_id, other):
        with pytest.raises(Exception, match="plans_"), transaction.atomic():
            Current.objects.create(person_id=person, scope="enduring", version_id=held, status="active", **signed)
