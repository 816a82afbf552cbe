"""Sessions are listed, ended one by one or all together, and none is endless."""

from uuid import uuid4

import pytest
from tests.builders import factors, who
from tests.builders.browsers import Browser

from accord.access.actions import sessions as actions
from accord.access.models import Session, User

PAGE = "/your-sign-in/sessions"
TABLET = "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.fixture
def gp(browser: Browser) -> Browser:
    browser.sign_in(who.open_account("s-gp"))
    return browser


@pytest.fixture
def tablet(gp: Browser) -> Browser:
    other = Browser(headers={"User-Agent": TABLET})
    other.sign_in("s-gp")
    return other


def is_signed_in(browser: Browser) -> bool:
    return browser.get("/people/find").status_code == 200


def test_list_shows_each_browser_and_which_one_this_is(gp: Browser, tablet: Browser) -> None:
    page = gp.open(PAGE)
    assert "Safari on iPad" in page
    assert page.count("(this one)") == 1
    assert not any(key in page for key in Session.objects.values_list("session_key", flat=True))


def test_one_session_is_ended_at_once(gp: Browser, tablet: Browser) -> None:
    gp.send(PAGE, {"end": str(Session.objects.get(browser="Safari on iPad").handle)}, page=PAGE)
    assert (is_signed_in(gp), is_signed_in(tablet)) == (True, False)


def test_sign_out_everywhere_ends_every_session(gp: Browser, tablet: Browser) -> None:
    assert gp.send(PAGE, {"end": "everywhere"}, page=PAGE).url == "/signed-out"
    assert (is_signed_in(gp), is_signed_in(tablet)) == (False, False)


def test_session_of_somebody_else_is_neither_shown_nor_ended(gp: Browser) -> None:
    other = Browser()
    other.sign_in(who.open_account("s-care"))
    handle = str(Session.objects.get(account__username="s-care").handle)
    assert handle not in gp.open(PAGE)
    for sent in (handle, str(uuid4()), "nonsense", ""):
        assert gp.send(PAGE, {"end": sent}, page=PAGE).status_code == 302
    assert (is_signed_in(gp), is_signed_in(other)) == (True, True)


def test_busy_session_ends_after_twelve_hours(gp: Browser) -> None:
    for minutes in range(25, 12 * 60, 25):
        with factors.later(minutes=minutes):
            assert is_signed_in(gp)
    with factors.later(hours=12, seconds=1):
        assert not is_signed_in(gp)


def test_changed_password_ends_the_others_at_once(gp: Browser, tablet: Browser) -> None:
    new = "a kettle sings at four"
    sent = {"password": who.PASSWORD, "new_password": new, "again": new}
    gp.send("/change-password", sent, page="/change-password")
    assert (is_signed_in(gp), is_signed_in(tablet)) == (True, False)


def test_sessions_whose_event_fails_go_on(gp: Browser, failing_events: None) -> None:
    with pytest.raises(RuntimeError, match="no event"):
        actions.end_all(user_id=User.objects.get().pk, by=None)
    assert is_signed_in(gp)
