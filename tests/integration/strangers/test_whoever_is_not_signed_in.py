"""What strangers are answered at every address, and whoever has an account but no role: nothing about anybody."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

import pytest
from django.urls import reverse
from tests.builders import fhir_clients, pointers, who
from tests.builders.browsers import Browser
from tests.integration.strangers.conftest import Scene, token_of
from tests.integration.strangers.routes import Route, routes

from accord.access.pages import guards

pytestmark = pytest.mark.usefixtures("committed")
ROUTES = routes()
LEADS = re.compile(r"/(sign-in|choose-role|held-form|signed-out)\b")
OPEN = frozenset(
    {
        "copies:check",
        "copies:keys",
        "copies:standing",
        "kept:kept",
        "kept:worker",
        "health",
        "access:sign_in",
        "access:code",
        "access:recovery_code",
        "access:choose_role",
        "access:openid",
        "access:openid_back",
        "access:openid_ended",
        "access:sign_out",
        "access:signed_out",
        "transparency:get_log",
        "transparency:get_sth",
        "transparency:get_sth_consistency",
        "transparency:get_proof_by_hash",
        "access:passkey",
        "systems:token",
        "systems:smart_configuration",
        "demographics:receive",
        "partners:hear",
        *fhir_clients.ADDRESSES,
        *pointers.ADDRESSES,
    }
)
"""Every address that is open to all. A new one is added here on purpose, or not at all.

Those of FHIR, of the locator and of national notices ask for a token themselves: see test_requests.py in
tests/integration/fhir, tests/integration/pointers and tests/integration/demographics."""


def sets_of_ids(scene: Scene, route: Route) -> list[tuple[UUID, ...]]:
    return [*scene.reached(route, scene.other), tuple(uuid4() for _ in route.ids)] if route.ids else [()]


def answers(browser: Browser, address: str) -> list[tuple[int, str, bytes]]:
    """Open an address, and send a form to it with a token; return statuses, where they lead, and contents."""
    posted = browser.post(address, {"csrfmiddlewaretoken": token_of(browser), "words": "typed"})
    got = (browser.get(address), posted)
    return [(each.status_code, each.headers.get("Location", ""), each.content) for each in got]


def test_no_other_address_is_open_to_all() -> None:
    assert {route.name for route in ROUTES if route.is_open} == OPEN


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_stranger_is_led_to_sign_in_and_learns_nothing(scene: Scene, route: Route) -> None:
    for address in route.addresses(sets_of_ids(scene, route)):
        for status, leads, content in answers(Browser(), address):
            assert route.is_open or (status == 302 and LEADS.match(leads)) or status in (403, 404, 405), address
            assert [mark for person in scene.everybody for mark in person.shown_in(content)] == [], address


@pytest.mark.parametrize("route", [each for each in ROUTES if each.ids], ids=lambda route: route.name)
def test_stranger_cannot_tell_who_is_there(scene: Scene, route: Route) -> None:
    there, nobody = scene.reached(route, scene.other)[:1] or [tuple(uuid4() for _ in route.ids)], uuid4()
    one, other = route.address(*there[0]), route.address(*[nobody] * len(route.ids))
    said = [re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "…", Browser().get(each).headers["Location"]) for each in (one, other)]
    assert said[0] == said[1]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_account_without_a_role_learns_nothing(scene: Scene, roleless: Browser, route: Route) -> None:
    if route.is_open or getattr(route.view, guards.ROLELESS, False):
        return
    for address in route.addresses(sets_of_ids(scene, route)):
        for status, leads, content in answers(roleless, address):
            assert (status == 302 and LEADS.match(leads)) or status in (403, 404, 405), address
            assert [mark for person in scene.everybody for mark in person.shown_in(content)] == [], address


@pytest.fixture
def roleless(scene: Scene) -> Browser:
    """Give a browser of somebody who has two roles and has chosen neither."""
    browser = Browser()
    browser.send("/sign-in", {"username": scene.of_two_roles, "password": who.PASSWORD, "next": "/"})
    assert browser.get("/").url == f"{reverse('access:choose_role')}?next=%2F"  # type: ignore[attr-defined]  # a redirect
    return browser
