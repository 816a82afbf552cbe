"""What every answer says to a browser, and where none of them ever leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.http import HttpResponse
from tests.builders import fhir_clients, pointers
from tests.builders.browsers import Browser
from tests.integration.strangers.conftest import Scene, token_of
from tests.integration.strangers.routes import STAFF_ROLES, Route, routes

from accord.domain.authority import Role

pytestmark = pytest.mark.usefixtures("committed")
ROUTES = routes()
NO_FORM = {
    "access:openid_ended": "takes a signed token of the identity provider, and no cookie",
    "systems:token": "takes an assertion that a system signed, and no cookie",
    "demographics:receive": "takes a token of a system, and no cookie",
    "partners:hear": "takes a secret of a partner, and no cookie",
    **dict.fromkeys(
        (fhir_clients.ADDRESSES | pointers.ADDRESSES) - {"fhir:smart-configuration"},
        "takes a token of a system, and no cookie",
    ),
}
KEPT_BY_OTHERS = "/transparency/"
"""Heads and proofs of the log are for everybody, and tell nothing of anybody."""
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "///evil.example/",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "data:text/html,x",
    "/\t/evil.example",
    "\x01https://evil.example",
    "https://testserver@evil.example/",
)
MOST_TELLING = 4
"""Tried at each address; all of them where somebody signs in."""
HOSTS = ("evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80", "[::1", "", "a b")
TRICKS = (
    "//evil.example/..",
    "/people/../../etc/passwd",
    "/people/%2e%2e/%2e%2e/etc/passwd",
    "/static/../../settings.py",
    "/static/web/../../../../settings.py",
    "/static/%2e%2e/%2e%2e/config/settings.py",
    "/static/..%5c..%5csettings.py",
    "/people/%00",
    "/people/find%00.css",
    "/people/find;.css",
    "/people/find/.css",
    "/people//find",
    "/PEOPLE/FIND",
    "/people/%c0%ae%c0%ae/",
    "/people/%ff%fe",
    "/people/find%0d%0aX-Injected:%20yes",
    "/health/../people/find",
)
OVERRIDES = (
    "X-Original-URL",
    "X-Rewrite-URL",
    "X-HTTP-Method-Override",
    "X-Forwarded-Host",
    "X-Forwarded-Prefix",
    "X-Forwarded-User",
    "Remote-User",
    "X-Accel-Redirect",
)


def every_answer(scene: Scene) -> Iterator[tuple[str, Any]]:
    """Yield what each address answers: a stranger, whoever may most, and where something is wrong."""
    for route in ROUTES:
        random = tuple(uuid4() for _ in route.ids)
        known = scene.reached(route, scene.other)[:1] if route.ids else []
        for ids in (random, *known):
            address = route.address(*ids)
            yield address, Browser().get(address)
            yield address, Browser().post(address)
            yield address, scene.browser(route.opened_by()).get(address)
    yield "a bad host", Browser().get("/sign-in", headers={"host": "evil.example"})
    yield "no page", Browser().get("/no-such-page")


def test_every_answer_keeps_frames_sniffing_and_caches_off(scene: Scene) -> None:
    for address, answer in every_answer(scene):
        policy = answer.headers.get("Content-Security-Policy", "")
        assert answer.headers["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in policy, address
        assert "form-action 'self'" in policy, address
        assert "unsafe" not in policy, address
        assert answer.headers["X-Content-Type-Options"] == "nosniff", address
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", address
        assert address.startswith(KEPT_BY_OTHERS) or "no-store" in answer.headers["Cache-Control"], address


def test_every_answer_says_what_it_is(scene: Scene) -> None:
    for address, answer in every_answer(scene):
        if answer.content:
            kind, _, characters = answer.headers["Content-Type"].partition("; ")
            assert kind.endswith("json") or (kind[:5], characters) == ("text/", "charset=utf-8"), address


def test_signing_in_makes_a_new_session(scene: Scene) -> None:
    browser = Browser()
    browser.get("/sign-in")
    browser.cookies["sessionid"] = "a" * 32
    browser.sign_in(f"z-{Role.CLINICIAN}")
    assert browser.cookies["sessionid"].value != "a" * 32
    assert len(browser.cookies["sessionid"].value) == 32


def test_no_answer_says_what_serves_it_or_lets_other_sites_read(scene: Scene) -> None:
    for address, answer in every_answer(scene):
        told = {name.lower() for name in answer.headers}
        assert told & {"server", "x-powered-by", "access-control-allow-origin", "x-injected"} == set(), address


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_address_leads_to_another_site(scene: Scene, route: Route) -> None:
    random = tuple(uuid4() for _ in route.ids)
    address = route.address(*[*scene.reached(route, scene.third), random][0])
    for browser in (Browser(), scene.browser(Role.CLINICIAN)):
        token = token_of(browser)
        for onward in ELSEWHERE[:MOST_TELLING]:
            sent = {"csrfmiddlewaretoken": token, "next": onward, "submission": ""}
            for answer in (browser.get(address, {"next": onward}), browser.post(address, sent)):
                assert leads_here(answer.headers.get("Location", "")), (address, onward)
    if route.name == "access:sign_out":
        del scene.browsers[Role.CLINICIAN]


def leads_here(location: str) -> bool:
    """Return whether a browser that follows a redirect stays: it reads backslashes as slashes, and drops controls."""
    read = "".join(each for each in location if each > " ").replace("\\", "/")
    parts = urlsplit(read)
    return (parts.scheme, parts.netloc) == ("", "") and not read.startswith("//")


def test_signing_in_leads_to_no_other_site(scene: Scene) -> None:
    for onward in ELSEWHERE:
        browser = Browser()
        answer = browser.sign_in(f"z-{Role.CLINICIAN}", onward=onward)
        assert leads_here(answer.headers.get("Location", "/")), onward


@pytest.mark.parametrize("host", HOSTS)
def test_host_that_is_not_ours_is_refused(host: str) -> None:
    for address in ("/sign-in", "/people/find", "/health", "/no-such-page"):
        answer = Browser().get(address, headers={"host": host})
        assert answer.status_code == 400 if host else answer.status_code != 500
        assert "evil" not in answer.headers.get("Location", "") + answer.content.decode()


@pytest.mark.parametrize("path", TRICKS)
def test_trick_with_a_path_leads_nowhere(scene: Scene, path: str) -> None:
    for browser in (Browser(), scene.browser(Role.CLINICIAN)):
        answer = browser.generic("GET", path)
        assert answer.status_code in (400, 404), path
        assert leads_here(answer.headers.get("Location", ""))
        assert b"SECRET_KEY" not in answer.content


@pytest.mark.parametrize("name", OVERRIDES)
def test_field_of_the_head_that_means_nothing_here_changes_nothing(scene: Scene, name: str) -> None:
    fields = {name: "/people/find", "X-Forwarded-Proto": "https"}
    plain, other = Browser().get("/health"), Browser().get("/health", headers=fields)
    assert (plain.status_code, plain.content) == (other.status_code, other.content)
    assert Browser().get("/people/new", headers=fields).headers["Location"] == "/sign-in?next=%2Fpeople%2Fnew"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_other_method_changes_nothing(scene: Scene, method: str) -> None:
    browser, before = scene.browser(Role.SENIOR_RESPONSIBLE_CLINICIAN), scene.held_of(scene.other)
    for route in (each for each in ROUTES if each.ids):
        for address in route.addresses(scene.reached(route, scene.other)[:1]):
            answer: HttpResponse = browser.generic(method, address)
            assert answer.status_code in (403, 404, 405, 302), (address, answer.status_code)
    assert scene.held_of(scene.other) == before


def test_every_role_is_refused_a_form_from_elsewhere(scene: Scene) -> None:
    before = scene.held_of(scene.other)
    assert {route.name for route in ROUTES if getattr(route.view, "csrf_exempt", False)} == set(NO_FORM)
    for route in (each for each in ROUTES if each.name not in NO_FORM):
        browser = scene.browser(route.opened_by())
        for address in route.addresses(scene.reached(route, scene.other)[:1] if route.ids else [()]):
            for fields in ({}, {"csrfmiddlewaretoken": "x" * 64}):
                for origin in ("https://evil.example", "null", "http://testserver.evil.example"):
                    answer = browser.post(address, fields, headers={"origin": origin})
                    assert answer.status_code == 403, (address, origin)
    assert scene.held_of(scene.other) == before
    assert {browser.get("/choose-role").status_code for browser in scene.browsers.values()} <= {200, 302}
    assert len(STAFF_ROLES) >= len(scene.browsers)
