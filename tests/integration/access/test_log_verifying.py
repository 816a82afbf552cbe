"""Whatever the database's owner does to the access log is found, and named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import sql
from tests.builders.logs import KEYS, first_finding, note_rows, seal_all, verified

from accord.access.actions.sealing import Sealer
from accord.access.models import Seal
from accord.access.queries import log_places
from accord.access.queries.log_findings import Fault
from accord.access.queries.log_heads import keys_from, stored_heads
from accord.access.queries.log_places import Place
from accord.domain.errors import Refused

Owner = psycopg.Connection[Any]
TABLES = ("access_accesslog", "access_seal", "access_signedhead")


@pytest.fixture
def ids(committed: None) -> list[int]:
    """Three seals of four rows, and what other tests left before them."""
    seal_all()
    found = []
    for _ in range(3):
        found += note_rows(4)
        seal_all()
    return found


@pytest.fixture
def lost(committed: None) -> int:
    """An id that was rolled back, and that the sealer has passed."""
    with transaction.atomic():
        found = note_rows(1, over=connection.connection)[0]
        transaction.set_rollback(True)
    sealer = Sealer(KEYS)
    for _ in range(2):
        note_rows(1)
        seal_all(sealer)
    return found


@pytest.fixture
def owner(ids: list[int], owner_connection: Owner) -> Iterator[Owner]:
    """The owner, who has put the triggers out of the way, in a transaction that is rolled back."""
    for table in TABLES:
        owner_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield owner_connection
    owner_connection.rollback()


def test_untouched_log_is_whole(ids: list[int]) -> None:
    report = verified()
    assert report.is_whole
    assert report.rows == report.size == sum(len(each) for each in Seal.objects.values_list("log_ids", flat=True))
    assert report.heads == Seal.objects.count()


def test_rows_not_sealed_yet_are_counted(ids: list[int]) -> None:
    note_rows(3)
    report = verified()
    assert report.is_whole
    assert report.waiting == 3


@pytest.mark.parametrize(
    "change",
    ["person_id = gen_random_uuid()", "at = at + interval '1 microsecond'", "purpose = 'emergency'", "basis = 'none'"],
)
def test_edited_row_is_named(owner: Owner, ids: list[int], change: str) -> None:
    statement = sql.SQL("UPDATE access_accesslog SET {} WHERE id = ANY(%s)").format(sql.SQL(change))
    owner.execute(statement, [[ids[9], ids[5]]])
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.row) == (Fault.ROW_CHANGED, ids[5])
    assert found.in_words() == f"row {ids[5]} was changed after it was sealed"


@pytest.mark.parametrize("which", [0, 5, 11])
def test_deleted_row_is_named(owner: Owner, ids: list[int], which: int) -> None:
    owner.execute("DELETE FROM access_accesslog WHERE id = %s", [ids[which]])
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.row) == (Fault.ROW_MISSING, ids[which])


def test_exchanged_rows_are_named(owner: Owner, ids: list[int]) -> None:
    for old, new in ((ids[2], -1), (ids[6], ids[2]), (-1, ids[6])):
        owner.execute("UPDATE access_accesslog SET id = %s WHERE id = %s", [new, old])
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.row) == (Fault.ROW_CHANGED, ids[2])


def insert(owner: Owner, row: int) -> None:
    owner.execute(
        "INSERT INTO access_accesslog SELECT %s, at, staff_id, staff_role_id, organisation_id, person_id, purpose,"
        " what, basis FROM access_accesslog LIMIT 1",
        [row],
    )


def test_row_put_in_where_an_id_was_rolled_back_is_named(lost: int, owner: Owner) -> None:
    insert(owner, lost)
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.row) == (Fault.ROW_ADDED, lost)


@pytest.mark.parametrize("row", [-7, 2**50])
def test_row_put_in_at_either_end_is_named(owner: Owner, row: int) -> None:
    insert(owner, row)
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.row) == (Fault.ROW_ADDED, row)


def last_seal(owner: Owner) -> Any:
    return owner.execute("SELECT first, log_ids FROM access_seal ORDER BY first DESC LIMIT 1").fetchone()


def test_row_edited_together_with_its_seal_is_found_by_the_head(owner: Owner) -> None:
    first, ids = last_seal(owner)
    owner.execute("DELETE FROM access_accesslog WHERE id = %s", [ids[-1]])
    owner.execute(
        "UPDATE access_seal SET log_ids = trim_array(log_ids, 1), leaves = substr(leaves, 1, length(leaves) - 32),"
        " highest = log_ids[3] WHERE first = %s",
        [first],
    )
    owner.execute("UPDATE access_signedhead SET size = size - 1 WHERE size = %s", [first + 4])
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.row) == (Fault.HEAD_FORGED, ids[0])


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE access_seal SET log_ids = ARRAY[log_ids[2], log_ids[1], log_ids[3], log_ids[4]]", Fault.ORDER_CHANGED),
        ("UPDATE access_seal SET leaves = substr(leaves, 1, 64)", Fault.SEALS_CHANGED),
        ("UPDATE access_seal SET first = first + 1", Fault.SEALS_MISSING),
    ],
)
def test_seal_that_was_changed_is_named(owner: Owner, statement: str, fault: Fault) -> None:
    first, ids = last_seal(owner)
    owner.execute(f"{statement} WHERE first = %s", [first])
    found = first_finding(owner)
    assert found is not None
    assert found.fault == fault
    assert found.row == (ids[1] if fault == Fault.ORDER_CHANGED else ids[0])


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM access_signedhead WHERE size = %s", Fault.HEAD_MISSING),
        ("UPDATE access_signedhead SET at = at + interval '1 hour' WHERE size = %s", Fault.HEAD_FORGED),
        ("UPDATE access_signedhead SET root = sha256(root) WHERE size = %s", Fault.HEAD_FORGED),
        ("UPDATE access_signedhead SET key_id = repeat('0', 64) WHERE size = %s", Fault.HEAD_FORGED),
    ],
)
def test_head_removed_or_forged_is_named(owner: Owner, statement: str, fault: Fault) -> None:
    size = last_seal(owner)[0]
    owner.execute(statement, [size])
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.size) == (fault, size)


def cut(owner: Owner, place: int) -> None:
    """Remove everything from a place on, so that nothing in the database tells of it."""
    owner.execute(
        "DELETE FROM access_accesslog WHERE id IN (SELECT unnest(log_ids) FROM access_seal WHERE first >= %s)", [place]
    )
    owner.execute("DELETE FROM access_seal WHERE first >= %s", [place])
    owner.execute("DELETE FROM access_signedhead WHERE size > %s", [place])


def test_log_cut_with_its_seals_and_heads_is_found_by_exported_heads(owner: Owner) -> None:
    exported, place = list(stored_heads()), last_seal(owner)[0]
    cut(owner, place)
    found = first_finding(owner, exported)
    assert first_finding(owner) is None
    assert found is not None
    assert (found.fault, found.place, found.size) == (Fault.TRUNCATED, place, exported[-1].size)


def test_seals_removed_and_heads_left_is_named(owner: Owner) -> None:
    first, _ = last_seal(owner)
    owner.execute("DELETE FROM access_seal WHERE first >= %s", [first])
    found = first_finding(owner)
    assert found is not None
    assert (found.fault, found.place) == (Fault.TRUNCATED, first)


def test_log_rewritten_by_whoever_holds_the_key_is_found_by_exported_heads(ids: list[int]) -> None:
    genuine = list(stored_heads())
    told = [KEYS.sign(size=head.size, root=head.root[::-1], at=head.at) for head in genuine[-1:]]
    found = first_finding(None, [*genuine[:-1], *told])
    assert found is not None
    assert (found.fault, found.row) == (Fault.HEAD_DIFFERS, ids[8])


def test_exported_heads_that_fit_change_nothing(ids: list[int]) -> None:
    assert verified(None, list(stored_heads())).is_whole


def test_verification_is_taken_up_where_it_stopped(ids: list[int], tmp_path: Path) -> None:
    file = tmp_path / "state"
    first = verified(keep=lambda place: log_places.keep(place, file))
    note_rows(2)
    seal_all()
    second = verified(start=log_places.kept(file))
    assert (first.is_whole, second.is_whole) == (True, True)
    assert second.rows == 2
    assert second.size == first.size + 2


@pytest.mark.parametrize(
    "tamper", ["DELETE FROM access_signedhead", "UPDATE access_signedhead SET root = sha256(root)"]
)
def test_log_changed_before_the_place_of_taking_up_is_found(owner: Owner, tamper: str) -> None:
    kept: list[Place] = []
    verified(keep=kept.append)
    owner.execute(f"{tamper} WHERE size = %s", [kept[-1].tree.size])
    assert not verified(owner, start=kept[-1]).is_whole


def test_log_cut_before_the_place_of_taking_up_is_found(owner: Owner) -> None:
    kept: list[Place] = []
    verified(keep=kept.append)
    cut(owner, last_seal(owner)[0])
    assert verified(owner, start=kept[-1]).findings[0].fault == Fault.TRUNCATED


@pytest.mark.parametrize("words", ["{", "{}", '{"size": 1, "edge": ""}', "[]"])
def test_file_that_is_no_state_is_refused(tmp_path: Path, words: str) -> None:
    file = tmp_path / "state"
    file.write_text(words)
    with pytest.raises(Refused, match="Remove it to begin anew"):
        log_places.kept(file)


def test_key_that_is_not_trusted_is_told(ids: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    other: Callable[..., Any] = keys_from
    monkeypatch.setattr("tests.builders.logs.KEYS", other(["another key, of somebody who has no business here"]))
    found = first_finding()
    assert found is not None
    assert found.fault == Fault.HEAD_FORGED
