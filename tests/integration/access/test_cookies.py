"""Over TLS every cookie is Secure and of this host alone; a forged one is none."""

from typing import Any

import pytest
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access import held_forms


@pytest.fixture
def over_tls(settings: Any) -> Browser:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    return Browser(headers={"x-forwarded-proto": "https"})


def test_every_cookie_over_tls_is_secure_and_of_this_host(over_tls: Browser) -> None:
    over_tls.post("/people/find", {"family": "Hartley"}, headers={"origin": "http://testserver"})
    found = over_tls.get("/sign-in").content.decode()
    token = found.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    account = {"username": who.open_account("s-gp"), "password": who.PASSWORD, "csrfmiddlewaretoken": token}
    over_tls.post("/sign-in", account)
    assert len(over_tls.cookies) >= 4
    for name, cookie in over_tls.cookies.items():
        assert name.startswith("__Host-"), name
        assert (cookie["secure"], cookie["httponly"], cookie["path"]) == (True, True, "/"), name
        assert (cookie["samesite"], cookie["domain"]) == ("Lax", ""), name


def test_forged_cookie_is_none(browser: Browser) -> None:
    for name in (held_forms.COOKIE, held_forms.LAST_COOKIE):
        browser.cookies[name] = "00000000-0000-4000-8000-000000000001:key:signature"
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get("/held-form").status_code == 404
