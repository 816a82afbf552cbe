"""What stood at another installation before we subscribed is read once, and what is not given holds up nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import override_settings
from django.utils import timezone
from tests.builders import drafts, who
from tests.builders.partners import SCOPES, OtherAccord, other_accord
from tests.integration.partners.test_exchanging import cancel, reported, shake_hands, sign

from accord.domain.people import Practice
from accord.events.actions import mark_delivered
from accord.events.queries import outbox
from accord.organisations.actions import load_csv
from accord.sharing.fhir.exports import making
from accord.sharing.models import Export, ExportFile, PartnerNews, Subscription
from accord.sharing.partners import keeping, listings
from accord.sharing.partners.keeping import Before

pytestmark = pytest.mark.usefixtures("committed")
BIRCH = "Y90077"
"""A practice of these tests alone: who else has a plan here is not among its people."""
DIRECTORY = (
    f"{who.ORGANISATIONS.splitlines()[0]}\n{BIRCH},Birch Surgery,RO177,RO76:2013-04-01,gp_practice,,2013-04-01,\n"
)


@pytest.fixture
def stood(tmp_path: Path) -> UUID:
    """Somebody of Birch Surgery whose plan was signed before anybody subscribed."""
    who.load_directory(tmp_path)
    path = tmp_path / "birch.csv"
    path.write_text(DIRECTORY)
    load_csv(organisations=path, relationships=None, staff=None, rejects=tmp_path / "rejects.csv", by=None)
    Subscription.objects.update(status="off")
    person = drafts.person_with_talk(practice=Practice(code=BIRCH))
    drafts.signed(person)
    mark_delivered(event_ids=outbox.in_commit_order(1_000_000))
    return person


def running(scopes: str) -> Iterator[OtherAccord]:
    with (
        override_settings(ACCORD_DEMO=True),
        other_accord(ours=BIRCH, scopes=scopes) as held,
        override_settings(ACCORD_ADDRESS=held.address),
    ):
        held.ask()
        shake_hands(held)
        yield held


@pytest.fixture
def other(stood: UUID) -> Iterator[OtherAccord]:
    yield from running(f"{SCOPES} system/*.rs")


@pytest.fixture
def narrow(stood: UUID) -> Iterator[OtherAccord]:
    """One that lets us read nothing but what it tells us of."""
    yield from running(SCOPES)


def made() -> None:
    """Let the worker there make the export that was asked for."""
    row = Export.objects.latest("requested_at")
    assert making.make(export_id=row.pk, now=timezone.now())


def follow(other: OtherAccord) -> None:
    """Ask until all is followed."""
    other.ask()
    while PartnerNews.objects.filter(partner_id=other.partner_id, state="waiting", error="").exists():
        other.ask()


def states(other: OtherAccord, person: UUID) -> list[str]:
    held = PartnerNews.objects.filter(partner_id=other.partner_id, person_id=person).order_by("id")
    return [each.state for each in held]


def test_plan_that_stood_is_reported_once_and_withdrawn_as_it_is_cancelled(other: OtherAccord, stood: UUID) -> None:
    other.ask()
    assert (other.row.before, reported(stood)) == (Before.MAKING, [])
    made()
    follow(other)
    assert (other.row.before, len(reported(stood)), states(other, stood)) == (Before.READ, 1, ["reported"])
    (news,) = PartnerNews.objects.filter(partner_id=other.partner_id, person_id=stood)
    assert news.version_id is not None
    cancel(news.version_id)
    other.ask()
    assert reported(stood) == []


def test_export_is_let_go_once_it_was_read(other: OtherAccord, stood: UUID) -> None:
    made()
    other.ask()
    row = Export.objects.latest("requested_at")
    assert (row.ended_at is not None, ExportFile.objects.filter(export=row).exists()) == (True, False)


def test_what_is_known_is_not_read_again_after_a_subscription_was_lost(other: OtherAccord, stood: UUID) -> None:
    made()
    follow(other)
    Subscription.objects.filter(pk=other.row.subscription_id).update(status="off")
    other.ask()
    other.ask()
    made()
    follow(other)
    assert (other.row.before, states(other, stood), len(reported(stood))) == (Before.READ, ["reported"], 1)


def test_that_it_is_not_given_is_said_and_holds_up_nothing(narrow: OtherAccord, stood: UUID) -> None:
    other = drafts.person_with_talk(practice=Practice(code=BIRCH))
    sign(other)
    narrow.ask()
    assert (narrow.row.before, len(reported(other)), reported(stood)) == (Before.REFUSED, 1, [])
    (line,) = [each for each in listings.all_of_them() if each.id == narrow.partner_id]
    assert line.before == Before.REFUSED
    keeping.again(partner_id=narrow.partner_id)
    assert narrow.row.before == Before.UNASKED
