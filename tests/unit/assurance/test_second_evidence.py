"""A second look at decisions that came at once: with how many of them was nobody met?"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tests.builders.canonical import decision, held

from accord.assurance.signals.kinds import Held, Settings
from accord.assurance.signals.new_decisions import read_new
from accord.assurance.signals.second_evidence import Seconded, read_meetings, second

USUAL = ["in_person"] * 18 + ["telephone"] * 2
AT_ONCE = np.arange(20, 26)
SETTINGS = Settings(as_of=date(2019, 6, 1))


def _held(*modes: str | None) -> Held:
    given = ({"conversation_mode": mode} if mode else {} for mode in (*USUAL, *modes))
    return held(decision(number, **each) for number, each in enumerate(given))


def _second(*modes: str | None, p_value: float = 1e-3) -> Seconded:
    tables = _held(*modes)
    new = read_new(tables, SETTINGS)
    return second(p_value, AT_ONCE, read_meetings(tables, new))


def test_few_meetings_make_a_burst_surer() -> None:
    found = _second(*["telephone"] * 6)
    assert found.p_value < 1e-5
    assert found.words == " 6 of them with nobody recorded as met in person (1 would be usual),"


def test_usual_meetings_make_it_less_sure() -> None:
    found = _second(*["in_person"] * 6)
    assert (found.p_value > 1e-3, found.words) == (True, "")


def test_nothing_recorded_is_nobody_recorded_as_met() -> None:
    assert _second(*[None] * 6).unmet == 6


def test_without_the_column_the_chance_stays() -> None:
    assert second(1e-3, AT_ONCE, None).p_value == 1e-3


def test_two_chances_are_taken_together_by_fishers_method() -> None:
    tables = held(decision(number, conversation_mode="in_person") for number in range(26))
    new = read_new(tables, SETTINGS)
    found = second(0.01, AT_ONCE, read_meetings(tables, new))
    assert found.p_value == pytest.approx(0.01 * (1 - np.log(0.01)))
