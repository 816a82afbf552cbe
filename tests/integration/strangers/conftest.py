"""People with everything recorded, and somebody in every role, once for all the tests of what strangers meet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.test import override_settings
from psycopg.conninfo import make_conninfo
from tests.builders import who
from tests.builders.browsers import Browser
from tests.integration.strangers.persons import Connection, Somebody, ids_of, rows_of, somebody
from tests.integration.strangers.routes import STAFF_ROLES, Route

from accord.config import embedded
from accord.config.configurations import Configuration
from accord.config.databases import databases
from accord.domain.authority import Role
from accord.organisations.actions import load_csv
from accord.privileges.claims import acting_as_software

PEOPLE = (
    ("Quillfeather", "Zephyrine", date(1937, 11, 23), "ZZ99 7QF", "01632 960 771"),
    ("Brackenthwaite", "Ottoline", date(1944, 2, 29), "ZZ99 8BT", "01632 960 882"),
    ("Wexcombe", "Isidora", date(1951, 7, 8), "ZZ99 9WX", "01632 960 993"),
    ("Dunnerholme", "Perpetua", date(1940, 3, 19), "ZZ99 6DP", "01632 960 664"),
    ("Ravenscleugh", "Hepzibah", date(1941, 4, 18), "ZZ99 5RH", "01632 960 555"),
)
Held = dict[str, list[dict[str, object]]]
STAFF = "staff_code,name,register,registration_number,ods_code,role,grade,valid_from,valid_to\n"
ROW = "z-{role},Robin Zed,gmc,7000009,Y90001,{role},gp,2020-01-01,\n"


@dataclass
class Scene:
    """Whom the tests are about, and a browser for each role. Nothing is changed of the first and the other.

    To the third anything may be done; to the twins, who differ in name alone, the same must be done.
    """

    first: Somebody
    other: Somebody
    third: Somebody
    twins: tuple[Somebody, Somebody]
    owner: Connection
    of_two_roles: str
    browsers: dict[Role, Browser] = field(default_factory=dict)

    def browser(self, role: Role) -> Browser:
        """Return a browser in which somebody of a role is signed in."""
        if role not in self.browsers:
            self.browsers[role] = Browser()
            self.browsers[role].sign_in(f"z-{role}")
        return self.browsers[role]

    @cached_property
    def ids(self) -> dict[UUID, dict[UUID, str]]:
        """Every id of each of them, by the person."""
        return {person.id: ids_of(person.id, self.owner) for person in self.everybody}

    @property
    def everybody(self) -> tuple[Somebody, ...]:
        """All of them."""
        return (self.first, self.other, self.third, *self.twins)

    def own_ids(self, person: Somebody) -> list[UUID]:
        """Return the ids that are of one of them alone."""
        theirs = {each for one, held in self.ids.items() if one != person.id for each in held}
        return [each for each in self.ids[person.id] if each not in theirs]

    def reached(self, route: Route, person: Somebody) -> list[tuple[UUID, ...]]:
        """Return the ids of a person with which an address leads to a page, for a role that may open it."""
        key = (route.name, person.id)
        if key not in self._reached:
            browser = self.browser(route.opened_by())
            several = candidates(route, person.id, self.own_ids(person))
            self._reached[key] = [ids for ids in several if is_there(browser.get(route.address(*ids)))]
        return self._reached[key]

    _reached: dict[tuple[str, UUID], list[tuple[UUID, ...]]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> dict[tuple[str, str], str]:
        """The kind of every column that the database has, by its table and its name."""
        query = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = %s"
        return {(str(table), str(name)): str(kind) for table, name, kind in self.owner.execute(query, ["public"])}

    def held_of(self, person: Somebody) -> Held:
        """Return everything that is held of a person."""
        return rows_of(person.id, self.owner)


def candidates(route: Route, person_id: UUID, ids: list[UUID]) -> list[tuple[UUID, ...]]:
    """Return what may stand in an address: an id of each kind or, after the person's own, each that is theirs."""
    if route.ids in {(), ("person_id",)}:
        return [(person_id,) if route.ids else ()]
    return [(person_id, each) for each in ids] if len(route.ids) == 2 else [(each,) for each in ids]


def is_there(response: Any) -> bool:
    """Return whether an address led to a page (one that asks for more, too), or is a form's alone."""
    return response.status_code in (200, 302, 405, 422)


def token_of(browser: Browser) -> str:
    """Return a token with which this browser may send a form."""
    if settings.CSRF_COOKIE_NAME not in browser.cookies:
        browser.get("/sign-in")
    return str(browser.cookies[settings.CSRF_COOKIE_NAME].value)


@pytest.fixture(scope="session")
def everything(configuration: Configuration, fresh_database: str, django_db_setup: None) -> Iterator[Connection]:
    """A connection that sees every row, to compare what is held before and after."""
    owner = databases(configuration)["owner"]
    user = embedded.SUPERUSER if configuration.embedded else owner["USER"]
    known = {"user": user, "password": owner["PASSWORD"], "host": owner["HOST"], "port": owner["PORT"]}
    given = {key: value for key, value in known.items() if value}
    with psycopg.connect(make_conninfo("", **given, dbname=fresh_database), autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def scene(everything: Connection, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Make the people, and an account in every role."""
    folder = tmp_path_factory.mktemp("strangers")
    own_numbers = override_settings(ACCORD_TEST_NUMBERS=frozenset({"own"}))
    with django_db_blocker.unblock(), own_numbers, acting_as_software():
        yield _made(folder, everything)


def _made(folder: Path, everything: Connection) -> Scene:
    who.load_directory(folder)
    _load_roles(folder)
    first, other, third, fourth, fifth = (somebody(*details) for details in PEOPLE)
    return Scene(first, other, third, (fourth, fifth), everything, who.open_account("s-nurse", "z-two-roles"))


def _load_roles(folder: Path) -> None:
    rows = folder / "roles.csv"
    rows.write_text(STAFF + "".join(ROW.format(role=role) for role in STAFF_ROLES), encoding="utf-8")
    load_csv(organisations=None, relationships=None, staff=rows, rejects=folder / "rejects.csv", by=None)
    for role in STAFF_ROLES:
        who.open_account(f"z-{role}")
