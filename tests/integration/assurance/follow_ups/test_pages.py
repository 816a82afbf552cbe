"""The pages of signals: who is shown what, and what becomes of what was typed."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import followers, who
from tests.builders.browsers import Browser
from tests.builders.signals import DECISIONS, raised

from accord.assurance.actions import following
from accord.assurance.actions.steps import At
from accord.assurance.models import SignalStep

WORDS = "The reasons of three people are the same."
NOW = timezone.now()


@pytest.fixture
def lead() -> Browser:
    return signed_in("s-fen")


@pytest.fixture
def manager() -> Browser:
    return signed_in("s-manager")


@pytest.fixture
def opened() -> UUID:
    """A signal whose five working days are over."""
    return raised(at=NOW - timedelta(days=30))


def signed_in(staff_code: str) -> Browser:
    browser = Browser()
    browser.sign_in(who.open_account(staff_code))
    return browser


def sent(browser: Browser, signal: UUID, part: str, after: int, **fields: str) -> object:
    page = f"/assurance/signals/{signal}/{part}"
    return browser.send(page, {"after": str(after), **fields}, page=page)


def test_what_waits_is_a_number_and_no_page(lead: Browser, manager: Browser) -> None:
    signal = raised(at=NOW)
    page = lead.open("/assurance/signals")
    assert "1 more signal waits" in page
    assert "Ash House" not in page
    for path in ("", "/take-up"):
        assert lead.get(f"/assurance/signals/{signal}{path}").status_code == 404
    assert "Ash House" in manager.open("/assurance/signals")


def test_page_asks_a_question_with_its_evidence(lead: Browser, opened: UUID) -> None:
    page = lead.open(f"/assurance/signals/{opened}")
    for words in (
        "Why were 12 new decisions made",
        "4.8 times as many",
        "Not answered yet",
        DECISIONS[0],
        "Take it up",
    ):
        assert words in page


def test_answer_is_read_by_both_who_are_asked(manager: Browser) -> None:
    signal = raised(at=NOW)
    answered = sent(manager, signal, "answer", 0, says="explained", words="Eleven came from a home that closed.")
    assert answered.status_code == 302
    assert "Eleven came from a home that closed." in signed_in("s-officer").open(f"/assurance/signals/{signal}")


def test_outdated_step_is_told_and_keeps_what_was_typed(lead: Browser, opened: UUID) -> None:
    following.take_up(at=At(signal_id=opened, after=0), by=followers.second_lead(), now=NOW)
    response = sent(lead, opened, "confirm", 0, words=WORDS)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Ira Marsh (Q9902) recorded “Taken up” since you opened this page" in page
    assert WORDS in page
    assert sent(lead, opened, "confirm", 1, words=WORDS).status_code == 302


def test_step_that_can_no_longer_be_taken_keeps_what_was_typed(lead: Browser, opened: UUID) -> None:
    followers.explained(opened, now=NOW)
    page = sent(lead, opened, "confirm", 1, words=WORDS).content.decode()
    assert "This cannot be done now" in page
    assert WORDS in page
    assert "Confirm the concern" not in page


def test_words_with_an_nhs_number_are_refused_at_their_field(lead: Browser, opened: UUID) -> None:
    following.take_up(at=At(signal_id=opened, after=0), by=followers.lead(), now=NOW)
    response = sent(lead, opened, "confirm", 1, words="See 999 000 0018")
    assert response.status_code == 422
    assert 'href="#words"' in response.content.decode()
    assert not SignalStep.objects.filter(step="confirmed").exists()


def test_home_reports_its_own_action_done(manager: Browser, opened: UUID) -> None:
    followers.confirmed(opened, now=NOW)
    followers.reviewed(opened, DECISIONS[0], now=NOW)
    action = followers.agreed(opened, now=NOW)
    page = f"/assurance/signals/{opened}/actions/{action}"
    assert page in manager.open(f"/assurance/signals/{opened}")
    turn = followers.seen(opened, now=NOW).course.turn
    assert manager.send(page, {"after": str(turn), "evidence": "Minutes"}, page=page).status_code == 302
    assert "Done on" in manager.open(f"/assurance/signals/{opened}")


@pytest.mark.parametrize("part", ["take-up", "confirm", "close", "no-such-step"])
def test_home_has_no_page_for_a_leads_step(manager: Browser, opened: UUID, part: str) -> None:
    assert manager.get(f"/assurance/signals/{opened}/{part}").status_code == 404


def test_reviewer_reads_and_takes_no_step(opened: UUID) -> None:
    reviewer = signed_in("s-view")
    assert "Nothing by you now" in reviewer.open(f"/assurance/signals/{opened}")
    assert reviewer.get(f"/assurance/signals/{opened}/take-up").status_code == 404
    assert reviewer.get("/assurance/signals/safeguarding").status_code == 403


def test_list_is_filtered_by_state_and_kind(lead: Browser, opened: UUID) -> None:
    shown = f"/assurance/signals/{opened}"
    assert shown in lead.open("/assurance/signals?state=new&kind=burst")
    assert shown not in lead.open("/assurance/signals?state=closed")
    assert shown not in lead.open("/assurance/signals?kind=same_text")


def test_lead_opens_what_waits_at_a_site(lead: Browser) -> None:
    signal, page = raised(at=NOW), "/assurance/signals/safeguarding"
    lead.send(page, {"site_code": "vl901", "words": "A daughter rang."}, page=page)
    assert "A daughter rang." in lead.open(f"/assurance/signals/{signal}")


def test_asking_who_stands_behind_begins_with_the_pseudonyms(lead: Browser, opened: UUID) -> None:
    page = f"/assurance/signals/{opened}"
    fields = {"prefilled": "yes", "column": "decision_id", "pseudonyms": "\n".join(DECISIONS), "reason": "case_review"}
    response = lead.send("/re-identification/ask", fields, page=page)
    assert response.status_code == 200
    assert "error-summary" not in response.content.decode()


def test_follow_up_counts_what_may_be_seen_and_says_what_waits(lead: Browser, opened: UUID) -> None:
    raised(at=NOW)
    followers.explained(opened, now=NOW)
    page = lead.open("/assurance/follow-up")
    for words in ("1 more signal waits", "false-alarm record", "1 of 1 (100%)", "Not answered in time"):
        assert words in page
