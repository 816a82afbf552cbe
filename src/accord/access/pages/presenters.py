"""What the page of a held form prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accord.access.held_forms import Held
from accord.access.submissions import FIELD

UNSEEN = frozenset({FIELD, "revision", "seen", "by", "next"})
"""What a form carries beside what somebody typed."""
SHORT = 40
_CODE = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class HeldField:
    """One field as it was typed."""

    id: str
    name: str
    label: str
    value: str

    @property
    def is_choice(self) -> bool:
        """Whether it looks like an answer that was chosen: it is said in words, and sent on as it was."""
        return bool(_CODE.fullmatch(self.value)) and not self.value.isdigit()

    @property
    def words(self) -> str:
        """A chosen answer in words."""
        return in_words(self.value)

    @property
    def is_long(self) -> bool:
        """Whether it needs more than one line."""
        return len(self.value) > SHORT or "\n" in self.value


class HeldFormPresenter:
    """Where a held form goes, what of it is shown, and what travels unseen."""

    def __init__(self, held: Held) -> None:
        self.path = held.path
        self.shown = [
            HeldField(id=f"held-{number}", name=name, label=in_words(name), value=value)
            for number, (name, value) in enumerate(held.fields, start=1)
            if _is_shown(name, value)
        ]
        self.unseen = [(name, value) for name, value in held.fields if not _is_shown(name, value)]


def in_words(name: str) -> str:
    """Return the name of a field, or of an answer, as words."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def _is_shown(name: str, value: str) -> bool:
    return bool(value.strip()) and name not in UNSEEN and not name.endswith("-count")
