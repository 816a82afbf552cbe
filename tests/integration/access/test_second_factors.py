"""An authenticator app: set up, asked for at sign-in, each code once; and what there is when it is lost."""

import pytest
from django.test import override_settings
from tests.builders import factors, who
from tests.builders.browsers import Browser
from tests.builders.factors import App

from accord.access.actions import second_factors
from accord.access.models import Authenticator, RecoveryCode, User
from accord.access.queries import second_factors as queries
from accord.domain.events import EventKind
from accord.events.models import Event

REFUSED = "This code is not one that can be used now"


@pytest.fixture
def app(browser: Browser) -> App:
    browser.sign_in(who.open_account("s-gp"))
    return factors.set_up(browser)


def give(browser: Browser, code: str, page: str = factors.CODE) -> object:
    """Give a code; the answer is where it leads, or what it says."""
    name = "one_time_code" if page == factors.CODE else "recovery_code"
    response = browser.send(page, {name: code}, page=page)
    return response.url if response.status_code == 302 else response.content.decode()


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/people/find").status_code == 200


def test_password_alone_signs_nobody_in(app: App) -> None:
    other = Browser()
    assert "Code from your authenticator app" in other.sign_in("s-gp").content.decode()
    assert not is_signed_in(other)


def test_code_signs_in_and_leads_on(app: App) -> None:
    other = Browser()
    other.sign_in("s-gp")
    response = other.send(factors.CODE, {"one_time_code": app.code(), "next": "/people/find"}, page=factors.CODE)
    assert other.get(response.url).url == "/people/find"
    assert is_signed_in(other)


def test_code_works_once(app: App) -> None:
    used = app.code()
    for expected in (True, False):
        other = Browser()
        other.sign_in("s-gp")
        give(other, used)
        other.get("/choose-role")
        assert is_signed_in(other) is expected


def test_code_of_the_setting_up_signs_nobody_in(app: App) -> None:
    other = Browser()
    other.sign_in("s-gp")
    assert REFUSED in str(give(other, app.first))


def test_recovery_code_signs_in_once(app: App) -> None:
    for expected in ("/choose-role", REFUSED):
        other = Browser()
        other.sign_in("s-gp")
        assert expected in str(give(other, app.recovery[3].upper(), "/sign-in/recovery-code"))
    factor = queries.of_account(User.objects.get().pk)
    assert factor
    assert factor.codes_left == 9


def test_recovery_codes_are_shown_once_and_kept_as_hashes(app: App, browser: Browser) -> None:
    assert len(app.recovery) == 10
    page = browser.open(factors.CODES)
    assert "10 codes left" in page
    assert app.recovery[0] not in page
    assert app.recovery[0].replace("-", "") not in str(list(RecoveryCode.objects.values()))


def test_new_recovery_codes_end_those_before(app: App, browser: Browser) -> None:
    browser.send(factors.CODES, {}, page=factors.CODES)
    assert len(factors.PRINTED.findall(browser.open(factors.CODES))) == 10
    user = User.objects.get()
    assert not second_factors.take_recovery_code(user_id=user.pk, code=app.recovery[0])


def test_secret_is_encrypted_in_the_database(app: App) -> None:
    assert app.secret.encode() not in bytes(Authenticator.objects.get().sealed)


def test_wrong_code_sets_nothing_up(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    response = browser.send(factors.SET_UP, {"one_time_code": "000000"}, page=factors.SET_UP)
    assert "not the one that the app should show" in response.content.decode()
    assert not Authenticator.objects.exists()


def test_open_screen_sets_nothing_up_without_the_password(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    with factors.later(minutes=11):
        response = browser.send(factors.SET_UP, {"one_time_code": "000000"}, page=factors.SET_UP)
    assert "Enter your password" in response.content.decode()


def test_setting_up_ends_the_other_sessions(browser: Browser) -> None:
    other = Browser()
    other.sign_in(who.open_account("s-gp"))
    browser.sign_in("s-gp")
    factors.set_up(browser)
    assert (is_signed_in(browser), is_signed_in(other)) == (True, False)


def test_password_waits_ten_minutes_for_its_code(app: App) -> None:
    other = Browser()
    other.sign_in("s-gp")
    with factors.later(minutes=11):
        assert str(give(other, app.code())).startswith("/sign-in?")


def test_guessing_codes_is_stopped(app: App) -> None:
    other = Browser()
    other.sign_in("s-gp")
    for _ in range(5):
        give(other, "000000")
    assert REFUSED in str(give(other, app.code()))


def test_factor_can_be_removed_where_it_is_optional(app: App, browser: Browser) -> None:
    page = "/your-sign-in/remove"
    assert "Your password alone would sign you in" in browser.open(page)
    browser.send(page, {}, page=page)
    assert Browser().sign_in("s-gp").url == "/"
    assert not RecoveryCode.objects.exists()


@override_settings(ACCORD_SECOND_FACTOR="required")
def test_where_it_is_required_nobody_gets_a_role_without_one(browser: Browser) -> None:
    assert "/set-up" in browser.sign_in(who.open_account("s-gp"), onward="/people/find").url
    assert not is_signed_in(browser)
    factors.set_up(browser)
    assert browser.get("/choose-role?next=/people/find")["Location"] == "/people/find"
    assert browser.get("/your-sign-in/remove")["Location"] == "/your-sign-in"


def test_app_whose_event_fails_is_neither_replaced_nor_removed(app: App, failing_events: None) -> None:
    before = Authenticator.objects.get()
    given = {"user_id": before.pk, "secret": app.secret, "code": app.code()}
    for change in (
        lambda: second_factors.set_up(**given, by=None),
        lambda: second_factors.draw_recovery_codes(user_id=before.pk, by=None),
        lambda: second_factors.remove(user_id=before.pk, by=None),
        lambda: second_factors.take_recovery_code(user_id=before.pk, code=app.recovery[0]),
    ):
        with pytest.raises(RuntimeError, match="no event"):
            change()
    assert bytes(Authenticator.objects.get().sealed) == bytes(before.sealed)
    assert RecoveryCode.objects.filter(used_at=None).count() == 10


def test_lost_app_that_was_taken_away_says_why(app: App, browser: Browser) -> None:
    user = User.objects.get()
    second_factors.remove(user_id=user.pk, by=None, why=second_factors.WhyRemoved.LOST)
    recorded = Event.objects.filter(kind=EventKind.SECOND_FACTOR_REMOVED.value).get()
    assert recorded.payload == {"user_id": str(user.pk), "why": "lost"}
    assert not is_signed_in(browser)
