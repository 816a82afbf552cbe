"""What nobody has said is never shown as an answer, nor taken as one."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.urls import reverse
from tests.builders import drafts
from tests.builders.browsers import Browser
from tests.builders.pages import sent_back

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import DRAFT_HELD, PartName
from accord.domain.plan.people_involved import Capacity
from accord.domain.plan.wishes import Scope, Setting, WhatMatters
from accord.plans.queries.drafts import view


def part_page(person: UUID, part: PartName, value: object) -> str:
    draft = drafts.draft_of(person, drafts.gp(), {part: value} if value else {})
    return reverse("plans:part", args=[draft, part.value])


@pytest.mark.parametrize("value", [WhatMatters(), Capacity()])
def test_answers_that_nobody_gave_stand_unchosen(person: UUID, gp: Browser, value: object) -> None:
    part = PartName.CAPACITY if isinstance(value, Capacity) else PartName.WHAT_MATTERS
    page = gp.open(part_page(person, part, value))
    answers = {name: text for name, text in sent_back(page).items() if text and name not in ("submission", "revision")}
    assert set(answers) <= {"csrfmiddlewaretoken", "held_form"}, answers


def chosen(page: str) -> dict[str, str]:
    """Return what stands answered on a page that nobody has touched."""
    unasked = {"submission", "revision", "csrfmiddlewaretoken", "held_form"}
    return {name: text for name, text in sent_back(page).items() if text and name not in unasked}


@pytest.mark.parametrize("part", DRAFT_HELD)
def test_part_that_is_saved_untouched_keeps_nothing(person: UUID, gp: Browser, part: PartName) -> None:
    path = part_page(person, part, None)
    before = {name: text for name, text in sent_back(gp.open(path)).items() if name != "csrfmiddlewaretoken"}
    assert gp.send(path, before, page=path).status_code == 302
    assert view(UUID(path.split("/")[2])).parts[part].value is None
    assert [name for name in chosen(gp.open(path)) if not name.endswith("-count")] == []


@pytest.mark.parametrize(
    ("part", "answered", "silent"),
    [
        (PartName.CPR, {"rationale": "Very frail."}, "recommendation"),
        (PartName.SETTING, {"valid_where_words": "At the day centre too"}, "source"),
        (PartName.SHARING, {"consent_words": "Asked on Sunday"}, "withheld"),
    ],
)
def test_question_beside_an_answer_stands_unanswered(
    person: UUID, gp: Browser, part: PartName, answered: dict[str, str], silent: str
) -> None:
    path = part_page(person, part, None)
    gp.send(path, {**answered, "revision": "0"}, page=path)
    assert getattr(view(UUID(path.split("/")[2])).parts[part].value, silent) is None
    assert silent not in chosen(gp.open(path))


@pytest.mark.parametrize(
    ("part", "answered"),
    [
        (PartName.CPR, {"recommendation": "none"}),
        (PartName.SETTING, {"source": "new"}),
        (PartName.SHARING, {"withheld": "no"}),
    ],
)
def test_answer_that_was_given_stays_chosen(
    person: UUID, gp: Browser, part: PartName, answered: dict[str, str]
) -> None:
    path = part_page(person, part, None)
    gp.send(path, {**answered, "revision": "0"}, page=path)
    assert answered.items() <= chosen(gp.open(path)).items()


@pytest.mark.parametrize(
    ("value", "words"), [(WhatMatters(), "Not filled yet"), (WhatMatters(values="My dog"), "Filled")]
)
def test_part_that_holds_nothing_is_not_filled(person: UUID, gp: Browser, value: WhatMatters, words: str) -> None:
    draft = drafts.draft_of(person, drafts.gp(), {PartName.WHAT_MATTERS: value, PartName.SETTING: Setting()})
    page = gp.open(reverse("plans:draft", args=[draft]))
    row = page[page.index("What matters to me") :]
    assert words in row[: row.index("</li>")]
    assert page.count(">Filled<") == (words == "Filled")


def test_reason_against_cpr_is_not_taken_where_cpr_is_recommended(person: UUID, gp: Browser) -> None:
    path = part_page(person, PartName.CPR, None)
    answers = {"recommendation": "for_cpr", "basis": "not_successful", "revision": "0"}
    gp.send(path, answers, page=path)
    held = view(UUID(path.split("/")[2])).parts[PartName.CPR].value
    assert (held.recommendation, held.basis.value) == (CprRecommendation.FOR_CPR, "unknown")


def test_review_by_a_date_asks_for_the_date(person: UUID, gp: Browser) -> None:
    path = part_page(person, PartName.REVIEW, None)
    response = gp.send(path, {"rule": "dated", "revision": "0"}, page=path)
    assert (response.status_code, "Give the date by which" in response.content.decode()) == (422, True)


def test_empty_advance_decision_says_what_is_missing_at_its_field(person: UUID, gp: Browser) -> None:
    path = reverse("plans:legal_record", args=[person, "adrt"])
    response = gp.send(path, {"refusals-count": "1", "refusals-0-words": ""}, page=path)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Name at least one treatment") == 2
    assert 'href="#refusals-0-words"' in page


def test_person_page_offers_no_plan_where_there_is_none(person: UUID, gp: Browser) -> None:
    path = reverse("plans:person", args=[person])
    before = gp.open(path)
    drafts.signed(person, scope=Scope.ENDURING)
    assert ("The plan in full" in before, "The plan in full" in gp.open(path)) == (False, True)


def test_person_page_offers_to_record_a_death_or_to_take_it_back(person: UUID, gp: Browser) -> None:
    path = reverse("plans:person", args=[person])
    assert "Record a death<" in gp.open(path)
    drafts.die(person)
    assert "Change or take back the recorded death<" in gp.open(path)


@pytest.mark.parametrize(("name", "below"), [("conversations", "Each conversation is"), ("legal", "What this record")])
def test_way_back_to_the_draft_stands_under_the_heading(person: UUID, gp: Browser, name: str, below: str) -> None:
    drafts.draft_of(person, drafts.gp(), {})
    page = gp.open(reverse(f"plans:{name}", args=[person]))
    assert page.index("</h1>") < page.index("Back to the plan being written") < page.index(below)
