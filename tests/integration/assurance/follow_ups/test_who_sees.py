"""Whoever is asked answers first: until then others see a number, and safeguarding never waits."""

from datetime import datetime
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import followers, who
from tests.builders.signals import AT_ONCE, IN_TIME, LATE, raised, run

from accord.assurance.actions import safeguarding
from accord.assurance.actions.steps import At
from accord.assurance.models import Signal
from accord.assurance.queries import signals
from accord.assurance.signals.kinds import SignalKind
from accord.domain.authority import Actor
from accord.domain.errors import NotPermitted, Refused
from accord.events.models import Event


def shown(by: Actor, now: datetime) -> tuple[list[UUID], int]:
    found = signals.visible(by, now)
    return [each.id for each in found.signals], found.waiting


def test_home_and_the_signers_trust_see_it_at_once() -> None:
    signal = raised()
    for by in (followers.manager(), followers.officer()):
        assert shown(by, AT_ONCE) == ([signal], 0)


def test_others_see_how_many_wait_and_no_page() -> None:
    signal = raised()
    for by in (followers.lead(), followers.reviewer()):
        assert shown(by, AT_ONCE) == ([], 1)
        assert signals.one(by, signal, AT_ONCE) is None


def test_five_working_days_open_it() -> None:
    signal = raised()
    assert shown(followers.lead(), IN_TIME) == ([], 1)
    assert shown(followers.lead(), LATE) == ([signal], 0)


def test_both_answers_open_it_and_one_does_not() -> None:
    signal = raised()
    followers.answer(signal, followers.manager(), AT_ONCE)
    assert shown(followers.lead(), AT_ONCE) == ([], 1)
    followers.answer(signal, followers.officer(), AT_ONCE)
    assert shown(followers.lead(), AT_ONCE) == ([signal], 0)


def test_area_question_that_asks_no_organisation_waits_for_nobody() -> None:
    signal = raised(SignalKind.DISPARITY, site="", signers="", area="Q9902")
    assert shown(followers.lead(), AT_ONCE) == ([signal], 0)


def test_care_held_back_is_seen_at_once() -> None:
    signal = raised(SignalKind.CARE_WITHHELD)
    assert shown(followers.lead(), AT_ONCE) == ([signal], 0)


def test_marking_it_as_safeguarding_opens_it_at_once() -> None:
    signal = raised()
    words = "One resident was not taken to hospital."
    safeguarding.mark_safeguarding(at=At(signal_id=signal, after=0), words=words, by=followers.manager(), now=AT_ONCE)
    assert shown(followers.lead(), AT_ONCE) == ([signal], 0)


def test_lead_opens_what_waits_at_a_site_with_a_reason() -> None:
    signal, other = raised(), raised(site="R9901")
    heard = "A daughter rang: her mother was refused an ambulance."
    opened = safeguarding.open_for_safeguarding(site_code="VL901", words=heard, by=followers.lead(), now=AT_ONCE)
    assert (opened, shown(followers.lead(), AT_ONCE)[0]) == (1, [signal])
    assert Event.objects.filter(kind="signals_opened", payload__count=1).exists()
    assert other not in shown(followers.reviewer(), AT_ONCE)[0]


def test_lead_opens_no_site_of_another_area() -> None:
    raised(site="Y90001")
    with pytest.raises(Refused, match="no site"):
        safeguarding.open_for_safeguarding(site_code="Y90001", words="Heard.", by=followers.lead(), now=AT_ONCE)


def test_reviewer_opens_nothing() -> None:
    with pytest.raises(NotPermitted):
        safeguarding.open_for_safeguarding(site_code="VL901", words="Heard.", by=followers.reviewer(), now=AT_ONCE)


def test_lead_of_another_area_sees_neither_the_signal_nor_a_number() -> None:
    raised()
    assert shown(who.actor("Q9901"), LATE) == ([], 0)


def test_signal_that_no_run_saw_is_none() -> None:
    Signal.objects.create(kind="burst", site_code="VL901", raised_at=AT_ONCE)
    run()
    assert shown(followers.manager(), timezone.now()) == ([], 0)
