"""A kept summary gives exactly what was sent, to whoever reads the same, until anything of it would read otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.builders.plans import NOW, OWN_ORGANISATION, enduring_plan, identity, layer

from accord.domain.authority import Role
from accord.domain.people import Verification
from accord.domain.plan.keeping import Review, ReviewRule
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import Reader, Readers
from accord.domain.plan.wishes import ConsentToShare, SharingWishes, WhatMatters
from accord.domain.relationships import AccessBasis
from accord.domain.standing import Suspension
from accord.projections.emergency import sheet, view
from accord.projections.fhir.emergencies import emergency_summary
from accord.projections.fhir.kept_summaries import as_checked, as_text, holds_until, keepable, kept_for, said_of

ELSEWHERE = Reader(organisation_code="RX999", role=Role.SYSTEM)
LATER = NOW + timedelta(hours=3)
OBJECTS = SharingWishes(consent=ConsentToShare.REFUSED)
KEPT = SharingWishes(
    consent=ConsentToShare.GIVEN,
    restricted_parts=frozenset({PartName.WHAT_MATTERS}),
    restricted_to=Readers.CARING,
    restricted_at="Y90001",
)


def stored(**changes: Any) -> dict[str, Any]:
    return sheet(layers=[layer(enduring_plan(**changes))], now=NOW)


def sent(held: dict[str, Any] | None, now: datetime, reader: Reader = ELSEWHERE, **changed: Any) -> dict[str, Any]:
    person = identity(**changed)
    shown = view(held, person, now, viewer_organisation=reader.organisation_code, reader=reader)
    return emergency_summary(shown, person, now)


@pytest.mark.parametrize("held", [None, stored(), stored(sharing=OBJECTS), stored(sharing=KEPT)])
def test_kept_gives_what_would_be_sent_later(held: dict[str, Any] | None) -> None:
    kept = keepable(held, identity(), sent(held, NOW), ELSEWHERE, NOW)
    assert kept is not None
    assert as_checked(kept, *said_of(LATER)) == as_text(sent(held, LATER)).encode()


def test_words_that_look_like_its_marks_are_not_kept() -> None:
    held = stored(what_matters=WhatMatters(values="By 30 November 9999 at 1:47pm."))
    assert keepable(held, identity(), sent(held, NOW), ELSEWHERE, NOW) is None


def test_everybody_reads_the_same_where_nothing_depends_on_who_asks() -> None:
    own = Reader(organisation_code=OWN_ORGANISATION, role=Role.SYSTEM, basis=AccessBasis.SIGNED)
    held = stored()
    assert kept_for(held, identity(), ELSEWHERE) == kept_for(None, identity(), own) == ""
    assert sent(held, NOW) == sent(held, NOW, own)


@pytest.mark.parametrize(
    ("held", "changed", "wanted"),
    [
        (stored(sharing=OBJECTS), {}, "RX999|"),
        (stored(), {"verification": Verification.PRESENT_NOT_TRACED}, "RX999|"),
        (stored(sharing=KEPT), {}, "RX999|staying"),
    ],
)
def test_who_reads_another_has_one_of_their_own(held: dict[str, Any], changed: dict[str, Any], wanted: str) -> None:
    assert kept_for(held, identity(**changed), replace(ELSEWHERE, basis=AccessBasis.STAYING)) == wanted


def test_it_holds_until_the_day_of_review_begins() -> None:
    due = NOW.date() + timedelta(days=9)
    held = stored(review=Review(rule=ReviewRule.DATED, due=due))
    until = holds_until(held, NOW)
    assert until is not None
    assert sent(held, until - timedelta(seconds=1))["parameter"][2:] == sent(held, NOW)["parameter"][2:]
    assert (until.date(), until > NOW) == (due, True)


def test_it_holds_until_a_suspension_begins_or_ends() -> None:
    begins, ends = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    base = layer(enduring_plan(review=None))
    suspended = replace(base.layer, suspensions=(Suspension(from_at=begins, until=ends, why="An operation"),))
    held = sheet(layers=[replace(base, layer=suspended)], now=NOW)
    assert (holds_until(held, NOW), holds_until(held, begins)) == (begins, ends)


def test_words_that_are_nearly_a_date_do_no_harm() -> None:
    words = ["9999-12-31", "2026-13-45", "1234567890", "0001-01-01T00:00:00+14:00", "２０２６-11-21"]
    found = holds_until({"words": words}, NOW)
    assert found is None or found > datetime(2026, 1, 1, tzinfo=UTC)
    assert holds_until({"day": str(date(2999, 1, 1))}, NOW) is not None
