"""The first page of assurance."""

import pytest
from tests.builders.browsers import Browser
from tests.integration.assurance.conftest import SignIn


@pytest.mark.parametrize("staff_code", ["s-lead", "s-manager"])
def test_overview_says_that_nothing_was_read_where_nothing_was(sign_in: SignIn, staff_code: str) -> None:
    page = sign_in(staff_code).open("/assurance")
    assert "Nothing has been read here yet." in page
    assert "This says nothing about any decision." in page


@pytest.mark.parametrize("staff_code", ["s-gp", "s-care", "s-office"])
def test_overview_is_for_those_who_answer_for_assurance(sign_in: SignIn, staff_code: str) -> None:
    browser: Browser = sign_in(staff_code)
    assert browser.get("/assurance").status_code == 403
    assert 'href="/assurance"' not in browser.open("/")
