"""A publication is made ready by one person and released by another: exactly the bytes that were shown."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.builders import publishing as build

from accord.assurance.actions import publishing as actions
from accord.assurance.models import Publication, PublicationOutcome
from accord.assurance.publications.packages import read_figures
from accord.assurance.queries import publications as queries
from accord.assurance.queries.publications import State
from accord.domain.authority import GRANTS, Permission, Role
from accord.domain.errors import Conflict, NotPermitted, Refused
from accord.events.models import Event

pytestmark = pytest.mark.usefixtures("_run")


def test_figures_are_controlled() -> None:
    lines = {line.value: line for line in read_figures(build.prepared().package.figures)}
    assert (lines["all"].numerator, lines["all"].denominator, lines["all"].percent) == ("30", "40", "75")
    assert lines["not_recorded"].denominator == "*"


def test_what_was_shown_is_what_was_released() -> None:
    ready = build.prepared()
    actions.release(publication_id=ready.id, sha256=ready.sha256, by=build.officer())
    after = build.held(ready.id)
    assert (after.state, after.package, after.sha256) == (State.RELEASED, ready.package, ready.package.sha256)


def test_other_bytes_than_those_shown_are_not_released() -> None:
    ready = build.prepared()
    with pytest.raises(Conflict, match="not the files that were shown"):
        actions.release(publication_id=ready.id, sha256="0" * 64, by=build.officer())
    assert build.held(ready.id).state is State.WAITING


def test_nobody_releases_what_they_made_ready() -> None:
    ready = build.prepared()
    both = replace(build.officer(), staff_id=build.lead().staff_id)
    with pytest.raises(NotPermitted, match="themselves"):
        actions.release(publication_id=ready.id, sha256=ready.sha256, by=both)


def test_officer_of_another_organisation_finds_no_publication() -> None:
    ready = build.prepared()
    with pytest.raises(Refused, match="no such publication"):
        actions.release(publication_id=ready.id, sha256=ready.sha256, by=build.other_officer())


def test_no_role_may_both_prepare_and_release() -> None:
    both = {Permission.PREPARE_PUBLICATION, Permission.RELEASE_PUBLICATION}
    assert [role for role in Role if both <= GRANTS[role]] == []


def test_preparing_and_releasing_need_their_permissions() -> None:
    ready = build.prepared()
    with pytest.raises(NotPermitted):
        build.prepared(by=build.officer())
    with pytest.raises(NotPermitted):
        actions.release(publication_id=ready.id, sha256=ready.sha256, by=build.lead())


def test_declined_publication_says_why_and_is_never_released() -> None:
    ready = build.prepared()
    actions.decline(publication_id=ready.id, words="One month more.", by=build.officer())
    with pytest.raises(Conflict, match="declined"):
        actions.release(publication_id=ready.id, sha256=ready.sha256, by=build.officer())
    assert build.held(ready.id).outcome.words == "One month more."  # type: ignore[union-attr]  # just decided
    assert queries.ledger(build.lead().organisation_id) == []


def test_declining_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="Say why"):
        actions.decline(publication_id=build.prepared().id, words=" ", by=build.officer())


def test_released_figures_are_what_the_next_publication_is_guarded_against() -> None:
    build.released(build.choose("2026-01", "2026-03"))
    released = queries.ledger(build.lead().organisation_id)
    assert [len(each.counts) for each in released] == [4]
    assert build.prepared().package.figures


def test_publication_made_ready_before_another_left_is_made_ready_again() -> None:
    ready = build.prepared()
    build.released(build.choose("2026-01", "2026-03"))
    with pytest.raises(Conflict, match="Something else was released"):
        actions.release(publication_id=ready.id, sha256=ready.sha256, by=build.officer())


def test_too_many_measures_are_refused() -> None:
    many = ("M01", "M02", "M04", "M05", "M06", "M07", "M08", "M09", "M19")
    with pytest.raises(Refused, match="8 at most"):
        build.prepared(build.choose(measures=many))


@pytest.mark.usefixtures("failing_events")
def test_nothing_is_kept_where_the_event_cannot_be() -> None:
    with pytest.raises(RuntimeError, match="no event"):
        build.prepared()
    assert not Publication.objects.exists()


def test_each_step_leaves_an_event_without_words() -> None:
    ready = build.released()
    kinds = Event.objects.filter(kind__startswith="publication").values_list("kind", "payload")
    payload = {"publication": str(ready.id), "sha256": ready.sha256}
    assert sorted(kinds) == [("publication_prepared", payload), ("publication_released", payload)]


@pytest.mark.parametrize("table", [Publication._meta.db_table, PublicationOutcome._meta.db_table])
def test_publication_is_neither_changed_nor_deleted(table: str) -> None:
    build.released()
    for statement in (f"UPDATE {table} SET sha256 = ''", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
