"""Tests of the form, and of a plan as answers to it: whatever was recorded is there, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from tests.builders import plans, regions

from accord.projections.fhir.checking import check
from accord.projections.fhir.questionnaires import questionnaire, questionnaire_response

VERSION = UUID(int=9)


def items(held: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for each in held.get("item", []):
        yield each
        yield from items(each)


def test_form_is_one_that_the_standard_allows() -> None:
    assert check(questionnaire(), kind="Questionnaire") == []


@pytest.mark.parametrize("place", range(0, 200, 20))
def test_plan_is_answers_that_the_standard_allows(place: int) -> None:
    made = questionnaire_response(list(regions.documents())[place], VERSION)
    assert check(made, kind="QuestionnaireResponse") == []
    assert {each["linkId"] for each in items(made)} <= {each["linkId"] for each in items(questionnaire())}


def test_every_word_of_a_plan_is_among_the_answers() -> None:
    signed = plans.signed()
    made = json.dumps(questionnaire_response(signed, VERSION), ensure_ascii=False)
    assert signed.plan.cpr is not None
    assert signed.plan.cpr.rationale in made
    assert all(each.said in made for each in signed.plan.conversations)


def test_what_nobody_recorded_is_not_answered() -> None:
    made = questionnaire_response(plans.signed(), VERSION)
    answers = [answer for each in items(made) for answer in each.get("answer", [])]
    assert not any("unknown" in str(answer) or answer.get("valueString") == "" for answer in answers)
