"""Somebody changes their own password, and stays signed in; whoever else used it is out."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone
from tests.builders import who
from tests.builders.browsers import Browser

PAGE = "/change-password"
NEW = "a kettle sings at four"


@pytest.fixture
def gp(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-gp"))
    return browser


def change(browser: Browser, now: str = who.PASSWORD, new: str = NEW, again: str = "") -> Any:
    return browser.send(PAGE, {"password": now, "new_password": new, "again": again or new}, page=PAGE)


def test_changed_password_is_the_one_that_signs_in(gp: Browser) -> None:
    assert change(gp).status_code == 302
    assert "Your password is changed" in gp.open("/")
    assert Browser().sign_in("s-gp").status_code == 422
    assert Browser().sign_in("s-gp", NEW).status_code == 302


def test_other_sessions_end_and_this_one_stays(gp: Browser) -> None:
    other = Browser()
    other.sign_in("s-gp")
    change(gp)
    with patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(seconds=61)):
        assert gp.get("/people/find").status_code == 200
        assert other.get("/people/find").status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"now": "not it"}, "Your password now is not this one"),
        ({"again": "a kettle sang at four"}, "The two new passwords differ"),
        ({"new": "password"}, "too common"),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(gp: Browser, typed: dict[str, str], said: str) -> None:
    response = change(gp, **typed)
    assert (response.status_code, said in response.content.decode()) == (422, True)
    assert Browser().sign_in("s-gp").status_code == 302


def test_guessing_the_password_of_an_open_screen_is_stopped(gp: Browser) -> None:
    for _ in range(5):
        change(gp, now="a guess")
    assert change(gp).status_code == 422


def test_page_is_for_those_who_are_signed_in(browser: Browser, gp: Browser) -> None:
    assert PAGE in gp.open("/your-sign-in")
    assert Browser().get(PAGE).url == f"/sign-in?next={PAGE.replace('/', '%2F')}"
