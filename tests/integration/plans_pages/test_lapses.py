"""The page on which a plan is signed says what of the signer's has run out, runs out soon, or is not recorded here."""

import html
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from tests.builders import drafts, training
from tests.builders.browsers import Browser

from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName

WHOEVER = "Whatever you answer, an endorsement is due by"
FOR_CPR = {**drafts.USUAL, PartName.CPR: drafts.cpr(CprRecommendation.FOR_CPR)}


def sign_page(browser: Browser, person: UUID, parts: Mapping[PartName, Any] = drafts.USUAL) -> str:
    return html.unescape(browser.open(f"/drafts/{drafts.draft_of(person, drafts.gp(), parts)}/sign"))


def test_page_says_that_training_is_not_recorded_here(gp: Browser, person: UUID) -> None:
    shown = sign_page(gp, person)
    assert "Training is not recorded here" in shown
    assert WHOEVER not in shown


def test_page_warns_of_what_runs_out_soon(gp: Browser, person: UUID) -> None:
    training.trained(drafts.gp(), 10)
    shown = sign_page(gp, person)
    assert "Runs out soon. Nothing changes until then." in shown
    assert "Training is not recorded here" not in shown


def test_page_says_that_a_lapse_asks_why_and_for_an_endorsement(gp: Browser, person: UUID) -> None:
    training.trained(drafts.gp(), -1)
    shown = sign_page(gp, person)
    assert WHOEVER in shown
    assert "Why are you signing although this is not met?" in shown


def test_lapse_asks_nothing_of_a_plan_that_limits_nothing(gp: Browser, person: UUID) -> None:
    training.trained(drafts.gp(), -1)
    shown = sign_page(gp, person, FOR_CPR)
    assert "Something of yours has run out" in shown
    assert "Why are you signing although this is not met?" not in shown
