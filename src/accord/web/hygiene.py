"""Text as people type it: tidied, and with what may not stand in it shown as a mark that can be seen and deleted.

Which characters those are is `accord.domain.text_hygiene`'s to say; here is how they are pointed at on a page.
"""

from __future__ import annotations

import re

from accord.domain.text_hygiene import Forbidden, forbidden

VISIBLE_MARK = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS = re.compile("\r\n|\r|\u0085|\u2028|\u2029")


def tidy(text: str) -> str:
    """Give every line end one shape, and drop a byte order mark and the space around the text."""
    return _LINE_ENDS.sub("\n", text).replace("\ufeff", "").strip(" \n\t")


def find_hidden(text: str) -> list[Forbidden]:
    """Find each character of tidied text that may not stand in it, marks that we showed in place of one included."""
    marks = (Forbidden(VISIBLE_MARK, at.start() + 1) for at in re.finditer(VISIBLE_MARK, text))
    return sorted([*forbidden(text), *marks], key=lambda found: found.position)


def say_place(found: Forbidden, text: str) -> str:
    """Say what was found and where: the character in one line of text, the line too where there are several."""
    before = text[: found.position - 1]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    words = "a hidden character that was marked before" if found.character == VISIBLE_MARK else found.words
    return f"{words} at {f'line {line}, ' if line > 1 or chr(10) in text else ''}character {column}"


def show_hidden(text: str) -> str:
    """Return the text with each character that may not stand in it as a visible mark."""
    hidden = {found.character for found in forbidden(_LINE_ENDS.sub("\n", text))}
    return "".join(VISIBLE_MARK if char in hidden else char for char in text)
