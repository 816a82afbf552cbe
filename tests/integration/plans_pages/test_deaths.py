"""A death closes every plan; its withdrawal opens them again. Both pages say which."""

from uuid import UUID

from django.urls import reverse
from tests.builders import drafts
from tests.builders.browsers import Browser
from tests.integration.plans_pages.conftest import SignIn

from accord.people.queries import identities
from accord.plans.queries import versions

INFORMAL = {"status": "informal"}


def death(person: UUID) -> str:
    return reverse("plans:death", args=[person])


def withdrawal(person: UUID) -> str:
    return reverse("plans:death_withdraw", args=[person])


def test_death_names_the_plan_that_it_closes_and_closes_it(person: UUID, gp: Browser) -> None:
    drafts.signed(person)
    assert "Closes" in gp.open(death(person))
    assert gp.send(death(person), INFORMAL).url == reverse("plans:person", args=[person])
    assert versions.current(person) == ()


def test_death_in_the_future_is_said_at_its_field(person: UUID, gp: Browser) -> None:
    future = {**INFORMAL, "on-day": "1", "on-month": "1", "on-year": "2999"}
    assert "Date of death must be today or in the past" in gp.send(death(person), future).content.decode()


def test_death_before_birth_is_said_at_its_field(person: UUID, gp: Browser) -> None:
    before = {**INFORMAL, "on-day": "1", "on-month": "1", "on-year": "1900"}
    page = gp.send(death(person), before).content.decode()
    assert "Date of death is before the date of birth." in page
    assert 'href="#on-day"' in page


def test_withdrawal_opens_the_plan_again(person: UUID, gp: Browser) -> None:
    signed = drafts.signed(person)
    drafts.die(person)
    assert "Take it back" in gp.open(death(person))
    assert "Is current again" in gp.open(withdrawal(person))
    assert gp.send(withdrawal(person), {"confirm": "yes"}).status_code == 302
    assert [each.version_id for each in versions.current(person)] == [signed.version_id]


def test_withdrawal_needs_a_tick(person: UUID, gp: Browser) -> None:
    drafts.die(person)
    assert gp.send(withdrawal(person), {}).status_code == 422
    found = identities.of(person)
    assert found
    assert found.has_died


def test_withdrawal_of_no_death_says_so(person: UUID, gp: Browser) -> None:
    assert "No death is recorded here" in gp.open(withdrawal(person))


def test_administrator_records_a_death_and_sees_no_plan(person: UUID, sign_in: SignIn) -> None:
    drafts.signed(person)
    office = sign_in("s-office")
    assert "Closes" not in office.open(death(person))
    assert office.send(death(person), INFORMAL).url == reverse("people:details", args=[person])


def test_care_staff_record_no_death(person: UUID, carer: Browser) -> None:
    assert carer.get(death(person)).status_code == 403
