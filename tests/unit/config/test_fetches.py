"""Asking another host: only where it is safe, and bounded."""

from __future__ import annotations

import pytest

from accord.config.fetches import Host, NotFetched
from accord.domain.errors import Refused


@pytest.mark.parametrize("address", ["https://a.example", "https://a.example:8443/below/", "http://127.0.0.1:8000"])
def test_address_that_is_safe_is_taken(address: str) -> None:
    assert Host.of(address, "URL").parts.geturl() == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "https://u:p@a.example",
        "https://a.example?x=1",
        "https://a.example:port",
        "a.example",
        "http://127.0.0.1.a.example",
    ],
)
def test_address_that_is_not_names_its_field(address: str) -> None:
    with pytest.raises(Refused, match="URL: "):
        Host.of(address, "URL")


def test_host_that_does_not_answer_is_said() -> None:
    with pytest.raises(NotFetched, match=r"127\.0\.0\.1:1 does not answer"):
        Host.of("http://127.0.0.1:1", "URL").get("/x", {})


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"[" * 100_000])
def test_answer_that_is_no_json_object_is_said(body: bytes) -> None:
    with pytest.raises(NotFetched):
        Host.of("https://a.example", "URL")._read(body)
