"""No page without a guard, no page beyond a role, and a trace of every person that is shown."""

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from tests.builders import who
from tests.builders.browsers import Browser

from accord.access.middleware import DenyByDefaultMiddleware
from accord.access.models import AccessLog
from accord.access.pages import guards


def views(resolver: URLResolver) -> list[object]:
    found: list[object] = []
    for pattern in resolver.url_patterns:
        found += [pattern.callback] if isinstance(pattern, URLPattern) else views(pattern)
    return found


def test_every_page_has_a_guard() -> None:
    assert [view for view in views(get_resolver()) if not getattr(view, guards.GUARDED, False)] == []


def test_page_without_a_guard_is_refused() -> None:
    def bare(_: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(PermissionDenied):
        DenyByDefaultMiddleware(bare).process_view(HttpRequest(), bare, (), {})


def test_whoever_is_not_signed_in_is_led_to_sign_in(browser: Browser) -> None:
    assert browser.get("/people/find?x=1").url == "/sign-in?next=%2Fpeople%2Ffind%3Fx%3D1"  # type: ignore[attr-defined]  # a redirect


@pytest.mark.parametrize(
    ("staff", "page", "status"),
    [
        ("s-gp", "find", 200),
        ("s-office", "find", 200),
        ("s-lead", "find", 403),
        ("s-care", "new", 403),
        ("s-office", "new", 200),
        ("s-care", "held", 403),
    ],
)
def test_pages_are_for_those_whose_role_allows_them(browser: Browser, staff: str, page: str, status: int) -> None:
    browser.sign_in(who.open_account(staff))
    assert browser.get(f"/people/{page}").status_code == status


@pytest.mark.parametrize("page", ["details", "needs", "monitoring", "contacts", "contacts/new"])
def test_showing_a_person_leaves_a_trace(browser: Browser, page: str) -> None:
    browser.sign_in(who.open_account("s-gp"))
    person = who.recorded()
    assert browser.get(f"/people/{person}/{page}").status_code == 200
    trace = AccessLog.objects.get(person_id=person)
    assert (trace.staff_role_id, trace.purpose) == (who.actor("Y90001").staff_role_id, "care")


def test_page_of_nobody_is_not_found(browser: Browser) -> None:
    browser.sign_in(who.open_account("s-gp"))
    assert browser.get("/people/00000000-0000-0000-0000-000000000005/needs").status_code == 404
    assert not AccessLog.objects.filter(person_id="00000000-0000-0000-0000-000000000005").exists()


def test_trace_is_never_changed(owner_connection: psycopg.Connection[tuple[object, ...]]) -> None:
    row = owner_connection.execute(
        "SELECT has_table_privilege('accord_app', 'access_accesslog', 'UPDATE, DELETE, TRUNCATE'),"
        " (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'access_accesslog'::regclass AND tgname LIKE 'append_only%')"
    ).fetchone()
    assert row == (False, 2)
