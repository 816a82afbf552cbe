"""What is not signed yet is for those who write it and those who care for the person; others are asked why first."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts, who
from tests.builders.browsers import Browser
from tests.integration.plans_pages.conftest import SignIn

from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import WhatMatters
from accord.plans.queries.drafts import typing, view

WORDS = "the smell of her own kitchen"
MATTERS = PartName.WHAT_MATTERS


@pytest.fixture
def draft(person: UUID) -> UUID:
    """A draft of the practice."""
    return drafts.draft_of(person, drafts.gp(), {MATTERS: WhatMatters(values=WORDS)})


def part(draft: UUID, name: str = "plans:part") -> str:
    return reverse(name, args=[draft, MATTERS.value])


def test_organisation_that_writes_it_reads_it(draft: UUID, gp: Browser) -> None:
    assert WORDS in gp.open(part(draft))


def test_clinician_elsewhere_is_asked_why_first_and_told_who_writes(draft: UUID, nurse: Browser, person: UUID) -> None:
    response = nurse.get(part(draft))
    assert response.url.startswith(reverse("relationships:open", args=[person]))  # type: ignore[attr-defined]  # a redirect
    page = nurse.open(part(draft))
    assert ("Elm Surgery is writing this plan. It is not signed." in page, WORDS in page) == (True, False)


def test_reason_that_was_given_opens_it(draft: UUID, nurse: Browser, person: UUID) -> None:
    asked = f"{reverse('relationships:open', args=[person])}?next={part(draft)}"
    nurse.send(asked, {"reason": "care", "words": "She is coming to us tonight."}, page=asked)
    assert WORDS in nurse.open(part(draft))


def test_clinician_where_the_person_stays_reads_it(draft: UUID, nurse: Browser, person: UUID) -> None:
    drafts.admit(person)
    assert WORDS in nurse.open(part(draft))


@pytest.mark.parametrize("name", ["draft", "draft_discard", "sign"])
def test_no_page_of_it_opens_unasked(draft: UUID, nurse: Browser, name: str) -> None:
    response = nurse.get(reverse(f"plans:{name}", args=[draft]))
    assert (response.status_code, WORDS in response.content.decode()) == (302, False)


def test_nothing_is_saved_kept_or_watched_unasked(draft: UUID, nurse: Browser) -> None:
    before = view(draft).parts
    nurse.send(part(draft), {"values": "Other words", "revision": "1"}, page="/emergency")
    kept = nurse.send(part(draft, "plans:part_keep"), {"values": "Typed"}, page="/emergency")
    watched = nurse.get(f"{part(draft, 'plans:part_watch')}?revision=0")
    assert (kept.status_code, watched.status_code, view(draft).parts) == (404, 404, before)
    assert typing(draft, MATTERS, who.actor("R9901").staff_id) is None


def test_care_staff_of_the_home_go_on_with_what_the_practice_began(draft: UUID, person: UUID, sign_in: SignIn) -> None:
    drafts.move_in(person)
    assert WORDS in sign_in("s-care").open(part(draft))


def test_emergency_screen_opens_at_once_all_the_same(draft: UUID, nurse: Browser, person: UUID) -> None:
    assert nurse.get(reverse("plans:emergency_person", args=[person])).status_code == 200
