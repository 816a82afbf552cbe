"""The pages of look-backs: a preview before anything is asked, counts alone, and nothing of another area."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.builders import drafts
from tests.builders.browsers import Browser
from tests.builders.look_backs import lead, opened, resident, tasks
from tests.integration.assurance.conftest import SignIn

from accord.assurance.models import LookBack
from accord.domain.people import PersonName
from accord.web.words import last_day, say_date

pytestmark = pytest.mark.usefixtures("nothing_waits")
NEW = "/assurance/look-backs/new"
PAGES = ("/assurance/look-backs", NEW)


def dated(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def filled(**changed: str) -> dict[str, str]:
    today = timezone.localdate()
    return {
        "coverage": "area",
        "decided": "not_for_cpr",
        "why": "letter",
        "words": "A letter of March.",
        **dated("decided_from", today - timedelta(days=7)),
        **dated("decided_until", today),
        **dated("due_on", today + timedelta(days=7)),
        **changed,
    }


@pytest.fixture
def sam(sign_in: SignIn) -> Browser:
    drafts.signed(drafts.person_with_talk(name=PersonName(family="Quillfeather", given=("Odo",))))
    return sign_in("s-lead")


def test_preview_asks_nobody_and_opening_does(sam: Browser) -> None:
    before = LookBack.objects.count()
    page = sam.send(NEW, filled(), page=NEW)
    assert "1 decision at 1 site" in page.content.decode()
    assert LookBack.objects.count() == before
    sam.send(NEW, filled(step="open"), page=NEW)
    made = LookBack.objects.order_by("opened_at").last()
    assert made is not None
    assert [task.done_at for task in tasks(made.id)] == [None]


def test_form_that_is_not_complete_says_what_is_missing(sam: Browser) -> None:
    answer = sam.send(NEW, filled(words="", coverage="site"), page=NEW)
    assert answer.status_code == 422
    assert "Say what led to it" in answer.content.decode()


def test_lead_sees_counts_and_no_name(sam: Browser) -> None:
    made = opened()
    page = sam.open(f"/assurance/look-backs/{made}")
    assert "Elm Surgery" in page
    assert "Quillfeather" not in page


def test_look_back_of_another_area_is_not_there(sign_in: SignIn) -> None:
    resident()
    made = opened(lead("Q9902"))
    assert sign_in("s-lead").get(f"/assurance/look-backs/{made}").status_code == 404


def test_closed_look_back_keeps_what_was_learned(sam: Browser) -> None:
    made = opened()
    at = f"/assurance/look-backs/{made}/close"
    assert sam.send(at, {"words": ""}, page=at).status_code == 422
    sam.send(at, {"words": "One letter led to it."}, page=at)
    page = sam.open(f"/assurance/look-backs/{made}")
    assert "One letter led to it." in page
    assert "Close this look-back" not in page


@pytest.mark.parametrize("staff_code", ["s-gp", "s-manager", "s-care", "s-office"])
@pytest.mark.parametrize("href", PAGES)
def test_look_backs_are_for_area_leads(sign_in: SignIn, staff_code: str, href: str) -> None:
    assert sign_in(staff_code).get(href).status_code == 403


def test_page_of_a_review_says_that_a_look_back_asks_for_it_until_it_is_recorded(sign_in: SignIn) -> None:
    drafts.signed(drafts.person_with_talk())
    (task,) = tasks(opened())
    href, gp = f"/plans/{task.version_id}/review", sign_in("s-gp")
    assert f"reviewed again by {say_date(last_day(task.due_at))}" in gp.open(href)
    confirmed = {"outcome": "confirmed", "indefinite_why": "It stands."}
    assert gp.send(href, confirmed, page=href).status_code == 302
    assert [each.came_of for each in tasks(task.subject_id)] == ["confirmed"]
    assert "look-back" not in gp.open(href)
