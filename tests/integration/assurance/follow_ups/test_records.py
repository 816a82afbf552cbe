"""Whoever is asked finds their own records behind a signal: of people whom they know, with a trace, and no others."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from tests.builders import drafts, pseudonyms, who
from tests.builders.browsers import Browser
from tests.builders.signals import raised

from accord.access.models import AccessLog
from accord.domain.reidentification import Column


@pytest.fixture(autouse=True)
def _key(settings: Any) -> None:
    settings.ACCORD_PSEUDONYM_KEY = pseudonyms.KEY


@pytest.fixture
def manager() -> Browser:
    browser = Browser()
    browser.sign_in(who.open_account("s-manager"))
    return browser


def asked_about(*people: UUID) -> str:
    """Raise a signal about a decision of each of these people, and return the address of its records."""
    decisions = [pseudonyms.of(drafts.signed(person).version_id, Column.DECISION) for person in people]
    signal = raised(at=timezone.now() - timedelta(days=1), decision_ids=decisions)
    return f"/assurance/signals/{signal}/records"


def test_home_is_shown_its_residents_alone_and_each_look_is_noted(manager: Browser) -> None:
    resident, stranger = drafts.person_with_talk(), drafts.person_with_talk()
    drafts.move_in(resident)
    page = manager.open(asked_about(resident, stranger))
    assert "1 of 2 decisions is in the record of people whom you know here. The others" in page
    assert str(stranger) not in page
    looks = AccessLog.objects.filter(what="signal").values_list("person_id", "basis")
    assert list(looks) == [(resident, "staying")]


def test_others_are_spoken_of_only_where_there_are_any(manager: Browser) -> None:
    resident = drafts.person_with_talk()
    drafts.move_in(resident)
    page = manager.open(asked_about(resident))
    assert "1 of 1 decision is in the record" in page
    assert "The others" not in page


def test_lead_has_no_such_page() -> None:
    page, lead = asked_about(drafts.person_with_talk()), Browser()
    lead.sign_in(who.open_account("s-fen"))
    assert lead.get(page).status_code == 403
