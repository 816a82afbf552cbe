"""Addresses found quickly are Django's own."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django import urls

from accord.web.addresses import reverse


@pytest.mark.parametrize(
    ("name", "ids"),
    [("plans:work", 0), ("plans:person", 1), ("plans:emergency_person", 1), ("plans:statement_answer", 2)],
)
def test_address_with_ids_is_djangos(name: str, ids: int) -> None:
    args = [uuid4() for _ in range(ids)]
    assert reverse(name, args) == urls.reverse(name, args=args)


def test_what_is_no_id_is_checked_against_its_pattern() -> None:
    with pytest.raises(urls.NoReverseMatch):
        reverse("plans:draft", ["not an id"])


def test_address_keeps_the_prefix_that_the_site_is_under() -> None:
    urls.set_script_prefix("/accord/")
    try:
        assert reverse("access:sign_in").startswith("/accord/")
    finally:
        urls.clear_script_prefix()
    assert not reverse("access:sign_in").startswith("/accord/")
