"""The words of the region."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from accord.domain.text_hygiene import forbidden
from accord.synth.conditions import NAMES, condition
from accord.synth.dice import Dice
from accord.synth.grammars import Grammar, grammar, table

pytestmark = pytest.mark.no_database
KNOWN = {"first": "Ada", "impairment": "delirium", "state": "Ill", "course": "Worse", "lately": "lately"}
FILES = (*NAMES, "voices", "reasons")
NEEDED = [
    "diagnosis",
    "also",
    "state",
    "course",
    "summary",
    "understands",
    "prognosis_words",
    "foreseen",
    "not_successful",
    "not_overall_benefit",
    "for_cpr",
    "burdens",
    "benefits",
    "guidance",
    "said",
    "wanted",
]


@pytest.mark.parametrize("name", FILES)
def test_every_slot_of_a_file_leads_to_a_rule(name: str) -> None:
    words = grammar(name)
    slots = {slot for texts in table(name).values() if isinstance(texts, list)
             for text in texts for slot in re.findall(r"\{(\w+)\}", text)}  # fmt: skip
    assert {slot for slot in slots if slot not in words} <= KNOWN.keys()


@pytest.mark.parametrize("name", FILES)
def test_every_rule_speaks_plain_text(name: str) -> None:
    words, dice = grammar(name), Dice(1)
    for rule in words.rules:
        said = words.say(rule, dice, KNOWN)
        assert said.strip() == said != ""
        assert not forbidden(said)
        assert "{" not in said
        assert "  " not in said


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_has_the_words_that_a_plan_needs(name: str) -> None:
    assert [rule for rule in NEEDED if rule not in condition(name).words] == []


def test_no_file_of_words_is_left_out() -> None:
    held = {path.name.removesuffix(".toml") for path in files("accord.synth").joinpath("words").iterdir()}
    assert held == {*FILES, "plain", "names", "places", "areas"}


def test_say_uses_what_is_known() -> None:
    assert Grammar({"greeting": ("Hello {first}.",)}).say("greeting", Dice(1), {"first": "Ada"}) == "Hello Ada."


def test_say_expands_rules_within_rules() -> None:
    nested = Grammar({"a": ("<{b}>",), "b": ("[{c}]",), "c": ("x",)})
    assert nested.say("a", Dice(1)) == "<[x]>"
