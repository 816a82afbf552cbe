"""A stranger who knocks too often is told to wait; whoever is signed in at the same address is answered."""

import pytest
from tests.builders import who
from tests.builders.browsers import Browser


@pytest.fixture
def few(settings: object) -> int:
    settings.ACCORD_KNOCKS = 8  # type: ignore[attr-defined]  # pytest-django's settings take any name
    return 8


def test_stranger_is_told_to_wait(few: int) -> None:
    browser = Browser()
    answers = [browser.get("/health") for _ in range(few + 1)]
    assert [each.status_code for each in answers] == [200] * few + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert "Too many requests" in answers[-1].content.decode()


def test_made_up_sessions_are_strangers(few: int) -> None:
    browser = Browser()
    for number in range(few + 1):
        browser.cookies["sessionid"] = f"made-up-{number}"
        last = browser.get("/people/find")
    assert last.status_code == 429


def test_whoever_is_signed_in_is_answered_all_the_same(few: int) -> None:
    browser = Browser()
    browser.sign_in(who.open_account("s-gp"))
    assert {browser.get("/people/find").status_code for _ in range(3 * few)} == {200}
    session = browser.cookies.pop("sessionid").value
    assert {browser.get("/people/find").status_code for _ in range(few)} == {302, 429}
    browser.cookies["sessionid"] = session
    assert browser.get("/people/find").status_code == 200
