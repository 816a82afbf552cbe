"""A browser in a few words, so that somebody knows their own sessions again."""

from __future__ import annotations

NAMES = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
"""In this order: the later ones stand in what the earlier ones say of themselves too."""
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
UNKNOWN = "A browser that does not say which"


def describe(user_agent: str) -> str:
    """Return which browser this is and on what; nothing that it says is repeated."""
    name = next((words for mark, words in NAMES if mark in user_agent), "")
    system = next((words for mark, words in SYSTEMS if mark in user_agent), "")
    return " on ".join(part for part in (name, system) if part) or UNKNOWN
