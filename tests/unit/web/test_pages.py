"""Pages of a long list, and redirects that stay here."""

import pytest
from django.test import RequestFactory

from accord.web.pages import Pages, safe_next


def pages(query: str, total: int = 100, size: int = 10) -> Pages:
    """Read where somebody is in a list."""
    return Pages.of(RequestFactory().get(f"/list?{query}"), total=total, size=size)


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("page=3", 3), ("page=0", 1), ("page=99", 10), ("page=²", 1)])
def test_pages_give_the_nearest_page(asked: str, number: int) -> None:
    assert pages(asked).number == number


def test_pages_say_what_is_shown() -> None:
    assert pages("page=10", total=95).said == "Showing 91 to 95 of 95"
    assert pages("", total=0).said == "Showing 0 to 0 of 0"


def test_links_leave_out_what_is_far() -> None:
    assert [link.number for link in pages("page=5").links] == [1, 0, 3, 4, 5, 6, 7, 0, 10]


def test_links_keep_the_rest_of_the_query() -> None:
    assert pages("area=north+west&page=2").next == "?area=north+west&page=3"


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/work", "/work"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_safe_next_never_leaves(wanted: str, where: str) -> None:
    assert safe_next(RequestFactory().post("/sign-in", {"next": wanted})) == where
