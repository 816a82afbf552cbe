"""The tutorial of a signal names what stands on the screen, and sign-ins that there are."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from accord.synth.regions import generate

TUTORIAL = Path("docs/tutorial/from-a-question-to-learning.md").read_text(encoding="utf-8")
BOLD = sorted({" ".join(each.split()) for each in re.findall(r"\*\*(.+?)\*\*", TUTORIAL, flags=re.DOTALL)} - {"bold"})
SCREENS = Path("src/accord")


@cache
def screens() -> str:
    files = (each for kind in ("*.py", "*.jinja") for each in sorted(SCREENS.rglob(kind)))
    return "\n".join(each.read_text(encoding="utf-8") for each in files)


@pytest.mark.parametrize("words", BOLD)
def test_words_in_bold_stand_on_the_screen(words: str) -> None:
    assert words in screens()


def test_whoever_signs_in_has_a_sign_in() -> None:
    named = set(re.findall(r"`(\w+)`", TUTORIAL))
    assert named == {"assurance", "manager", "practice", "lead"}
    assert named <= {each.username for each in generate(people=30, seed=1).sign_ins}
