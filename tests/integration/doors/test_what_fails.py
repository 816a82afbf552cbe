"""What fails beside Django is answered by it, with a trace of its own: nothing is shown by an earlier look's trace."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from tests.builders.doors import Looker, traces

from accord.privileges.wires import NAME

Owner = psycopg.Connection[tuple[object, ...]]
OPENS = "FUNCTION accord_open_several(uuid[], text[], text, text)"
CUT = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = %s"


@pytest.fixture
def refused(owner_connection: Owner) -> Iterator[None]:
    """No traces are written beside Django for as long as the test lasts."""
    owner_connection.execute(f"REVOKE EXECUTE ON {OPENS} FROM accord_app")
    owner_connection.commit()
    yield
    owner_connection.execute(f"GRANT EXECUTE ON {OPENS} TO accord_app")
    owner_connection.commit()


@pytest.fixture
def looked(looker: Looker, planned: UUID, number: str) -> Looker:
    """A system that was just answered beside Django about somebody, so that the ticket of that look is still there."""
    looker.look(number)
    assert not looker.look(number).by_django
    return looker


@pytest.mark.usefixtures("looked", "refused")
def test_look_whose_trace_is_refused_is_not_shown_by_the_one_before(looker: Looker, planned: UUID, number: str) -> None:
    before = len(traces(planned))
    answer = looker.look(number)
    assert (answer.status, answer.by_django, len(traces(planned)) - before) == (200, True, 1)


def test_connections_that_are_cut_lose_no_look(looked: Looker, planned: UUID, number: str) -> None:
    before = len(traces(planned))
    with connection.cursor() as cursor:
        cursor.execute(CUT, [NAME])
        (cut,) = cursor.fetchone()
    answers = [looked.look(number) for _ in range(3)]
    assert cut > 0
    assert ([each.status for each in answers], answers[0].by_django) == ([200] * 3, True)
    assert len(traces(planned)) - before == len(answers)
