"""What a form of another system says of itself, in lines: its own items, under their own names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from accord.web.words import say_date, say_datetime, say_list, say_words

DAY = len("2026-11-21")


def lines_of(held: Mapping[str, Any]) -> list[str]:
    """Return each item of a part of the form in a line, and each of its lists' items in a line of its own."""
    alone = [f"{say_words(name)}: {say(value)}" for name, value in held.items() if name != "items" and value]
    return [*alone, *(_item(each) for each in held.get("items") or ())]


def say(value: object) -> str:
    """Say a value of a form: a moment as people say it, a list with commas, all else as it stands."""
    if isinstance(value, list):
        return say_list(say_words(each) for each in value)
    if isinstance(value, str):
        return _say_moment(value) or value
    return say_words(value)


def _item(held: Mapping[str, Any]) -> str:
    return ", ".join(f"{say_words(name).lower()}: {say(value)}" for name, value in held.items() if value)


def _say_moment(text: str) -> str:
    try:
        if len(text) == DAY:
            return say_date(date.fromisoformat(text))
        return say_datetime(datetime.fromisoformat(text)) if text[DAY:].startswith("T") else ""
    except ValueError:
        return ""
