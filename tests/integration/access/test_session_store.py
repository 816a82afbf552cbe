"""Sessions that are known, unknown and over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError, connection
from django.utils import timezone

from accord.access.models import Session
from accord.access.session_store import SessionStore
from accord.access.sessions import kept_as


@pytest.fixture
def key() -> str:
    store = SessionStore()
    store["colour"] = "green"
    store.save()
    assert store.session_key
    return store.session_key


def test_session_holds_what_was_put_into_it(key: str) -> None:
    assert SessionStore(key)["colour"] == "green"


def test_unknown_session_is_empty_and_gets_another_key(key: str) -> None:
    store = SessionStore(key[::-1])
    assert (store.get("colour"), store.session_key) == (None, None)


def test_database_holds_nothing_that_signs_in(key: str) -> None:
    held = Session.objects.values_list("session_key", flat=True)
    assert key not in held
    assert all(SessionStore(each).get("colour") is None for each in held)


def test_session_put_into_the_row_of_another_is_empty(key: str) -> None:
    other = SessionStore()
    other.save()
    assert other.session_key
    held = Session.objects.get(pk=kept_as(key)).session_data
    Session.objects.filter(pk=kept_as(other.session_key)).update(session_data=held)
    assert SessionStore(other.session_key).get("colour") is None


def test_session_that_ends_is_gone(key: str) -> None:
    SessionStore(key).flush()
    assert not Session.objects.exists()


def test_session_that_is_over_is_empty(key: str) -> None:
    Session.objects.filter(pk=kept_as(key)).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert SessionStore(key).get("colour") is None


def test_session_that_the_database_could_not_keep_has_not_ended(committed: None) -> None:
    store = SessionStore()
    store.save()
    connection.connection.close()
    with pytest.raises(OperationalError):
        store.save()


def test_session_that_ended_meanwhile_is_said_to_have_ended(key: str) -> None:
    store = SessionStore(key)
    store["colour"] = "blue"
    Session.objects.filter(pk=kept_as(key)).delete()
    with pytest.raises(UpdateError):
        store.save()
