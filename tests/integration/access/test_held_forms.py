"""A form that is sent after the session ended is kept, given back to whoever typed it, and sent by nobody else."""

import html
import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access import held_forms
from accord.access.actions import held_forms as actions
from accord.access.models import HeldForm
from accord.access.queries import held_forms as queries

TYPED = {
    "communication": "Speaks slowly, hears on the left.\nLikes pictures.",
    "language": "Welsh",
    "interpreter": "yes",
}


@pytest.fixture
def needs_page() -> str:
    return f"/people/{who.recorded()}/needs"


def lose_session(browser: Browser) -> None:
    del browser.cookies["sessionid"]


def send_late(browser: Browser, page: str, username: str = "s-gp") -> None:
    browser.sign_in(who.open_account(username))
    token = re.search(r'name="submission" value="([^"]+)"', browser.open(page))
    assert token
    lose_session(browser)
    response = browser.send(page, {**TYPED, "submission": token.group(1)})
    assert response.url == "/sign-in?next=%2Fheld-form"


def test_what_was_typed_is_shown_again_after_signing_in(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    assert "What you typed is kept" in browser.open("/sign-in?next=/held-form")
    assert browser.sign_in("s-gp", onward="/held-form").url == "/held-form"
    page = html.unescape(browser.open("/held-form"))
    assert TYPED["communication"] in page
    assert f'action="{needs_page}"' in page


def test_held_form_is_sent_by_whoever_confirms_it(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    browser.sign_in("s-gp")
    response = browser.send(needs_page, {**TYPED, "held_form": "1"}, page="/held-form")
    assert response.status_code == 302
    assert not HeldForm.objects.exists()
    assert "Likes pictures." in browser.open(needs_page)


def test_held_form_that_is_wrong_is_kept_until_it_is_right(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    browser.sign_in("s-gp")
    browser.send(needs_page, {"communication": "\x00", "held_form": "1"}, page="/held-form")
    assert HeldForm.objects.exists()


def test_nothing_readable_is_kept(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    sealed = bytes(HeldForm.objects.get().sealed)
    assert b"pictures" not in sealed
    assert b"needs" not in sealed


def test_another_browser_sees_nothing(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    other = Browser()
    other.sign_in("s-gp")
    assert "No form is kept for you here" in other.open("/held-form")


def test_another_member_of_staff_in_the_same_browser_sees_nothing(browser: Browser, needs_page: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    session = browser.session
    session["accord_checked"] -= 60 * 60
    session.save()
    browser.send(needs_page, TYPED, page="/signed-out")
    browser.sign_in(who.open_account("s-care"))
    assert "No form is kept for you here" in browser.open("/held-form")


def test_held_form_can_be_thrown_away(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    browser.sign_in("s-gp")
    browser.send("/held-form", {}, page="/held-form")
    assert not HeldForm.objects.exists()


def test_held_form_expires(browser: Browser, needs_page: str) -> None:
    send_late(browser, needs_page)
    held = HeldForm.objects.get().pk
    with patch("django.utils.timezone.now", return_value=timezone.now() + held_forms.KEPT + timedelta(minutes=1)):
        assert queries.sealed(held, held_forms.KEPT) is None
        assert actions.forget_old(kept=held_forms.KEPT) == 1


def test_too_large_a_form_is_said_not_to_be_kept(browser: Browser, needs_page: str) -> None:
    response = browser.send(needs_page, {"communication": "x" * held_forms.LARGEST})
    assert "too large to keep" in browser.open(response.url)
    assert not HeldForm.objects.exists()


def test_too_many_forms_from_one_address_are_not_kept(browser: Browser, needs_page: str) -> None:
    browser.send(needs_page, TYPED)
    key = HeldForm.objects.get().address_key
    for _ in range(actions.MOST_AN_HOUR - 1):
        actions.keep(sealed=b"x", address_key=key)
    assert actions.keep(sealed=b"x", address_key=key) is None


def test_password_is_never_kept(browser: Browser, needs_page: str) -> None:
    browser.send(needs_page, {"password": "long secret", "language": "Welsh"})
    browser.sign_in(who.open_account("s-gp"))
    assert "long secret" not in browser.open("/held-form")


def test_form_begun_before_signing_in_again_elsewhere_is_kept(browser: Browser, needs_page: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    here = {"origin": "http://testserver"}
    response = browser.post(needs_page, TYPED | {"csrfmiddlewaretoken": "of an earlier session"}, headers=here)
    assert (response.status_code, response["location"]) == (302, "/held-form")
    assert TYPED["communication"] in html.unescape(browser.open("/held-form"))


def test_form_from_another_site_is_refused_and_not_kept(browser: Browser, needs_page: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    response = browser.post(needs_page, TYPED, headers={"origin": "https://evil.example"})
    assert response.status_code == 403
    assert not HeldForm.objects.exists()
