"""What a form or a question in an address may carry: never somebody else's, and nothing that it did not ask for."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest
from tests.builders.fillings import Filled, forms_in
from tests.integration.strangers.conftest import Scene, token_of
from tests.integration.strangers.persons import Somebody
from tests.integration.strangers.routes import Route, routes

pytestmark = pytest.mark.usefixtures("committed")
SOURCE = Path(__file__).parents[3] / "src" / "accord"
QUESTION = re.compile(r'GET(?:\.get\(|\[)"(\w+)"')
NO_IDS = frozenset({"next", "before", "page", "revision", "group", "scope"})
"""Questions in an address that are never an id; every other one is asked with the ids of somebody else."""
ENDS = frozenset({"access:sign_out", "access:sessions"})
OF_PEOPLE = [route for route in routes() if "person_id" in route.ids or route.ids in {("draft_id",), ("version_id",)}]
SENT: Counter[int] = Counter()
MOST_TAKEN = 12
INTRUDER = "Intruder"
TYPES = {"uuid": str(uuid4()), "boolean": "true", "bigint": "987654321", "integer": "987654321", "jsonb": "{}"}
WORKED_OUT = frozenset({"plans_standing", "people_searchkey"})
"""Tables that hold nothing but what follows from the others."""
ALONE = ("uuid", "bigint", "bytea", "timestamp with time zone", "xid8")
"""What differs between any two people treated alike: ids, numbers of rows, hashes, moments."""
CHANGES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:[\d.]+(?:\+00:00|Z)?")


@cache
def questions() -> list[str]:
    """Return the names of the questions that pages read from an address; the source says them."""
    read = {name for path in SOURCE.rglob("*.py") for name in QUESTION.findall(path.read_text(encoding="utf-8"))}
    return sorted(read - NO_IDS)


def open_forms(scene: Scene, route: Route, person: Somebody) -> list[tuple[str, Filled]]:
    """Return every form that an address of a person shows, filled, with the address to which it is sent."""
    browser, found = scene.browser(route.opened_by()), []
    for address in route.addresses(scene.reached(route, person)[:2]):
        page = browser.get(address)
        if page.status_code in (200, 422):
            forms = forms_in(page.content.decode(), ahead="review" in address)
            found += [(form.action or address, form) for form in forms]
    return found


def test_questions_are_known() -> None:
    assert {"corrects", "instrument", "draft"} <= set(questions())


@pytest.mark.parametrize("route", OF_PEOPLE, ids=lambda route: route.name)
def test_question_with_an_id_of_another_gives_nothing_away(scene: Scene, route: Route) -> None:
    browser, before = scene.browser(route.opened_by()), scene.held_of(scene.other)
    for address in route.addresses(scene.reached(route, scene.first)[:1]):
        for each in scene.own_ids(scene.other):
            asked = {name: str(each) for name in questions()}
            answer = browser.get(address, asked)
            assert answer.status_code < 500
            assert scene.other.shown_in(answer.content) == [], (address, each)
    assert scene.held_of(scene.other) == before


@pytest.mark.parametrize("route", [route for route in routes() if route.name not in ENDS], ids=lambda route: route.name)
def test_hidden_id_that_is_exchanged_for_anothers_does_nothing(scene: Scene, route: Route) -> None:
    browser, before = scene.browser(route.opened_by()), scene.held_of(scene.other)
    for address, form in open_forms(scene, route, scene.third):
        for name in form.carries_id:
            for each in scene.own_ids(scene.other):
                answer = browser.post(address, {**form.fields, "submission": "", name: str(each)})
                assert answer.status_code < 500
                assert scene.other.shown_in(answer.content) == [], (address, name)
    assert scene.held_of(scene.other) == before


def intrusion(scene: Scene) -> dict[str, str]:
    """Return a field for every column that the database has, each with a value of its kind."""
    return {name: TYPES.get(kind, INTRUDER) for (_, name), kind in scene.columns.items()}


def effect(scene: Scene, person: Somebody, address: str, fields: dict[str, str], route: Route) -> tuple[int, list[str]]:
    """Send a form, and return the status and the rows that came of it, without what differs between two people."""
    before, browser = lines(scene, person), scene.browser(route.opened_by())
    answer = browser.post(address, {**fields, "csrfmiddlewaretoken": token_of(browser), "submission": ""})
    return answer.status_code, sorted((Counter(lines(scene, person)) - Counter(before)).elements())


def lines(scene: Scene, person: Somebody) -> list[str]:
    """Return a line for each row that is held of a person, without what is theirs alone."""
    alone = {place for place, kind in scene.columns.items() if kind in ALONE}
    found = [
        f"{table} {[(name, value) for name, value in row.items() if (table, name) not in alone]}"
        for table, rows in scene.held_of(person).items()
        for row in rows
        if table not in WORKED_OUT
    ]
    return [plain(person, line) for line in found]


def plain(person: Somebody, line: str) -> str:
    """Return a line without the person's marks."""
    for mark in (*person.marks, person.number):
        line = line.replace(mark, "…")
    return CHANGES.sub("…", line)


@pytest.mark.parametrize("route", OF_PEOPLE, ids=lambda route: route.name)
def test_fields_that_were_not_asked_for_change_nothing(scene: Scene, route: Route) -> None:
    one, two = scene.twins
    for (address, form), (same, other) in zip(*(open_forms(scene, route, each) for each in scene.twins), strict=True):
        more = {name: value for name, value in intrusion(scene).items() if name not in form.fields}
        plainly = effect(scene, one, address, form.fields, route)
        assert effect(scene, two, same, {**more, **other.fields}, route) == plainly
        SENT[plainly[0]] += 1


def test_most_forms_were_taken() -> None:
    print(f"forms sent with fields that they did not ask for, by answer: {dict(SENT)}")  # noqa: T201  (a count)
    assert SENT[302] >= MOST_TAKEN
