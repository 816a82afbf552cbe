"""What the page of a held form prints."""

from __future__ import annotations

from dataclasses import dataclass

from accord.access.held_forms import Held
from accord.access.submissions import FIELD

UNSEEN = frozenset({FIELD})
SHORT = 80


@dataclass(frozen=True, slots=True)
class HeldField:
    """One field as it was typed."""

    id: str
    name: str
    label: str
    value: str

    @property
    def is_long(self) -> bool:
        """Whether it needs more than one line."""
        return len(self.value) > SHORT or "\n" in self.value


class HeldFormPresenter:
    """Where a held form goes, what of it is shown, and what travels unseen."""

    def __init__(self, held: Held) -> None:
        self.path = held.path
        self.shown = [
            HeldField(id=f"held-{number}", name=name, label=_label(name), value=value)
            for number, (name, value) in enumerate(held.fields, start=1)
            if value.strip() and name not in UNSEEN
        ]
        self.unseen = [(name, value) for name, value in held.fields if not value.strip() or name in UNSEEN]


def _label(name: str) -> str:
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]
