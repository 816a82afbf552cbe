"""A signed document that somebody altered behind everybody's back: it is never read as what was signed."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from tests.builders import drafts, who

from accord.plans.pages.middleware import ALTERED, DisclosureMiddleware
from accord.plans.queries.versions import Altered, document


@pytest.fixture
def signed(committed: None, tmp_path: Path) -> Iterator[UUID]:
    who.load_directory(tmp_path)
    yield drafts.signed(drafts.person_with_talk()).version_id


def test_document_without_its_hash_is_refused(
    signed: UUID, owner_connection: psycopg.Connection[tuple[object, ...]]
) -> None:
    assert document(signed).plan.cpr is not None
    with owner_connection.transaction():
        owner_connection.execute("ALTER TABLE plans_version DISABLE TRIGGER USER")
        owner_connection.execute("UPDATE plans_version SET document = document || '{\"a\": 1}' WHERE id = %s", [signed])
        owner_connection.execute("ALTER TABLE plans_version ENABLE TRIGGER USER")
    with pytest.raises(Altered):
        document(signed)


def test_page_of_an_altered_document_says_so_and_shows_nothing() -> None:
    passes = DisclosureMiddleware(lambda request: HttpResponse())
    shown = passes.process_exception(RequestFactory().get("/"), Altered(uuid4()))
    assert shown is not None
    assert shown.status_code == 409
    assert ALTERED in shown.content.decode()
    assert "do not rely on it" in shown.content.decode()
