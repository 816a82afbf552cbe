"""A closed list of values, each with its words for the screen."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """An enum whose members carry the words that people read: `NOT_FOR_CPR = "not_for_cpr", "Not for CPR"`."""

    words: str

    def __new__(cls, value: str, words: str = "") -> Self:
        """Return a member equal to `value`, read on screen as `words` (not given where a class is called)."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member

    @classmethod
    def pairs(cls) -> list[tuple[Self, str]]:
        """Return (member, words) for each member, in the order of declaration."""
        return [(member, member.words) for member in cls]


class Answer(Choice):
    """Yes, no, or not recorded. Not recorded is never read as no."""

    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Not recorded"
