"""Two installations exchange plans: reported once, withdrawn as they end, nothing lost where something goes away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone
from procrastinate.contrib.django import app
from tests.builders import drafts, who
from tests.builders.partners import OtherAccord, other_accord

from accord.config.worker_rounds import drain
from accord.domain.events import EventKind
from accord.domain.lifecycle import CancelReason
from accord.events import hearing
from accord.events.actions import mark_delivered
from accord.events.queries import outbox
from accord.people.queries import identities
from accord.plans.actions import cancellations, suspensions
from accord.plans.models import Draft
from accord.plans.queries import standing
from accord.plans.queries.reports import settled
from accord.projections.emergency import Reported, view
from accord.sharing.deliveries.dispatching import dispatch
from accord.sharing.deliveries.telling import session
from accord.sharing.models import HolderReply, PartnerNews, Subscription
from accord.sharing.partners import asking, keeping, listings
from accord.sharing.partners.jobs import ask_for, ask_partner

pytestmark = pytest.mark.usefixtures("committed")


def shake_hands(other: OtherAccord) -> None:
    now = timezone.now()
    Subscription.objects.filter(pk=other.row.subscription_id).update(status="active", handshaken_at=now)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[OtherAccord]:
    """Leave nothing of other tests to be told, and ask another Accord, which has our subscription."""
    who.load_directory(tmp_path)
    Subscription.objects.update(status="off")
    mark_delivered(event_ids=outbox.in_commit_order(1_000_000))
    with override_settings(ACCORD_DEMO=True), other_accord() as held, override_settings(ACCORD_ADDRESS=held.address):
        held.ask()
        shake_hands(held)
        yield held


@pytest.fixture
def person() -> UUID:
    return drafts.person_with_talk()


def reported(person: UUID) -> list[Reported]:
    held = identities.of(person)
    assert held
    return list(view(standing.sheet(person), held, timezone.now(), viewer_organisation="Y90001").reported)


def sign(person: UUID) -> UUID:
    version: UUID = drafts.signed(person).version_id
    dispatch()
    return version


def cancel(version: UUID) -> None:
    cancellations.cancel(version_id=version, reason=CancelReason.ERROR, by=drafts.gp())
    dispatch()


def ring(secret: str, body: str = "") -> int:
    said = [{"name": "type", "valueCode": "heartbeat"}, {"name": "events-since-subscription-start", "valueString": "9"}]
    bell: dict[str, Any] = {"resourceType": "Bundle", "type": "history"}
    bell["entry"] = [{"resource": {"resourceType": "Parameters", "parameter": said}}]
    headers = {"Authorization": f"Bearer {secret}"}
    made = body or json.dumps(bell)
    return Client().post("/notifications", made, content_type="application/fhir+json", headers=headers).status_code


def test_plan_is_reported_with_a_draft_and_withdrawn_and_acknowledged_as_it_is_cancelled(
    other: OtherAccord, person: UUID
) -> None:
    version = sign(person)
    assert other.ask() == ["reported"]
    (report,) = reported(person)
    assert "Oak Hospital" in report.reported
    assert Draft.objects.filter(person_id=person, state="open").exists()
    cancel(version)
    assert other.ask() == ["reported", "withdrawn"]
    assert (reported(person), HolderReply.objects.filter(person_id=person, answer="taken").count()) == ([], 1)
    assert settled(person)[0].why.startswith("Its sender says: This plan is not current: cancelled")


def test_suspended_plan_is_withdrawn_until_it_holds_again(other: OtherAccord, person: UUID) -> None:
    version = sign(person)
    other.ask()
    suspensions.suspend(version_id=version, from_at=timezone.now(), until=None, why="Operation", by=drafts.gp())
    dispatch()
    assert (other.ask(), reported(person)) == (["reported", "withdrawn"], [])
    suspensions.reinstate(version_id=version, by=drafts.gp())
    dispatch()
    assert (other.ask()[-1], len(reported(person))) == ("reported", 1)


def test_what_was_heard_is_not_repeated(other: OtherAccord, person: UUID) -> None:
    sign(person)
    other.ask()
    PartnerNews.objects.filter(partner_id=other.partner_id).update(state="waiting")
    assert (other.ask(), other.ask(), len(reported(person))) == (["reported"], ["reported"], 1)


def test_outage_loses_nothing(other: OtherAccord, person: UUID) -> None:
    other.status = 503
    cancel(sign(person))
    sign(person)
    assert (other.ask(), other.row.error) == ([], "answered 503")
    other.status = 0
    assert other.ask() == ["nothing", "nothing", "reported"]
    assert (len(reported(person)), other.row.error) == (1, "")


def test_worker_that_goes_in_the_middle_begins_again(other: OtherAccord, person: UUID) -> None:
    def fail(_: object) -> None:
        raise RuntimeError

    sign(person)
    hearing.hear(EventKind.PARTNER_NEWS_SETTLED, fail)
    try:
        assert other.ask() == ["waiting"]
    finally:
        hearing.stop_hearing(EventKind.PARTNER_NEWS_SETTLED, fail)
    PartnerNews.objects.filter(partner_id=other.partner_id).update(next_try_at=timezone.now())
    assert (other.ask(), len(reported(person))) == (["reported"], 1)


def test_number_that_did_not_come_is_asked_for_and_all_is_checked_until_then(other: OtherAccord, person: UUID) -> None:
    cancelled = sign(person)
    other.ask()
    cancel(cancelled)
    sign(drafts.person_with_talk())
    other.lost = {2}
    assert other.ask() == ["withdrawn", "reported", "missing"]
    other.lost = set()
    assert other.ask() == ["withdrawn", "reported", "withdrawn"]
    assert reported(person) == []


def test_number_that_never_comes_hides_none_above_it(other: OtherAccord, person: UUID) -> None:
    sign(drafts.person_with_talk())
    sign(drafts.person_with_talk())
    sign(person)
    sign(drafts.person_with_talk())
    other.lost = {1, 3}
    other.ask()
    assert reported(person) == []
    other.lost, other.page = {1}, 1
    other.ask()
    assert len(reported(person)) == 1


def test_subscription_that_is_gone_is_asked_for_anew(other: OtherAccord, person: UUID) -> None:
    cancelled = sign(person)
    other.ask()
    Subscription.objects.filter(pk=other.row.subscription_id).update(status="off")
    cancel(cancelled)
    other.ask()
    assert (other.ask(), reported(person)) == (["withdrawn"], [])


def test_bell_is_heard_from_a_partner_alone_and_not_believed(other: OtherAccord, person: UUID) -> None:
    secret = keeping.secret_of(other.row)
    assert [ring(secret), ring(secret), ring("another"), ring(secret, "[]")] == [200, 200, 401, 400]
    assert (other.row.taken, PartnerNews.objects.filter(partner_id=other.partner_id).count()) == (0, 0)


def test_plan_that_a_partner_can_never_answer_for_holds_up_no_other(other: OtherAccord, person: UUID) -> None:
    other.broken = {sign(person)}
    assert other.ask() == ["waiting"]
    PartnerNews.objects.update(next_try_at=timezone.now())
    sign(drafts.person_with_talk())
    assert (other.ask(), other.row.error) == (["waiting", "reported"], "answered 500")
    other.broken = set()
    PartnerNews.objects.update(next_try_at=timezone.now())
    assert (other.ask(), other.row.error) == (["reported", "reported"], "")


def test_what_could_not_be_followed_is_listed_with_its_plan_and_what_was_wrong_with_it(other: OtherAccord) -> None:
    version = sign(drafts.person_with_talk(nhs_number=None))
    assert other.ask() == ["waiting"]
    (line,) = [each for each in listings.all_of_them() if each.id == other.partner_id]
    wrong = "gave a document that is not taken: Composition.subject comes with no NHS number."
    assert [each.words for each in line.failures] == [f"Event 1, plan {version}, is tried again: {wrong}"]
    PartnerNews.objects.update(next_try_at=timezone.now(), tries=keeping.PACE.tries - 1)
    assert other.ask() == ["failed"]
    (line,) = [each for each in listings.all_of_them() if each.id == other.partner_id]
    assert [each.words for each in line.failures] == [f"Event 1, plan {version}, failed: {wrong}"]


def test_partner_whose_asking_was_cut_off_is_asked_again(other: OtherAccord, person: UUID) -> None:
    """The worker was killed, and the queue never hears what became of its job."""
    ask_for(other.partner_id)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [ask_partner.name])
    sign(person)
    ask_for(other.partner_id)
    drain(app)
    assert [each.state for each in PartnerNews.objects.filter(partner_id=other.partner_id)] == ["reported"]


def test_partner_is_asked_by_one_worker_at_a_time_and_again_after_that(other: OtherAccord, person: UUID) -> None:
    sign(person)
    ask_for(other.partner_id)
    with session() as turn:
        turn.execute("SELECT pg_advisory_lock(%s, hashtext(%s))", [asking.TURN, str(other.partner_id)])
        drain(app)
        assert not PartnerNews.objects.filter(partner_id=other.partner_id).exists()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE task_name = %s", [ask_partner.name])
    drain(app)
    assert [each.state for each in PartnerNews.objects.filter(partner_id=other.partner_id)] == ["reported"]


def test_number_far_beyond_the_others_is_said_and_keeps_nothing(other: OtherAccord, person: UUID) -> None:
    Subscription.objects.filter(pk=other.row.subscription_id).update(last_number=10**14)
    sign(person)
    assert (other.ask(), other.row.error) == ([], "left out more events than can be asked for")


def test_partner_that_sends_us_to_an_address_of_our_own_network_for_its_tokens_is_not_followed(
    other: OtherAccord,
) -> None:
    other.asked.clear()
    with override_settings(ACCORD_DEMO=False):
        other.ask()
    assert other.asked == ["GET smart-configuration"]
    assert other.row.error == "names no address to which we send where it gives tokens"


def test_that_a_partner_cannot_be_asked_at_all_is_said_of_it(other: OtherAccord) -> None:
    """Our key for it opens with none of the keys that are set."""
    with override_settings(ACCORD_FACTOR_KEYS=["another"]):
        other.ask()
    assert other.row.error == "could not be asked (InvalidToken)"


def test_partner_that_answers_slowly_has_the_worker_for_so_long_and_the_rest_waits(
    other: OtherAccord, person: UUID
) -> None:
    sign(person)
    sign(drafts.person_with_talk())
    asking.ask(other.partner_id, longest=0.0)
    states = PartnerNews.objects.filter(partner_id=other.partner_id).order_by("id").values_list("state", flat=True)
    assert list(states) == ["reported", "waiting"]
    assert other.ask() == ["reported", "reported"]
