"""Guessing is slowed; nobody can use that to keep an account's owner out."""

from itertools import count

import pytest
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access.actions import attempts
from accord.access.models import SignInAttempt

_hosts = count(1)


def stranger(**headers: str) -> Browser:
    """Return a browser at an address that nobody used before."""
    number = next(_hosts)
    return Browser(REMOTE_ADDR=f"198.51.{number // 250}.{number % 250}", **headers)


def guess(browser: Browser, times: int = 1) -> None:
    for _ in range(times):
        browser.sign_in("s-gp", "a guess")


def signs_in(browser: Browser) -> bool:
    return browser.sign_in("s-gp").status_code == 302


@pytest.fixture
def known() -> Browser:
    """Return a browser in which the account signed in before."""
    who.open_account("s-gp")
    browser = Browser()
    assert signs_in(browser)
    browser.send("/sign-out", {}, page="/people/find")
    return browser


def test_guesses_from_the_same_address_do_not_shut_out_a_known_browser(known: Browser) -> None:
    guess(Browser(), times=5)
    assert not signs_in(Browser())
    assert signs_in(known)


def test_known_browser_has_five_tries_of_its_own(known: Browser) -> None:
    guess(known, times=5)
    assert not signs_in(known)
    assert signs_in(stranger())


def test_guesses_from_everywhere_leave_each_new_address_one_try(known: Browser) -> None:
    for _ in range(attempts.MOST_ANYWHERE + 1):
        guess(stranger())
    owner, mistyping = stranger(), stranger()
    guess(mistyping)
    assert signs_in(owner)
    assert not signs_in(mistyping)
    assert signs_in(known)


def test_address_that_tries_many_accounts_is_stopped_but_for_known_browsers(known: Browser) -> None:
    place = SignInAttempt(account_key="x", address_key="y")
    guess(Browser())
    place.address_key = SignInAttempt.objects.get().address_key
    SignInAttempt.objects.bulk_create(
        SignInAttempt(account_key=f"{number}", address_key=place.address_key) for number in range(100)
    )
    assert not signs_in(Browser())
    assert signs_in(known)


def test_cookie_of_one_account_is_worth_nothing_for_another(known: Browser) -> None:
    who.open_account("s-care")
    guess(Browser(), times=1)
    for _ in range(5):
        Browser().sign_in("s-care", "a guess")
    assert known.sign_in("s-care").status_code == 422


def test_neighbours_of_an_ipv6_address_are_one_place() -> None:
    who.open_account("s-gp")
    for number in range(5):
        guess(Browser(REMOTE_ADDR=f"2001:db8:1:2::{number}"))
    assert not signs_in(Browser(REMOTE_ADDR="2001:db8:1:2::ffff"))
    assert signs_in(Browser(REMOTE_ADDR="2001:db8:1:3::1"))


def test_attempts_at_once_are_counted_before_they_are_looked_at() -> None:
    attempt = attempts.Attempt(account_key="a", place_key="b", is_known_here=False)
    assert [attempts.begin(attempt) for _ in range(7)] == [True] * 5 + [False] * 2
    assert SignInAttempt.objects.count() == 5
