"""With which words a pattern of phrases can begin, so that most texts need not be searched for most patterns.

The first word of whatever a pattern finds stands in the text, so a text that holds none of a pattern's first words
holds nothing that it finds. Which words those are is read out of the pattern itself; where that cannot be told, more
words are let through, never fewer.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from re import _constants, _parser  # type: ignore[attr-defined]  # the only reader of patterns; not in typeshed
from typing import Any

_WORD = re.compile(r"[\w']+")
_OF_WORD = re.compile(r"[\w']")
_BETWEEN = [each for each in string.punctuation + " \n\u2610" if not _OF_WORD.match(each)]
_MOST_WORDS = 100_000
"""So many different words are remembered; then it is begun again."""
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_CLASSES = {
    _constants.CATEGORY_WORD: r"\w",
    _constants.CATEGORY_NOT_WORD: r"\W",
    _constants.CATEGORY_DIGIT: r"\d",
    _constants.CATEGORY_NOT_DIGIT: r"\D",
    _constants.CATEGORY_SPACE: r"\s",
    _constants.CATEGORY_NOT_SPACE: r"\S",
}

Part = tuple[str | None, str | None]
"""Patterns of what a part can be with letters alone, and of the letters with which it can end a word; None: cannot."""


class FirstWords:
    """For several patterns, which of them a text has to be searched for, and from which words on."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], *, of_parts: bool = False) -> None:
        """Read the first words out of each pattern. `of_parts`: what is found can begin and end within a word."""
        every = [first_words(each.pattern) for each in patterns]
        self._every = [re.compile(each if of_parts else rf"(?:{each})\Z") for each in every]
        self._look = re.Pattern.search if of_parts else re.Pattern.match
        self._always = sum(1 << place for place, each in enumerate(self._every) if self._look(each, ""))
        if self._always and not of_parts:
            raise ValueError("patterns of whole words begin with a word")
        self._begins: dict[str, int] = {}
        self._begins_nothing: set[str] = set()

    def places(self, text: str) -> list[int]:
        """Return the places of the patterns that could find something in a text, in their order."""
        found = self._always
        for begins in self._beginning(text).values():
            found |= begins
        return _places(found) if found else []

    def starts(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where something could begin that a pattern finds, with the place of the pattern."""
        if beginning := self._beginning(text):
            for word in _WORD.finditer(text):
                if begins := beginning.get(word[0]):
                    for place in _places(begins):
                        yield word.start(), place

    def _beginning(self, text: str) -> dict[str, int]:
        """Return the words of a text with which something could begin, each with a bit for each pattern."""
        words = set(_WORD.findall(text)) - self._begins_nothing
        return {word: begins for word in words if (begins := self._begins.get(word) or self._learn(word))}

    def _learn(self, word: str) -> int:
        if len(self._begins_nothing) >= _MOST_WORDS:
            self._begins_nothing.clear()
        begins = sum(1 << place for place, each in enumerate(self._every) if self._look(each, word))
        if begins:
            self._begins[word] = begins
        else:
            self._begins_nothing.add(word)
        return begins


@lru_cache(maxsize=4_096)
def _places(found: int) -> list[int]:
    return [place for place in range(found.bit_length()) if found >> place & 1]


def first_words(pattern: str) -> str:
    """Return a pattern of the words (as far as they go) with which something that a pattern finds can begin."""
    return "|".join(f"(?:{each})" for each in _row(_parser.parse(pattern)) if each is not None)


def _row(parts: Iterable[tuple[Any, Any]]) -> Part:
    through: str | None = ""
    ends = []
    for kind, told in parts:
        whole, end = _part(kind, told)
        if end is not None:
            ends.append(f"{through}{end}")
        if whole is None:
            through = None
            break
        through = f"{through}{whole}"
    return through, _either(ends)


def _part(kind: Any, told: Any) -> Part:
    if kind in _REPEATS:
        return _repeated(*told)
    if kind is _constants.BRANCH:
        rows = [_row(each) for each in told[1]]
        return _either([whole for whole, _ in rows]), _either([end for _, end in rows])
    if kind is _constants.SUBPATTERN:
        return _row(told[-1])
    if kind is _constants.ATOMIC_GROUP:
        return _row(told)
    if kind in (_constants.ASSERT, _constants.ASSERT_NOT, _constants.AT):
        return _looked_behind(kind, told), None
    return _letter(kind, told)


def _repeated(least: int, most: int, parts: Any) -> Part:
    whole, end = _row(parts)
    before = "" if whole is None else f"(?:{whole})*"
    ended = None if end is None else f"{before}{end}"
    if whole is None:
        return ("" if least == 0 else None), ended
    # An unbounded repeat has a number so large that no pattern may name it.
    upto = "" if most == _constants.MAXREPEAT else most
    return f"(?:{whole}){{{least},{upto}}}", ended


def _looked_behind(kind: Any, told: Any) -> str:
    """Return what is asked of the letters before, where it is of letters of the same word alone; else nothing."""
    if kind is not _constants.ASSERT or told[0] > 0:
        return ""
    letters = [chr(letter) if each is _constants.LITERAL else " " for each, letter in told[1]]
    return f"(?<={''.join(letters)})" if all(letter.isalpha() for letter in letters) else ""


def _letter(kind: Any, told: Any) -> Part:
    if kind is _constants.LITERAL:
        source = re.escape(chr(told))
    elif kind is _constants.NOT_LITERAL:
        source = f"[^{re.escape(chr(told))}]"
    elif kind is _constants.IN:
        source = f"[{''.join(_of_class(*each) for each in told)}]"
    else:
        source = "."
    single = re.compile(source, re.DOTALL)
    ends = "" if any(single.match(each) for each in _BETWEEN) else None
    if kind is _constants.LITERAL:
        return (source if ends is None else None), ends
    return f"(?=[\\w']){source}", ends


def _of_class(kind: Any, told: Any) -> str:
    if kind is _constants.NEGATE:
        return "^"
    if kind is _constants.CATEGORY:
        return _CLASSES[told]
    if kind is _constants.RANGE:
        return "-".join(re.escape(chr(each)) for each in told)
    return re.escape(chr(told))


def _either(found: Sequence[str | None]) -> str | None:
    there = list(dict.fromkeys(each for each in found if each is not None))
    return f"(?:{'|'.join(there)})" if there else None
