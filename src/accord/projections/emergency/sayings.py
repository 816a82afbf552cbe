"""What several plans say of one thing that is dangerous to miss: every plan's words, and whose they are.

Allergies, medicines and devices are facts about the person: "none known" of one plan never hides what another names.
"""

from __future__ import annotations

from collections.abc import Sequence

from accord.projections.emergency.sheets import LayerSheet
from accord.projections.emergency.statuses import PLANS
from accord.projections.words import join_sentences


def said_by_each(holding: Sequence[LayerSheet], field: str) -> tuple[str, ...]:
    """Return what every plan says in a field: once what all that speak of it say, else labelled with the plan."""
    said = [(each, lines) for each in holding if (lines := _lines(getattr(each, field)))]
    known = [{_same(line) for line in lines} for _, lines in said]
    shown: dict[str, str] = {}
    for each, lines in said:
        for line in lines:
            is_common = all(_same(line) in others for others in known)
            label = "" if is_common else f"{PLANS[each.layer.scope].capitalize()}: "
            shown.setdefault(label + _same(line), label + line)
    return tuple(shown.values())


def in_a_line(said: Sequence[str]) -> str:
    """Return one saying as it stands, and several as sentences."""
    return said[0] if len(said) == 1 else join_sentences(*said)


def _lines(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) and value else tuple(value)


def _same(line: str) -> str:
    return " ".join(line.casefold().split()).rstrip(".")
