"""Whatever is sent in whichever field, a page answers: with what was wrong, and never with a failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.builders import respect_forms
from tests.builders.browsers import Browser
from tests.builders.fillings import Filled
from tests.integration.strangers.conftest import Scene, token_of
from tests.integration.strangers.routes import Route, routes
from tests.integration.strangers.test_fields_of_others import open_forms

from accord.domain.authority import Role

pytestmark = pytest.mark.usefixtures("committed")
ROUTES = [route for route in routes() if route.name not in {"access:sign_out", "plans:death"}]
DEEP = 100_000
NASTY = (
    "9" * 5000,
    "-1",
    "1e309",
    "NaN",
    "\x00",
    "\u202egnp.exe",
    "' OR 1=1; DROP TABLE access_user; --",
    "{{ 7 * 7 }}${7*7}<%= 7 %>",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "A" * 200_000,
    "[" * DEEP,
    json.dumps({"a": "b"} | {str(number): number for number in range(1000)}),
)
NEVER = (b"<script>alert", b"49$49", b"Traceback")
QUESTIONS = (
    "corrects",
    "instrument",
    "draft",
    "scope",
    "page",
    "before",
    "group",
    "revision",
    "next",
    "first",
    "second",
)


def nasty_forms(forms: list[tuple[str, Filled]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each form with each nasty text in all of its fields, and in each field alone of the first few."""
    for address, form in forms:
        for text in NASTY:
            yield address, dict.fromkeys(form.fields, text)
        for name in list(form.fields)[:5]:
            yield address, {**form.fields, name: NASTY[0]}
            yield address, {**form.fields, name: NASTY[4]}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_field_makes_a_page_fail(scene: Scene, route: Route) -> None:
    browser = scene.browser(route.opened_by())
    token = token_of(browser)
    for address, fields in nasty_forms(open_forms(scene, route, scene.third)[:1]):
        answer = browser.post(address, {**fields, "csrfmiddlewaretoken": token, "submission": str(uuid4())})
        assert answer.status_code < 500, (address, fields)
        assert not [text for text in NEVER if text in answer.content], (address, fields)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_no_question_in_an_address_makes_a_page_fail(scene: Scene, route: Route) -> None:
    browser, ids = (
        scene.browser(route.opened_by()),
        [*scene.reached(route, scene.third), tuple(uuid4() for _ in route.ids)],
    )
    for text in (each for each in NASTY if len(each) <= 5000):
        answer = browser.get(route.address(*ids[0]), dict.fromkeys(QUESTIONS, text))
        assert answer.status_code < 500, text
        assert not [each for each in NEVER if each in answer.content], text


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "accord_held_form", "accord_last", "messages"])
@pytest.mark.parametrize("text", ["", "x", "9" * 3000, "'; --", "a:b:c", "\xff\xfe", "../..", "=" * 50])
def test_no_cookie_makes_a_page_fail(cookie: str, text: str) -> None:
    browser = Browser()
    browser.cookies[cookie] = text
    for address in ("/sign-in", "/people/find", "/held-form", "/choose-role"):
        assert browser.get(address).status_code < 500
        assert browser.post(address, {"username": "x", "password": "y"}).status_code < 500


@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary=", "x/y; charset=nope", ""],
)
@pytest.mark.parametrize("body", [b"", b"{", b"\xff" * 100, b"--x\r\n" * 100, b"&" * 6000, b"a=%zz&b=%ff"])
def test_no_body_makes_a_page_fail(scene: Scene, kind: str, body: bytes) -> None:
    browser = scene.browser(Role.CLINICIAN)
    for address in ("/sign-in", f"/people/{scene.third.id}/move"):
        answer = browser.generic("POST", address, body, content_type=kind, headers={"x-csrftoken": token_of(browser)})
        assert answer.status_code < 500


def test_more_fields_than_a_form_has_are_refused(scene: Scene) -> None:
    browser = scene.browser(Role.CLINICIAN)
    fields = {"csrfmiddlewaretoken": token_of(browser)} | {f"field-{number}": "x" for number in range(5001)}
    assert browser.post(f"/people/{scene.third.id}/move", fields).status_code == 400


@pytest.mark.parametrize("name", ["plan.pdf", "plan.csv", "plan.json", "plan.exe"])
def test_file_is_refused_whatever_it_calls_itself(scene: Scene, name: str) -> None:
    browser, before = scene.browser(Role.CLINICIAN), scene.held_of(scene.third)
    file = SimpleUploadedFile(name, b"MZ\x90\x00%PDF-1.7", content_type="application/pdf")
    sent = {"csrfmiddlewaretoken": token_of(browser), "document": file}
    assert browser.post(f"/people/{scene.third.id}/reports/read", sent).status_code == 400
    assert scene.held_of(scene.third) == before


@pytest.mark.parametrize("inside", ["[" * 65 + "]" * 65, '{"a":' * 65 + "1" + "}" * 65, "[" * 900 + "]" * 900])
@pytest.mark.parametrize("page", ["reports/read", "legal/from-the-lpa-store"])
def test_document_that_is_nested_too_deeply_is_refused_in_words(scene: Scene, page: str, inside: str) -> None:
    browser, address = scene.browser(Role.CLINICIAN), f"/people/{scene.third.id}/{page}"
    document = json.dumps(respect_forms.form({}))[:-1] + f', "more": {inside}}}'
    answer = browser.post(address, {"csrfmiddlewaretoken": token_of(browser), "document": document})
    assert answer.status_code == 422
    assert "nested too deeply" in answer.content.decode()
