"""A span of time as a search says it."""

from __future__ import annotations

import pytest

from accord.sharing.fhir.dates import Span, read_span
from accord.sharing.fhir.outcomes import Refusal


def said(span: Span) -> tuple[str, str]:
    return tuple(f"{each.astimezone():%Y-%m-%dT%H:%M:%S%z}" if each else "" for each in (span.since, span.until))


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        (["2026-11-22"], "2026-11-22T00:00:00+0000", "2026-11-23T00:00:00+0000"),
        (["ge2026-11-22"], "2026-11-22T00:00:00+0000", ""),
        (["gt2026-11-22"], "2026-11-23T00:00:00+0000", ""),
        (["lt2026-11-22"], "", "2026-11-22T00:00:00+0000"),
        (["le2026-11-22T09:00Z"], "", "2026-11-22T09:01:00+0000"),
        (["eq2026-11-22T09:00:05Z"], "2026-11-22T09:00:05+0000", "2026-11-22T09:00:06+0000"),
        (["ge2026-11-22", "lt2026-11-23"], "2026-11-22T00:00:00+0000", "2026-11-23T00:00:00+0000"),
        (["ge2026-11-22T10:00:00+01:00"], "2026-11-22T09:00:00+0000", ""),
        ([], "", ""),
    ],
)
def test_span_is_what_all_that_was_given_has_in_common(given: list[str], since: str, until: str) -> None:
    assert said(read_span([(each,) for each in given], "date")) == (since, until)


@pytest.mark.parametrize("given", ["", "soon", "2026-13-01", "ap2026-11-22", "2026", "9999-12-31", "2026-11-22T25:00Z"])
def test_what_is_no_moment_is_refused(given: str) -> None:
    with pytest.raises(Refusal):
        read_span([(given,)], "date")


def test_several_values_at_once_are_refused() -> None:
    with pytest.raises(Refusal):
        read_span([("2026-11-22", "2026-11-23")], "date")
