"""The base page and the pieces that every page shares."""

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.urls import path
from jinja2 import UndefinedError

from accord.domain.authority import Permission, Role
from accord.web.environment import DesignSystem
from accord.web.statuses import BannerKind, StatusBanner
from accord.web.templates import find_environment, render_macro


class Addresses:
    """Pages of rooms that the toolkit does not know."""

    urlpatterns = tuple(path(name, lambda request: HttpResponse(), name=name) for name in ("out", "find", "sign"))


class Signed:
    """Somebody who is signed in."""

    name = "Sam <Example>"
    role = Role.CARE_STAFF
    organisation_code = "Y00001"

    def may(self, permission: Permission) -> bool:
        """Allow finding a person only."""
        return permission is Permission.FIND_PERSON


def show(source: str, actor: Any = None, **context: Any) -> str:
    """Render a page made on the layout."""
    request = RequestFactory().get("/here")
    request.actor = actor
    engine = engines.all()[0]
    return engine.from_string('{% extends "web/layout.jinja" %}' + source).render({"title": "T", **context}, request)


def test_page_names_the_product_and_never_wears_the_logo() -> None:
    page = show("")
    assert "<title>T – Accord</title>" in re.sub(r"\s+", " ", page).replace("> T", ">T")
    assert "NHS</title>" not in page
    assert "nhsuk-header__logo" not in page


def test_page_calls_no_other_host() -> None:
    assert re.findall(r"(?:src|href|action)=\"(?:https?:)?//[^\"]*\"", show("")) == []


def test_header_names_a_role_as_everywhere_else() -> None:
    actor = Signed()
    actor.role = Role.IMCA
    assert "Independent mental capacity advocate (IMCA)" in show("", actor)


def test_header_says_who_is_signed_in_and_where(settings: Any) -> None:
    settings.ROOT_URLCONF, settings.ACCORD_SIGN_OUT, settings.ACCORD_NAVIGATION = Addresses, "out", ()
    settings.ACCORD_ACCOUNT_LINKS = [("Change it", "find", "")]
    page = show("", Signed())
    assert "Sam &lt;Example&gt;, Care staff" in page
    assert '<a class="nhsuk-header__account-link" href="/find">Change it</a>' in page
    assert "Y00001" in page
    assert "Sign out" in page


def test_header_links_only_what_the_role_may_do(settings: Any) -> None:
    settings.ROOT_URLCONF, settings.ACCORD_SIGN_OUT, settings.ACCORD_ACCOUNT_LINKS = Addresses, "out", ()
    settings.ACCORD_NAVIGATION = [("Find a person", "find", "find_person"), ("Sign a plan", "sign", "sign_plan")]
    page = show("", Signed())
    assert "Find a person" in page
    assert "Sign a plan" not in page


@pytest.mark.parametrize("demo", [True, False])
def test_synthetic_data_is_said_in_a_demo_only(settings: Any, demo: bool) -> None:
    settings.ACCORD_DEMO = demo
    assert ("Synthetic data" in show("")) is demo


def test_misspelt_name_fails() -> None:
    with pytest.raises(UndefinedError):
        show("{% block content %}{{ pagee }}{% endblock %}")


def test_design_system_macros_are_called_by_their_names() -> None:
    environment = find_environment()
    assert "nhsuk-tabs" in environment.from_string('{{ nhsuk.tabs({"items": []}) }}').render()
    with pytest.raises(AttributeError):
        DesignSystem().nothing  # noqa: B018 — reading it is the test


@pytest.mark.parametrize("kind", BannerKind)
def test_status_banner_says_each_kind_in_words_and_with_its_own_shape(kind: Any) -> None:
    banners = {each: render_macro("web/status.jinja", "status_banner", StatusBanner(kind=each)) for each in BannerKind}
    shape = re.search(r"<svg.*?</svg>", banners[kind])[0]
    assert StatusBanner(kind=kind).title in banners[kind].unescape()
    assert [each for each, banner in banners.items() if shape in banner] == [kind]


def test_difference_says_in_words_what_was_added_and_taken_out() -> None:
    changes = [{"title": "A", "before": "", "after": "x"}, {"title": "B", "before": "y", "after": ""}]
    page = render_macro("web/components.jinja", "differences", changes)
    assert "Nothing was recorded" in page
    assert '<del class="app-typed">y</del>' in page
    assert "it was taken out" in page


def test_summary_value_that_is_absent_is_said() -> None:
    assert "Not recorded" in render_macro("web/components.jinja", "paragraphs", None)


def test_quote_is_escaped_and_attributed() -> None:
    page = render_macro("web/components.jinja", "says", "<no>", "Ada", "3 March 2026")
    assert "&lt;no&gt;" in page
    assert "Ada, 3 March 2026" in page
