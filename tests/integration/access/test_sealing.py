"""The access log is sealed in order of id, with no row forgotten, whoever else is writing."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction
from psycopg.conninfo import make_conninfo
from tests.builders.logs import KEYS, note_rows, seal_all, verified

from accord.access.actions.sealing import LogChanged, Sealer
from accord.access.models import AccessLog, Seal, SignedHead
from accord.access.queries.log_heads import keys_from, stored_heads
from accord.access.queries.log_rows import COLUMNS, rows_after
from accord.config.sealers import seal_until
from accord.domain.transparency import leaf_hash, root_of

OTHER_KEYS = keys_from(["another key, of somebody who has no business here"])
COPY_AS = """
    INSERT INTO access_accesslog
    SELECT %s, at, staff_id, staff_role_id, organisation_id, person_id, purpose, what, basis
    FROM access_accesslog LIMIT 1
"""


@pytest.fixture
def writer(committed: None) -> Iterator[psycopg.Connection[Any]]:
    """Another connection of the application's role, in a transaction of its own."""
    parameters = connections["default"].get_connection_params()
    known = {
        key: parameters[key] for key in ("dbname", "user", "password", "host", "port", "options") if key in parameters
    }
    with psycopg.connect(make_conninfo("", **known)) as other:
        yield other


def sealed_ids() -> list[int]:
    return [each for ids in Seal.objects.order_by("first").values_list("log_ids", flat=True) for each in ids]


def test_rows_are_sealed_in_order_with_a_signed_head() -> None:
    ids = note_rows(5)
    seal_all()
    head = SignedHead.objects.latest("size")
    leaves = [leaf_hash(row) for row in rows_after(connection.connection, 0)]
    assert sealed_ids()[-5:] == ids
    assert bytes(head.root) == root_of(leaves)
    assert all(each.is_signed_by_one_of(KEYS.trusted) for each in stored_heads())


def test_every_column_is_sealed() -> None:
    assert {field.attname for field in AccessLog._meta.fields} == set(COLUMNS)


@pytest.mark.parametrize("setting", ["TimeZone = 'Asia/Tokyo'", "DateStyle = 'German'", "bytea_output = 'escape'"])
def test_bytes_of_a_row_are_the_same_whatever_the_session_says(setting: str) -> None:
    note_rows()
    before = list(rows_after(connection.connection, 0))
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL {setting}")
    assert list(rows_after(connection.connection, 0)) == before


def test_nothing_new_makes_no_seal() -> None:
    sealer = seal_all()
    before = Seal.objects.count()
    assert sealer.seal() == 0
    assert Seal.objects.count() == before


def test_row_committed_late_is_sealed_late(writer: psycopg.Connection[Any]) -> None:
    sealer = seal_all()
    late, early = note_rows(2, over=writer), note_rows(2)
    seal_all(sealer)
    assert sealed_ids()[-2:] == early
    writer.commit()
    seal_all(sealer)
    assert sealed_ids()[-4:] == early + late
    assert verified().is_whole


def test_row_committed_late_is_sealed_by_the_next_worker(writer: psycopg.Connection[Any]) -> None:
    seal_all()
    late = note_rows(1, over=writer)
    note_rows(1)
    seal_all()
    writer.commit()
    seal_all(Sealer(KEYS))
    assert sealed_ids()[-1:] == late


def test_writer_that_holds_an_id_and_has_no_number_yet_is_waited_for(
    committed: None, owner_connection: psycopg.Connection[Any]
) -> None:
    sealer, writer = seal_all(), owner_connection
    [held] = writer.execute("SELECT nextval('access_accesslog_id_seq')").fetchone() or []
    note_rows(1)
    seal_all(sealer)
    sealer.seal()
    writer.execute(COPY_AS, [held])
    writer.commit()
    seal_all(sealer)
    assert sealed_ids()[-1] == held


def test_ids_rolled_back_are_passed(writer: psycopg.Connection[Any]) -> None:
    sealer = seal_all()
    lost = note_rows(3, over=writer)
    note_rows(1)
    seal_all(sealer)
    assert Seal.objects.latest("first").gaps[-2:] == [lost[0], lost[-1]]
    writer.rollback()
    sealer.seal()
    note_rows(1)
    sealer.seal()
    assert lost[0] not in Seal.objects.latest("first").gaps
    assert verified().is_whole


def test_idle_writer_holds_nothing_up(writer: psycopg.Connection[Any]) -> None:
    note_rows(1, over=writer)
    ids = note_rows(3)
    seal_all()
    assert sealed_ids()[-3:] == ids


def test_row_above_every_id_given_out_is_named(committed: None, owner_connection: psycopg.Connection[Any]) -> None:
    forged = 2**60
    note_rows()
    seal_all()
    owner_connection.execute(COPY_AS, [forged])
    assert verified(owner_connection).findings[0].row == forged
    owner_connection.rollback()


def test_two_sealers_take_turns(committed: None) -> None:
    first, second = Sealer(KEYS), Sealer(KEYS)
    for sealer in (first, second, first):
        note_rows(2)
        seal_all(sealer)
    assert verified().is_whole
    assert len(set(sealed_ids())) == len(sealed_ids())


def test_sealer_leaves_the_log_to_one_that_is_at_it(writer: psycopg.Connection[Any]) -> None:
    writer.execute("SELECT pg_advisory_xact_lock(%s)", [0x4163636F7264])
    note_rows(1)
    assert Sealer(KEYS).seal() is None
    writer.rollback()
    assert Sealer(KEYS).seal()


def test_head_of_another_key_is_not_gone_on_from() -> None:
    note_rows(1)
    seal_all()
    with pytest.raises(LogChanged, match="not signed with a key of ours"):
        Sealer(OTHER_KEYS).seal()


def test_log_that_was_wound_back_is_not_sealed_on() -> None:
    seal_all()
    sealer = Sealer(KEYS)
    with transaction.atomic():
        note_rows(2, over=connection.connection)
        seal_all(sealer)
        transaction.set_rollback(True)
    note_rows(1)
    with pytest.raises(LogChanged, match="now ends at"):
        sealer.seal()


def test_sealing_that_fails_is_not_remembered() -> None:
    note_rows(2)
    sealer = Sealer(KEYS)
    with connection.execute_wrapper(_fail_on_heads), pytest.raises(RuntimeError, match="no head"):
        sealer.seal()
    seal_all(sealer)
    assert verified().is_whole


def test_thread_of_the_worker_seals_once_more_as_it_stops(committed: None, settings: Any) -> None:
    settings.ACCORD_LOG_KEYS = ("the key that tests sign the log with: not drawn at random",)
    ids, stopping = note_rows(4), Event()
    thread = Thread(target=seal_until, args=(stopping, 0.01))
    thread.start()
    stopping.set()
    thread.join()
    assert set(ids) <= set(sealed_ids())


def _fail_on_heads(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    if "access_signedhead" in sql and "INSERT" in sql:
        raise RuntimeError("no head")
    return execute(sql, params, many, context)
