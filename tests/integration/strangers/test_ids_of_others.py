"""Every address, with every id of somebody else in it, as every role. The addresses are the resolver's own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from tests.builders.browsers import Browser
from tests.integration.strangers.conftest import Scene, candidates, token_of
from tests.integration.strangers.routes import STAFF_ROLES, Route, routes_with_ids

from accord.domain.authority import Role

pytestmark = pytest.mark.usefixtures("committed")
REFUSED = (403, 404, 405)
NOWHERE = (*REFUSED, 409, 302)
"""What an id of nobody, or of another kind, is answered with: a script is told of a conflict, a task that is done."""
HELD_ELSEWHERE = frozenset(
    {"staff_id", "signal_id", "look_back_id", "publication_id", "pack_id", "visit_id", "holder_id"}
)
"""Ids of staff, of what assurance asks, of packs, of visits that wait, and of whoever may hold a copy: their own tests
hold them to the reach of whoever looks (assurance, sharing, moves and cancellations)."""
WITH_IDS = [route for route in routes_with_ids() if not HELD_ELSEWHERE & set(route.ids)]
OF_A_CHILD = [route for route in WITH_IDS if len(route.ids) == 2]


def both_ways(browser: Browser, address: str) -> list[tuple[int, bytes]]:
    """Open an address, and send an empty form to it."""
    posted = browser.post(address, {"csrfmiddlewaretoken": token_of(browser)})
    return [(answer.status_code, answer.content) for answer in (browser.get(address), posted)]


def test_every_address_with_an_id_leads_somewhere_for_somebody(scene: Scene) -> None:
    reached = {route.name: scene.reached(route, scene.other) for route in WITH_IDS}
    print(f"{len(WITH_IDS)} addresses with an id, {len(scene.own_ids(scene.other))} ids of one person")  # noqa: T201  (a count)
    assert [name for name, ids in reached.items() if not ids] == []


def test_what_gives_a_person_away_is_recognised(scene: Scene) -> None:
    page = scene.browser(Role.SENIOR_RESPONSIBLE_CLINICIAN).get(f"/people/{scene.other.id}")
    assert {scene.other.number, *scene.other.marks[:3]} <= set(scene.other.shown_in(page.content))
    assert scene.first.shown_in(page.content) == []


@pytest.mark.parametrize("role", STAFF_ROLES, ids=str)
def test_role_without_the_permission_learns_nothing(scene: Scene, role: Role) -> None:
    browser, random = scene.browser(role), uuid4()
    for route in (each for each in WITH_IDS if not each.is_allowed(role)):
        nobody = (random,) * len(route.ids)
        for address in route.addresses([*scene.reached(route, scene.other), nobody]):
            for status, content in both_ways(browser, address):
                assert status in REFUSED, address
                assert scene.other.shown_in(content) == [], address


@pytest.mark.parametrize("route", WITH_IDS, ids=lambda route: route.name)
def test_pages_of_a_person_show_nothing_of_another(scene: Scene, route: Route) -> None:
    for role in (each for each in STAFF_ROLES if route.is_allowed(each)):
        for address in route.addresses(scene.reached(route, scene.other)):
            answer = scene.browser(role).get(address)
            assert answer.status_code < 500, (address, role)
            assert scene.first.shown_in(answer.content) == [], (address, role)


@pytest.mark.parametrize("route", WITH_IDS, ids=lambda route: route.name)
def test_id_of_another_kind_or_of_nobody_is_not_found(scene: Scene, route: Route) -> None:
    browser, right = scene.browser(route.opened_by()), scene.reached(route, scene.other)
    wrong = [each for each in (scene.other.id, *scene.own_ids(scene.other)) if not any(each in ids for ids in right)]
    for each in (uuid4(), *wrong):
        for address in route.addresses([(each,) * len(route.ids)]):
            for status, content in both_ways(browser, address):
                assert status in NOWHERE, address
                assert scene.other.shown_in(content) == [], address


@pytest.mark.parametrize("route", OF_A_CHILD, ids=lambda route: route.name)
def test_what_belongs_to_another_is_refused_under_a_persons_address(scene: Scene, route: Route) -> None:
    browser, before = scene.browser(route.opened_by()), scene.held_of(scene.other)
    theirs = candidates(route, scene.first.id, scene.own_ids(scene.other))
    for address in route.addresses(theirs):
        for status, content in both_ways(browser, address):
            assert status in REFUSED, address
            assert scene.other.shown_in(content) == [], address
    assert scene.held_of(scene.other) == before
