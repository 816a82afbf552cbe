"""Passkeys: added beside the app, given in place of its code, each challenge once and on this site alone."""

import pytest
from django.test import override_settings
from tests.builders import drafts, factors, passkeys, who
from tests.builders.browsers import Browser
from tests.builders.passkeys import Device

from accord.access.actions import passkeys as actions
from accord.access.actions import second_factors
from accord.access.models import Passkey, User
from accord.access.passkey_rounds import Site

HERE = Site("testserver", "http://testserver")


@pytest.fixture
def device(browser: Browser) -> Device:
    browser.sign_in(who.open_account("s-gp"))
    factors.set_up(browser)
    return passkeys.add(browser)


def begun() -> Browser:
    """Return a browser in which the password was given."""
    other = Browser()
    other.sign_in("s-gp")
    return other


def is_signed_in(browser: Browser) -> bool:
    browser.get("/choose-role")
    return browser.get("/people/find").status_code == 200


def test_passkey_signs_in_in_place_of_a_code(device: Device) -> None:
    other = begun()
    assert passkeys.give(other, device).url == "/choose-role?next=%2Fpeople%2Ffind"
    assert is_signed_in(other)


def test_passkey_alone_signs_nobody_in(device: Device) -> None:
    other = Browser()
    other.open("/sign-in")
    sent = {"passkey": device.sign({"challenge": "AAAA"}), "csrfmiddlewaretoken": other.cookies["csrftoken"].value}
    assert other.post(passkeys.GIVE, sent).url.startswith("/sign-in?")


def test_page_lists_it_and_the_code_page_offers_it(device: Device, browser: Browser) -> None:
    assert "Last used" in browser.open(passkeys.PAGE)
    assert "1 passkey" in browser.open("/your-sign-in")
    assert "Use a passkey" in begun().open("/sign-in/code")


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "http://testserver.evil.example"},
        {"site": "evil.example"},
        {"key": Device().key},
        {"id": Device().id},
    ],
    ids=["another origin", "another site", "another key", "unknown"],
)
def test_what_another_site_or_key_signed_is_refused(device: Device, other: dict[str, object]) -> None:
    for name, value in other.items():
        setattr(device, name, value)
    browser = begun()
    assert passkeys.give(browser, device).url.startswith("/sign-in/code?")
    assert "The passkey was not taken" in browser.open("/sign-in/code")
    assert not is_signed_in(browser)


def test_challenge_is_taken_once(device: Device) -> None:
    other = begun()
    signed = device.sign(passkeys.options_of(other.open("/sign-in/code")))
    for sent in ("{}", signed):
        form = {"passkey": sent, "csrfmiddlewaretoken": other.cookies["csrftoken"].value}
        assert other.post(passkeys.GIVE, form).url.startswith("/sign-in/code?")
    assert not is_signed_in(other)


def test_copy_of_a_device_that_counts_is_refused(device: Device) -> None:
    passkeys.give(begun(), device)
    device.count = 0
    other = begun()
    passkeys.give(other, device)
    assert not is_signed_in(other)


def test_passkey_of_somebody_else_is_refused(device: Device) -> None:
    other = Browser()
    other.sign_in(who.open_account("s-care"))
    factors.set_up(other)
    passkeys.add(other)
    again = Browser()
    again.sign_in("s-care")
    assert passkeys.give(again, device).url.startswith("/sign-in/code?")


@pytest.mark.parametrize("code", ["", "{", "[]", "null", '{"rawId": 1}', '{"rawId": "!"}', "x" * 30_000, "[" * 19_000])
def test_what_is_no_answer_of_a_browser_is_refused(device: Device, code: str) -> None:
    assert not actions.take(user_id=User.objects.get().pk, code=code, challenge=b"c", site=HERE)


def test_guessing_is_counted_with_the_codes(device: Device) -> None:
    other = begun()
    for _ in range(5):
        other.send(factors.CODE, {"one_time_code": "000000"}, page=factors.CODE)
    assert passkeys.give(other, device).url.startswith("/sign-in/code?")


def test_passkey_lets_sign_for_some_minutes(device: Device, browser: Browser) -> None:
    page = f"/drafts/{drafts.draft_of(drafts.person_with_talk(), drafts.gp())}/sign"
    with factors.later(minutes=11):
        asked = browser.get(page)["Location"]
        assert passkeys.give(browser, device, asked, page).url == page
        assert browser.get(page).status_code == 200


def test_adding_ends_other_sessions_and_asks_for_a_code(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    app = factors.set_up(browser)
    other = begun()
    other.send(factors.CODE, {"one_time_code": app.code()}, page=factors.CODE)
    assert is_signed_in(other)
    passkeys.add(browser)
    assert (is_signed_in(browser), is_signed_in(other)) == (True, False)
    with factors.later(minutes=11):
        assert browser.get(passkeys.PAGE)["Location"].startswith("/sign-in/code?")


@pytest.mark.parametrize("other", [{"origin": "http://evil.example"}, {"site": "evil.example"}])
def test_passkey_made_elsewhere_is_not_kept(browser: Browser, other: dict[str, str]) -> None:
    browser.sign_in(who.open_account("s-gp"))
    factors.set_up(browser)
    passkeys.add(browser, Device(**other))
    assert "No passkey was added" in browser.open(passkeys.PAGE)
    assert not Passkey.objects.exists()


def test_same_passkey_is_added_once(device: Device, browser: Browser) -> None:
    passkeys.add(browser, device)
    assert Passkey.objects.count() == 1


def test_removed_passkey_is_not_taken(device: Device, browser: Browser) -> None:
    other = begun()
    options = passkeys.options_of(other.open("/sign-in/code"))
    browser.send(passkeys.PAGE, {"remove": str(Passkey.objects.get().pk)}, page=passkeys.PAGE)
    form = {"passkey": device.sign(options), "csrfmiddlewaretoken": other.cookies["csrftoken"].value}
    other.post(passkeys.GIVE, form)
    assert not is_signed_in(other)


def test_removing_the_second_factor_removes_them(device: Device) -> None:
    second_factors.remove(user_id=User.objects.get().pk, by=None)
    assert not Passkey.objects.exists()


def test_there_is_none_without_an_app(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get(passkeys.PAGE).url == "/your-sign-in/set-up"


def test_site_is_the_one_that_browsers_reach(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    factors.set_up(browser)
    with override_settings(ACCORD_ADDRESS="https://accord.example"):
        assert passkeys.options_of(browser.open(passkeys.PAGE))["rp"]["id"] == "accord.example"


def test_passkey_whose_event_fails_is_not_added(browser: Browser, failing_events: None) -> None:
    user = User.objects.create(username="x", staff_id=drafts.gp().staff_id)
    made = Device().make({"challenge": "Yw"})
    given = {"user_id": user.pk, "made": made, "challenge": b"c", "site": HERE, "name": "", "by": None, "here": None}
    with pytest.raises(RuntimeError, match="no event"):
        actions.add(**given)
    assert not Passkey.objects.exists()
