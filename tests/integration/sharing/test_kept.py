"""What a browser may keep of a plan, what it is told became of it, and openings that it gives back, each once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import override_settings
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages.restricted import EVERY_MARK, parts

from accord.access.models import AccessLog
from accord.domain.errors import NotPermitted
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.restrictions import Readers
from accord.people.queries import identities
from accord.plans.actions import cancellations
from accord.plans.actions.signing import Signed
from accord.sharing.actions import kept as actions
from accord.sharing.actions.kept import Given
from accord.sharing.queries import kept
from accord.sharing.queries.kept import Became, Keepable

NOW = datetime.now(UTC)


@pytest.fixture
def _undone(_database: None) -> Iterator[None]:
    """Undo what a test did before its transaction is judged: the log is committed with what it belongs to, or not."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def keepable(person: UUID) -> Keepable | None:
    identity = identities.of(person)
    assert identity is not None
    return kept.keepable(identity, drafts.gp(), NOW)


def became(person: UUID, held: Keepable | None) -> Became:
    identity = identities.of(person)
    assert identity is not None
    assert held is not None
    return kept.became(identity, drafts.gp(), NOW, mark=held.mark, versions=held.versions)


def send(browser: Browser, path: str, body: dict[str, Any]) -> Any:
    token = json.loads(browser.get("/kept/session").content)["token"]
    return browser.post(path, json.dumps(body), content_type="application/json", headers={"X-CSRFToken": token})


def test_current_plan_is_kept_and_that_none_is_known_is_not(person: UUID) -> None:
    assert keepable(person) is None
    drafts.signed(person)
    held = keepable(person)
    assert held is not None
    assert held.words["status"]["heading"] == "Not for CPR"


def test_of_a_restricted_record_nothing_is_kept() -> None:
    person = drafts.person_with_talk(restricted=True)
    drafts.signed(person)
    assert keepable(person) is None


def test_part_for_some_readers_is_named_and_not_kept(person: UUID) -> None:
    drafts.signed(person, parts=parts(Readers.ASKED_AT))
    held = keepable(person)
    assert held is not None
    told = json.dumps(held.words)
    assert "Kept to some readers" in told
    assert not any(mark in told for mark in EVERY_MARK)


def test_browser_is_told_what_became_of_a_plan(person: UUID, signed: Signed) -> None:
    held = keepable(person)
    assert became(person, held) is Became.SAME
    drafts.signed(person)
    assert became(person, held) is Became.REPLACED
    assert held is not None
    assert became(person, replace(held, versions=(keepable(person) or held).versions)) is Became.CHANGED


def test_browser_is_told_of_a_cancellation(person: UUID, signed: Signed) -> None:
    held = keepable(person)
    cancellations.cancel(
        version_id=signed.version_id, reason=CancelReason.PERSON_CHANGED_MIND, words="", by=drafts.gp()
    )
    assert became(person, held) is Became.GONE


def test_words_to_be_kept_leave_their_own_trace(gp: Browser, person: UUID, signed: Signed) -> None:
    told = gp.get(f"/people/{person}/kept").json()
    assert told["words"]["name"]
    assert AccessLog.objects.filter(person_id=person, what="kept_on_device", purpose="emergency").exists()
    answer = send(gp, "/kept/checks", {"kept": [{name: told[name] for name in ("person", "mark", "versions")}]})
    assert answer.json()["plans"] == [{"person": str(person), "state": "same"}]


@override_settings(ACCORD_KEPT_HOURS=0)
def test_nothing_is_kept_where_that_is_switched_off(gp: Browser, person: UUID, signed: Signed) -> None:
    assert gp.get(f"/people/{person}/kept").status_code == 404
    assert "data-kept-for" not in gp.open("/emergency")


def test_page_and_script_hold_nothing_of_whoever_is_signed_in() -> None:
    assert "data-kept-for" not in Browser().open("/kept")
    answer = Browser().get("/service-worker.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")


@pytest.mark.usefixtures("_undone")
def test_openings_come_back_into_the_log_once(gp: Browser, person: UUID) -> None:
    told = {"id": str(uuid4()), "person": str(person), "at": NOW.isoformat()}
    stranger = told | {"id": str(uuid4()), "person": str(uuid4())}
    assert send(gp, "/kept/openings", {"openings": [told, stranger]}).json() == {"new": 1}
    assert send(gp, "/kept/openings", {"openings": [told]}).json() == {"new": 0}
    look = AccessLog.objects.get(person_id=person, what="kept_opening")
    assert (look.staff_id, look.basis) == (drafts.gp().staff_id, "on_device")


@pytest.mark.parametrize("wrong", [{}, {"openings": 1}, {"openings": [{"id": "x"}]}, {"openings": [[]]}, []])
def test_openings_that_no_browser_sends_are_refused(gp: Browser, wrong: Any) -> None:
    assert send(gp, "/kept/openings", wrong).status_code == 400
    assert send(gp, "/kept/checks", wrong).status_code == 400


def test_only_who_answers_emergencies_gives_openings_back(person: UUID) -> None:
    given = Given(id=uuid4(), person_id=person, at=NOW)
    with pytest.raises(NotPermitted):
        actions.give_back(given=[given], by=who.actor("Q9901"))
