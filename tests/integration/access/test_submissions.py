"""A form that is sent twice does its work once."""

from datetime import timedelta
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access import submissions
from accord.access.actions import submissions as actions
from accord.people.queries import identities

CONTACT = {"name": "Kim Hartley", "phone": "01632 960 001"}


def contacts_of(person: UUID) -> int:
    return len(identities.many([person])[person].contacts)


def test_sent_twice_is_done_once_and_leads_to_the_same_page(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    person, token = who.recorded(), submissions.token()
    page = f"/people/{person}/contacts/new"
    answers = [browser.send(page, CONTACT | {"submission": token}, page=page) for _ in range(2)]
    assert [answer.url for answer in answers] == [f"/people/{person}/contacts"] * 2
    assert contacts_of(person) == 1


def test_form_shown_again_may_be_sent_again(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    person, token = who.recorded(), submissions.token()
    page = f"/people/{person}/contacts/new"
    assert browser.send(page, {"submission": token}, page=page).status_code == 422
    browser.send(page, CONTACT | {"submission": token}, page=page)
    assert contacts_of(person) == 1


def test_form_without_a_token_works(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    person = who.recorded()
    page = f"/people/{person}/contacts/new"
    browser.send(page, CONTACT | {"submission": "not one"}, page=page)
    assert contacts_of(person) == 1


def test_token_of_somebody_else_is_refused(browser: Browser) -> None:
    person, token = who.recorded(), submissions.token()
    actions.begin(token=UUID(token), staff_role_id=UUID(int=7))
    browser.sign_in(who.open_account("s-gp"))
    page = f"/people/{person}/contacts/new"
    assert browser.send(page, CONTACT | {"submission": token}, page=page).status_code == 403
    assert contacts_of(person) == 0


def test_old_tokens_are_forgotten() -> None:
    actions.begin(token=UUID(submissions.token()), staff_role_id=UUID(int=7))
    assert actions.forget_old() == 0
    with patch("django.utils.timezone.now", return_value=timezone.now() + actions.KEPT + timedelta(days=1)):
        assert actions.forget_old() == 1
