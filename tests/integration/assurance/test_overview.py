"""The first page of assurance."""

from contextlib import suppress

import pytest
from tests.builders.browsers import Browser
from tests.integration.assurance.conftest import SignIn

from accord.assurance.actions.attempts import alone


@pytest.mark.parametrize("staff_code", ["s-lead", "s-manager"])
def test_overview_says_that_nothing_was_read_where_nothing_was(sign_in: SignIn, staff_code: str) -> None:
    page = sign_in(staff_code).open("/assurance")
    assert "Nothing has been read here yet." in page
    assert "This says nothing about any decision." in page


def test_overview_says_that_the_first_run_is_being_made(sign_in: SignIn) -> None:
    with alone():
        assert "The record is being read now" in sign_in("s-lead").open("/assurance")


def test_overview_says_that_the_first_run_did_not_end(sign_in: SignIn) -> None:
    with suppress(RuntimeError), alone():
        raise RuntimeError("whatever it was")
    page = sign_in("s-lead").open("/assurance")
    assert "The first run did not end" in page
    assert "whatever it was" not in page


@pytest.mark.parametrize("staff_code", ["s-gp", "s-care", "s-office"])
def test_overview_is_for_those_who_answer_for_assurance(sign_in: SignIn, staff_code: str) -> None:
    browser: Browser = sign_in(staff_code)
    assert browser.get("/assurance").status_code == 403
    assert 'href="/assurance"' not in browser.open("/")
