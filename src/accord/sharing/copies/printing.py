"""From what a copy says to its sheets: tagged PDF/UA-1 (ISO 14289-1), with the fonts that come with typst alone.

The same content gives the same bytes: nothing is read from the clock, and no font of the machine takes part.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
import typst

LAYOUT = Path(__file__).with_name("layout.typ")
NOT_DISPLAYED = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
DRAWN = ("square", "address")
"""What is drawn, or followed, and not read."""
BLOCK = 256
MOST_BLOCKS = 40
"""Blocks of characters without a letter to print that one copy may hold; beyond, none of the rest is tried."""
UNPRINTED = (
    "Some letters of this plan cannot be printed here, and stand as their number, such as [U+4E2D]."
    " Read them on the screen."
)


def printed(content: Mapping[str, Any], *, at: datetime) -> bytes:
    """Return the sheets. A letter that no font of ours has is printed as its number, and that is said."""
    blocks: set[int] = set()
    for _ in range(MOST_BLOCKS):
        try:
            return _compile(_spelt(content, blocks), at)
        except typst.TypstError as refused:
            found = NOT_DISPLAYED.search(str(refused))
            missing = {ord(each) // BLOCK for each in _plain(found.group(1))} if found else set()
            if not missing - blocks:
                raise
            blocks |= missing
    return _compile(_spelt(content, set(range(1, 0x1100))), at)


def square_code(text: str) -> str:
    """Return a QR code (ISO/IEC 18004) as SVG; a seventh of it may be lost and it is still read."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False, boost_error=False).save(drawn, kind="svg", xmldecl=False, border=2)
    return drawn.getvalue().decode()


def _compile(content: Mapping[str, Any], at: datetime) -> bytes:
    told = {"data": json.dumps(content, ensure_ascii=True)}
    made = typst.compile(
        str(LAYOUT),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs=told,
        pdf_standards=["ua-1"],
        timestamp=int(at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _plain(escaped: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), escaped)


def _spelt(content: Mapping[str, Any], blocks: set[int]) -> dict[str, Any]:
    """Return the content with each character of these blocks as its number; of the first block, controls alone."""
    if not blocks:
        return dict(content)
    spelt = {name: value if name in DRAWN else _in(value, blocks) for name, value in content.items()}
    return spelt | {"notes": [*spelt["notes"], UNPRINTED]}


def _in(value: Any, blocks: set[int]) -> Any:
    if isinstance(value, str):
        return "".join(f"[U+{ord(char):04X}]" if _is_missing(char, blocks) else char for char in value)
    if isinstance(value, Mapping):
        return {name: _in(held, blocks) for name, held in value.items()}
    return [_in(each, blocks) for each in value] if isinstance(value, (list, tuple)) else value


def _is_missing(char: str, blocks: set[int]) -> bool:
    if ord(char) < BLOCK:
        return not (char.isprintable() or char == "\n")
    return ord(char) // BLOCK in blocks and not _is_usual(char)


def _is_usual(char: str) -> bool:
    """Whether our own words hold it: dashes, quotes and the like of the block of general punctuation."""
    return char in "‐‑–—‘’“”•…€"
