"""What matters to the person, kept to some readers: named on the emergency screen, and nothing that is acted on is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.builders.plans import NOW, OWN_ORGANISATION, enduring_plan, episode_plan, identity, layer, signature, signed

from accord.domain.authority import Role
from accord.domain.choices import Answer
from accord.domain.plan.keeping import CarriedPart
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import RESTRICTABLE, Reader, Readers
from accord.domain.plan.wishes import CprWish, SharingWishes, WhatMatters
from accord.domain.relationships import AccessBasis
from accord.projections.emergency import EmergencyView, is_restricted, sheet, view

CREW = "RX999"
MATTERS = WhatMatters(
    values="The dog",
    fears="Dying alone",
    place_of_care_words="With the dog",
    cpr_wish=CprWish.WANTS_CPR,
    advance_statement=Answer.YES,
    advance_statement_words="Read me poems",
)
KEEPS = SharingWishes(
    restricted_parts=frozenset(RESTRICTABLE), restricted_to=Readers.CARING, restricted_at=OWN_ORGANISATION
)
PLAN = enduring_plan(what_matters=MATTERS, sharing=KEEPS)
OTHER = replace(PLAN, what_matters=None, sharing=SharingWishes())
KEPT = {"matters", "places", "advance_statement", "kept"}


def shown(*layers: Any, restricted: bool = False, **reader: Any) -> EmergencyView:
    """Return the screen as a crew sees it, or whoever else is described."""
    asking = Reader(**({"organisation_code": CREW, "role": Role.AMBULANCE} | reader))
    held = sheet(layers=layers or [layer(PLAN)], now=NOW)
    person = identity(restricted=restricted)
    return view(held, person, NOW, viewer_organisation=asking.organisation_code, reader=asking)


def test_screen_says_that_what_matters_is_kept_and_whom_to_ask() -> None:
    screen = shown()
    assert (screen.matters, screen.places, screen.advance_statement) == ((), (), "")
    assert " ".join(screen.kept) == (
        "What matters to the person, where they would want to be, and any advance statement: kept to some readers at "
        "the person’s request. Something may be recorded here that is not shown to you. Ask Dr Ada Moss, GP, Elm "
        "Surgery, GMC 7000001, 01632 960010. What is recommended, what is refused, and what the person has said about "
        "CPR are all shown here."
    )


def test_reader_whom_the_person_lets_read_sees_all_of_it() -> None:
    screen = shown(basis=AccessBasis.INCIDENT)
    assert [each.items for each in screen.matters] == [("The dog",), ("Dying alone",)]
    assert (bool(screen.places), screen.advance_statement, screen.kept) == (True, "Read me poems.", ())


def test_nothing_else_on_the_screen_differs() -> None:
    inside, outside = shown(basis=AccessBasis.INCIDENT), shown()
    names = [name for name in EmergencyView.__dataclass_fields__ if name not in KEPT]
    assert [getattr(inside, name) for name in names] == [getattr(outside, name) for name in names]


def test_wish_for_cpr_contradicts_the_recommendation_for_every_reader() -> None:
    assert any(words.startswith("The person wants CPR") for words in shown().warnings)


def test_whoever_asks_without_saying_who_they_are_knows_the_least() -> None:
    held = sheet(layers=[layer(PLAN)], now=NOW)
    assert view(held, identity(), NOW).kept


def test_screen_says_the_same_where_nothing_is_recorded() -> None:
    assert shown(layer(replace(PLAN, what_matters=None))).kept == shown().kept


@pytest.mark.parametrize("reader", [{}, {"organisation_code": "RX123"}])
def test_screen_of_a_restricted_record_names_no_organisation(reader: dict[str, str]) -> None:
    (words,) = shown(restricted=True, **reader).kept
    assert ("Dr Ada Moss" in words, "Elm Surgery" in words) == (True, False)


def test_restriction_of_one_plan_counts_for_the_other() -> None:
    admission = layer(episode_plan(what_matters=MATTERS, sharing=SharingWishes()))
    assert [shown(layer(OTHER), admission).kept, bool(shown(layer(PLAN), admission).kept)] == [(), True]


def test_signer_who_took_it_over_reads_nothing_and_the_screen_names_who_knows() -> None:
    carried = CarriedPart(part=PartName.WHAT_MATTERS, name="Dr Ada Moss", at=NOW, organisation_name="Elm Surgery")
    author = replace(signature().author, name="Nia Reed", organisation_code=CREW, organisation_name="The Infirmary")
    document = signed(PLAN, signature=signature(author=author, carried=(carried,)))
    (words,) = shown(layer(PLAN, document=document)).kept
    assert ("Ask Dr Ada Moss, Elm Surgery." in words, "Infirmary" in words) == (True, False)


def test_only_a_sheet_that_restricts_something_asks_who_reads() -> None:
    held = [sheet(layers=[layer(plan)], now=NOW) for plan in (PLAN, OTHER)]
    assert [is_restricted(each) for each in (*held, None)] == [True, False, False]
