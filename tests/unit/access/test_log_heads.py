"""A signed head says what it says, and nobody else can say it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from accord.access.queries.log_heads import Head, keys_from, read_heads
from accord.domain.errors import Refused

KEYS = keys_from(["the first key of these tests, long enough", "the key before it, long enough as well"])
OTHER = keys_from(["the key of somebody else, long enough too"])
AT = datetime(2026, 3, 29, 1, 30, 0, 123456, tzinfo=UTC)
HEAD = KEYS.sign(size=5, root=b"r" * 32, at=AT)


def test_head_is_signed_with_the_first_key() -> None:
    assert HEAD.is_signed_by_one_of({KEYS.key_id})
    assert not HEAD.is_signed_by_one_of(OTHER.trusted)


def test_key_before_the_first_is_trusted() -> None:
    former = keys_from(["the key before it, long enough as well"])
    assert former.sign(size=1, root=b"r" * 32, at=AT).is_signed_by_one_of(KEYS.trusted)


def test_public_key_is_trusted_and_signs_nothing() -> None:
    keys = keys_from(["the first key of these tests, long enough", f"public:{OTHER.key_id}"])
    assert keys.trusted == {KEYS.key_id, OTHER.key_id}
    assert keys.key_id == KEYS.key_id


@pytest.mark.parametrize(
    "change",
    [
        {"size": 6},
        {"root": b"s" * 32},
        {"at": AT + timedelta(microseconds=1)},
        {"key_id": OTHER.key_id},
        {"key_id": "no key"},
        {"signature": bytes(64)},
        {"signature": b""},
    ],
)
def test_head_that_was_changed_is_not_signed(change: dict[str, object]) -> None:
    trusted = KEYS.trusted | OTHER.trusted | {"no key"}
    assert not replace(HEAD, **change).is_signed_by_one_of(trusted)


def test_exported_head_is_read_again() -> None:
    assert read_heads([json.dumps(HEAD.as_json())], KEYS.trusted, "--heads") == [HEAD]


@pytest.mark.parametrize("change", [{"size": "x"}, {"root": "zz"}, {"at": "2026-03-29T01:30:00"}, {"at": None}])
def test_line_that_is_no_head_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(Refused, match="line 1 is no signed head"):
        read_heads([json.dumps(HEAD.as_json() | change)], KEYS.trusted, "--heads")


def test_head_of_another_log_is_refused() -> None:
    line = json.dumps(OTHER.sign(size=5, root=b"r" * 32, at=AT).as_json())
    with pytest.raises(Refused, match="Name the public key with --key"):
        read_heads([line], KEYS.trusted, "--heads")


def test_what_is_signed_is_text_that_anybody_can_write() -> None:
    bare = Head(size=5, root=b"\x01" * 32, at=datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC), key_id="k")
    assert bare.message() == b"accord access log, version 1\n5\n" + b"01" * 32 + b"\n1000000\nk\n"
