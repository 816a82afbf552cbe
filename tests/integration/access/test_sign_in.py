"""Signing in: one message for every failure, slow guessing, a chosen role, an end."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.utils import timezone
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access import sessions
from accord.access.actions import accounts
from accord.access.models import SignInAttempt, User
from accord.domain import competence
from accord.domain.authority import Role
from accord.domain.errors import Refused
from accord.organisations.models import StaffRole

REFUSED = "do not match an account that can be used"


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/people/find").status_code == 200


def test_sign_in_with_one_role_leads_on(browser: Browser) -> None:
    response = browser.sign_in(who.open_account("s-gp"), onward="/people/find")
    assert response.url == "/people/find"
    assert is_signed_in(browser)


def test_user_name_is_taken_in_any_capitals(browser: Browser) -> None:
    who.open_account("s-gp", username="ada.moss")
    browser.sign_in(" Ada.Moss ")
    assert is_signed_in(browser)


def test_several_roles_are_chosen_from(browser: Browser) -> None:
    page = browser.sign_in(who.open_account("s-nurse")).content.decode()
    assert "Clinician, Ash House" in page
    assert "Clinician, Oak Hospital" in page
    role = StaffRole.objects.get(organisation__ods_code="R9901", staff__staff_code="s-nurse").pk
    browser.send("/choose-role", {"role": str(role), "next": "/people/find"}, page="/choose-role")
    assert "Oak Hospital" in browser.open("/people/find")


def test_role_of_somebody_else_cannot_be_chosen(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-nurse"))
    other = StaffRole.objects.get(staff__staff_code="s-gp").pk
    response = browser.send("/choose-role", {"role": str(other)}, page="/choose-role")
    assert "Select one of the answers shown" in response.content.decode()


def test_no_current_role_says_so(browser: Browser) -> None:
    assert "No role is open to you" in browser.sign_in(who.open_account("s-gone")).content.decode()


@pytest.mark.parametrize(("username", "password"), [("s-gp", "wrong"), ("nobody", "wrong"), ("closed", who.PASSWORD)])
def test_every_failure_says_the_same(browser: Browser, username: str, password: str) -> None:
    who.open_account("s-gp")
    who.open_account("s-care", username="closed")
    accounts.close(user_id=User.objects.get(username="closed").pk, by=None)
    response = browser.sign_in(username, password)
    assert response.status_code == 422
    assert REFUSED in response.content.decode()


def test_too_many_failures_stop_even_the_right_password(browser: Browser) -> None:
    who.open_account("s-gp")
    for _ in range(5):
        browser.sign_in("s-gp", "wrong")
    assert REFUSED in browser.sign_in("s-gp").content.decode()
    SignInAttempt.objects.all().delete()
    browser.sign_in("s-gp")
    assert is_signed_in(browser)


def test_attempt_keeps_neither_name_nor_address(browser: Browser) -> None:
    browser.sign_in("my secret typed in the wrong box", "x")
    attempt = SignInAttempt.objects.get()
    assert "secret" not in attempt.account_key
    assert "127.0.0.1" not in attempt.address_key


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_onward_address_stays_here(browser: Browser, onward: str) -> None:
    assert browser.sign_in(who.open_account("s-gp"), onward=onward).url == "/"


def test_sign_out_ends_the_session(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    browser.send("/sign-out", {}, page="/people/find")
    assert not is_signed_in(browser)


def test_session_left_alone_ends(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    later = timezone.now() + sessions.IDLE + timedelta(seconds=1)
    with patch("django.utils.timezone.now", return_value=later):
        assert not is_signed_in(browser)


@pytest.mark.parametrize("what", ["role ended", "account closed", "password changed"])
def test_what_is_no_longer_so_ends_access_within_a_minute(browser: Browser, what: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    user = User.objects.get(username="s-gp")
    if what == "role ended":
        end_role(days=competence.ROLE_DAYS + 1)
    elif what == "account closed":
        accounts.close(user_id=user.pk, by=None)
    else:
        accounts.change_password(user_id=user.pk, password="quite another long one", by=None)
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(seconds=61)):
        assert not is_signed_in(browser)


def test_role_that_ended_yesterday_may_be_acted_in_and_says_so(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    end_role(days=1)
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(seconds=61)):
        assert is_signed_in(browser)
        assert "This role ended on" in browser.open("/choose-role")


def end_role(days: int) -> None:
    StaffRole.objects.filter(staff__staff_code="s-gp").update(valid_to=timezone.localdate() - timedelta(days=days))


def test_weak_password_is_refused() -> None:
    with pytest.raises(Refused, match="too common"):
        who.open_account("s-gp", password="password")


def test_account_whose_event_fails_is_not_opened(failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        who.open_account("s-gp")
    assert not User.objects.exists()


def test_second_account_for_one_member_of_staff_is_refused() -> None:
    who.open_account("s-gp")
    with pytest.raises(Refused, match="is taken"):
        who.open_account("s-gp", username="another")


@pytest.mark.parametrize(("asked", "comes_to"), [("/", "/emergency"), ("/people/find", "/people/find")])
def test_crew_begins_where_it_finds_one_person_unless_it_asked_for_a_page(
    browser: Browser, asked: str, comes_to: str
) -> None:
    StaffRole.objects.filter(staff__staff_code="s-care").update(role=Role.AMBULANCE.value)
    assert browser.sign_in(who.open_account("s-care"), onward=asked).url == comes_to


def test_care_staff_who_may_edit_begin_with_their_work(browser: Browser) -> None:
    assert browser.sign_in(who.open_account("s-care")).url == "/"
