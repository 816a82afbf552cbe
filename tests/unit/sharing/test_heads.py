"""What counts as the same bytes, and what goes Django's way."""

from __future__ import annotations

import pytest

from accord.sharing.doors.heads import LARGEST, Asked, Whole, read_asked

LINE = b"POST /fhir/R4/Patient/$emergency-summary HTTP/1.1\r\n"
BODY = b"identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990000018"


def sent(*headers: bytes, body: bytes = BODY, length: int | None = None) -> bytes:
    said = b"Content-Length: %d" % (len(body) if length is None else length)
    return LINE + b"\r\n".join((b"Host: localhost", *headers, said)) + b"\r\n\r\n" + body


def by(*headers: bytes, body: bytes = BODY) -> tuple[bytes, bytes, bytes]:
    asked = read_asked(sent(*headers, body=body))
    assert isinstance(asked, Asked)
    return asked.by


def test_number_alone_may_differ() -> None:
    other = BODY.replace(b"9990000018", b"9990000026")
    assert by() == by(body=other)
    asked = read_asked(sent(body=other))
    assert isinstance(asked, Asked)
    assert asked.number == "9990000026"


def test_own_marks_of_a_request_do_not_count() -> None:
    assert by(b"X-Request-ID: a1", b"traceparent: 00-ab") == by()


def test_head_that_came_before_is_held_to_its_own_length() -> None:
    assert isinstance(read_asked(sent()), Asked)
    assert read_asked(sent()[:-1]) is Whole.NOT_YET
    assert read_asked(sent() + b"0") is Whole.NOT_OURS


@pytest.mark.parametrize("header", [b"Authorization: Bearer a", b"Accept: text/html", b"Connection: keep-alive"])
def test_every_other_header_counts(header: bytes) -> None:
    assert by(header) != by()


@pytest.mark.parametrize(
    "header",
    [
        b"Transfer-Encoding: chunked",
        b"transfer-encoding: x",
        b"Connection: close",
        b"Upgrade: websocket",
        b"Expect: 100-continue",
        b"Content-Length: 5",
    ],
)
def test_what_changes_how_it_is_read_is_not_ours(header: bytes) -> None:
    assert read_asked(sent(header)) is Whole.NOT_OURS


@pytest.mark.parametrize(
    "mark", [b"X-Request-ID: a\nTransfer-Encoding: chunked", b"X-Request-ID: a\rb", b"X-Request-ID:\x00"]
)
def test_mark_with_a_control_character_counts(mark: bytes) -> None:
    assert by(mark) != by()


@pytest.mark.parametrize("body", [b"identifier=x", BODY + b"&other=9990000026", b"identifier=99900000180", b""])
def test_exactly_one_number_is_looked_up(body: bytes) -> None:
    assert read_asked(sent(body=body)) is Whole.NOT_OURS


def test_rest_is_waited_for_and_more_is_not_ours() -> None:
    assert read_asked(LINE + b"Host: a") is Whole.NOT_YET
    assert read_asked(sent(length=len(BODY) + 1)) is Whole.NOT_YET
    assert read_asked(sent(length=len(BODY) - 1)) is Whole.NOT_OURS
    assert read_asked(sent(b"X: " + b"a" * LARGEST)) is Whole.NOT_OURS
