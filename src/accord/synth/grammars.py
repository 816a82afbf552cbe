"""A small grammar: rules of alternatives, in which `{rule}` stands for one of another rule's alternatives.

The words are data (`words/*.toml`), so that a clinician can read and better them without reading any code. A file's
rules may lean on those of `plain.toml`; what is known of the person (`{first}`, `{home}`) is given when it speaks.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from accord.synth.dice import Dice

_SENTENCE = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")
_SLOT = re.compile(r"\{([a-z_]+)\}")
Parts = tuple[str, ...]
"""A template cut at its slots: words, slot, words, slot, …, words."""


class Grammar:
    """Rules by name. `say` expands one, drawing an alternative at every step."""

    def __init__(self, rules: Mapping[str, tuple[str, ...]]) -> None:
        """Cut each alternative at its slots once, so that speaking is quick."""
        self._rules = {name: tuple(_cut(text) for text in texts) for name, texts in rules.items()}

    def __contains__(self, rule: object) -> bool:
        return rule in self._rules

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of all rules."""
        return tuple(self._rules)

    def say(self, rule: str, dice: Dice, known: Mapping[str, str] | None = None) -> str:
        """Return one text of a rule, its sentences with capitals.

        A slot that is `known` takes that value, any other is a rule's name.
        """
        return _SENTENCE.sub(lambda found: found.group().upper(), self._expand(rule, dice, known))

    def _expand(self, rule: str, dice: Dice, known: Mapping[str, str] | None) -> str:
        parts = dice.pick(self._rules[rule])
        if len(parts) == 1:
            return parts[0]
        said = list(parts)
        for place in range(1, len(parts), 2):
            slot = parts[place]
            given = known.get(slot) if known else None
            said[place] = self._expand(slot, dice, known) if given is None else given
        return "".join(said)


def _cut(text: str) -> Parts:
    return tuple(_SLOT.split(" ".join(text.split())))


@cache
def table(name: str) -> dict[str, Any]:
    """Return the tables of a file of words."""
    return tomllib.loads(files("accord.synth").joinpath("words", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def grammar(name: str) -> Grammar:
    """Return the grammar of a file of words, leaning on `plain`."""
    rules = {**table("plain"), **table(name)}
    return Grammar({rule: tuple(texts) for rule, texts in rules.items() if isinstance(texts, list)})
