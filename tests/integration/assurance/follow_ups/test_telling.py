"""Whoever answers or follows a signal is told of it once: at night, or at once where somebody may be at risk."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from tests.builders import followers
from tests.builders.browsers import Browser
from tests.builders.signals import AT_ONCE, LATE, raised, sighting
from tests.integration.assurance.conftest import SignIn

from accord.access.actions import notices as actions
from accord.access.models import Notice, NoticePutAway
from accord.access.queries import notices
from accord.assurance.actions import following, safeguarding
from accord.assurance.actions.steps import At
from accord.assurance.actions.telling import tell_of_the_night
from accord.assurance.models import Signal, SignalTold
from accord.assurance.signals.kinds import SignalKind
from accord.domain.authority import Actor
from accord.domain.notices import NoticeKind
from accord.events.models import Event

NIGHT = AT_ONCE
USUAL, URGENT = NoticeKind


def told(to: Actor) -> list[tuple[NoticeKind, int, int]]:
    """Return what somebody was told: of which kind, how many questions, about how many sites."""
    return [(each.kind, each.questions, each.sites) for each in notices.waiting(to)]


def mark(signal: UUID, by: Actor) -> None:
    safeguarding.mark_safeguarding(at=At(signal_id=signal, after=0), words="At risk.", by=by, now=AT_ONCE)


def test_those_asked_are_told_at_night_in_one_message_and_nobody_else() -> None:
    raised()
    raised(SignalKind.SHIFT)
    assert tell_of_the_night(NIGHT) == 2
    assert told(followers.manager()) == told(followers.officer()) == [(USUAL, 2, 1)]
    assert told(followers.lead()) == told(followers.reviewer()) == []


def test_each_is_told_of_a_signal_once_however_often_it_is_seen() -> None:
    signal = raised()
    tell_of_the_night(NIGHT)
    sighting(Signal.objects.get(pk=signal), NIGHT)
    assert tell_of_the_night(NIGHT + timedelta(days=1)) == 0


def test_lead_is_told_once_the_working_days_are_over() -> None:
    raised()
    tell_of_the_night(NIGHT)
    assert tell_of_the_night(LATE) == 2  # two leads of the area
    assert told(followers.lead()) == told(followers.second_lead()) == [(USUAL, 1, 1)]


def test_one_message_a_night_and_the_rest_the_night_after() -> None:
    raised()
    tell_of_the_night(NIGHT)
    raised(SignalKind.SHIFT)
    assert tell_of_the_night(NIGHT) == 0
    assert tell_of_the_night(NIGHT + timedelta(days=1)) == 2
    assert told(followers.manager()) == [(USUAL, 1, 1)] * 2


def test_what_never_waits_is_told_to_the_lead_the_same_night() -> None:
    raised(SignalKind.CARE_WITHHELD)
    tell_of_the_night(NIGHT)
    assert told(followers.lead()) == told(followers.manager()) == [(URGENT, 1, 1)]


def test_mark_of_safeguarding_is_told_at_once_to_all_but_whoever_made_it() -> None:
    signal = raised()
    tell_of_the_night(NIGHT)
    mark(signal, followers.manager())
    assert told(followers.lead()) == [(URGENT, 1, 1)]
    assert told(followers.officer()) == [(URGENT, 1, 1), (USUAL, 1, 1)]
    assert told(followers.manager()) == [(USUAL, 1, 1)]
    assert tell_of_the_night(NIGHT + timedelta(days=1)) == 0


def test_opening_what_waits_at_a_site_tells_in_one_message() -> None:
    raised()
    raised(SignalKind.SHIFT)
    safeguarding.open_for_safeguarding(site_code="VL901", words="At risk.", by=followers.lead(), now=AT_ONCE)
    assert told(followers.second_lead()) == told(followers.manager()) == [(URGENT, 2, 1)]
    assert told(followers.lead()) == []


def test_whoever_answered_or_has_it_taken_up_already_is_told_of_nothing() -> None:
    signal = raised()
    for by in (followers.manager(), followers.officer()):
        followers.answer(signal, by, AT_ONCE)
    following.take_up(at=At(signal_id=signal, after=0), by=followers.lead(), now=AT_ONCE)
    assert tell_of_the_night(NIGHT) == 0


def test_message_and_its_event_hold_numbers_alone() -> None:
    signal = raised()
    tell_of_the_night(NIGHT)
    (payload,) = Event.objects.filter(
        kind="staff_told", payload__to=str(followers.manager().staff_role_id)
    ).values_list("payload", flat=True)
    assert set(payload) == {"notice", "to", "kind", "questions"}
    assert str(signal) not in str(payload)


@pytest.mark.usefixtures("failing_events")
def test_telling_whose_event_fails_saves_nothing() -> None:
    raised()
    with pytest.raises(RuntimeError, match="no event"), transaction.atomic():
        tell_of_the_night(NIGHT)
    assert (Notice.objects.count(), SignalTold.objects.count()) == (0, 0)


@pytest.mark.parametrize("table", ["access_notice", "access_noticeputaway", "assurance_signaltold"])
def test_what_was_told_is_never_changed(table: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


@pytest.fixture
def manager(sign_in: SignIn) -> Browser:
    raised()
    tell_of_the_night(NIGHT)
    return sign_in("s-manager")


def test_message_stands_on_my_work_until_it_is_put_away(manager: Browser) -> None:
    assert "1 new question about 1 site" in manager.open("/")
    newest = Notice.objects.order_by("id").last()
    assert newest is not None
    shown = manager.send("/messages/put-away", {"until": str(newest.id)}, page="/")
    assert shown.headers["Location"] == "/assurance/signals"
    assert "Messages" not in manager.open("/")


def test_message_that_came_since_stays(manager: Browser) -> None:
    before = Notice.objects.order_by("id").last()
    assert before is not None
    actions.tell(staff_role_id=followers.manager().staff_role_id, kind=URGENT, questions=2, sites=0)
    manager.send("/messages/put-away", {"until": str(before.id)}, page="/")
    page = manager.open("/")
    assert "Safeguarding: 2 questions that do not wait" in page
    assert "new question" not in page


def test_nobody_puts_away_what_was_told_to_others(manager: Browser, sign_in: SignIn) -> None:
    sign_in("s-fen").send("/messages/put-away", {"until": "999999999"}, page="/")
    assert NoticePutAway.objects.count() == 0
    assert "1 new question" in manager.open("/")
