"""An address for systems lets in a token that allows it, and nobody's session."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from tests.builders import who
from tests.builders.browsers import Browser
from tests.builders.systems import OtherSystem

from accord.domain.authority import Role
from accord.organisations.models import Organisation


@pytest.fixture(autouse=True)
def _routes() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.builders.system_routes"):
        yield


def come(token: str) -> HttpResponse:
    return Client(enforce_csrf_checks=True).post("/plans-for-systems", headers={"Authorization": f"Bearer {token}"})


def test_system_acts_for_its_organisation(system: OtherSystem) -> None:
    answer = come(system.ask().json()["access_token"])
    assert answer.content.decode() == f"{Role.SYSTEM} of Y90001: Ambulance dispatch"


@pytest.mark.parametrize("scope", ["system/Flag.r", "system/CarePlan.r"])
def test_token_that_does_not_allow_it_is_told_so(system: OtherSystem, scope: str) -> None:
    answer = come(system.ask(scope=scope).json()["access_token"])
    assert answer.status_code == 403
    assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]


@pytest.mark.parametrize("token", ["", "x", "x" * 5000])
def test_what_is_no_token_is_refused(system: OtherSystem, token: str) -> None:
    answer = come(token)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_session_of_somebody_lets_nobody_in(system: OtherSystem) -> None:
    browser = Browser()
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get("/plans-for-systems").status_code == 401


def test_token_of_a_system_opens_no_page(system: OtherSystem) -> None:
    token = system.ask().json()["access_token"]
    answer = Client().get("/people/find", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 302


def test_system_is_not_counted_among_strangers(system: OtherSystem, settings: object) -> None:
    token = system.ask().json()["access_token"]
    settings.ACCORD_KNOCKS = 3  # type: ignore[attr-defined]  # pytest-django's settings take any name
    client = Client(enforce_csrf_checks=True)
    known, other = ({"Authorization": f"Bearer {each}"} for each in (token, "x"))
    assert [client.post("/plans-for-systems", headers=known).status_code for _ in range(9)] == [200] * 9
    assert [client.post("/plans-for-systems", headers=other).status_code for _ in range(4)] == [401] * 3 + [429]
    assert client.post("/plans-for-systems", headers=known).status_code == 200


def test_organisation_that_is_gone_has_no_system(system: OtherSystem) -> None:
    token = system.ask().json()["access_token"]
    Organisation.objects.filter(ods_code="Y90001").update(valid_to=date(2020, 1, 1))
    assert come(token).status_code == 401
