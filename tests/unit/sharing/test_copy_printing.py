"""Sheets: the same bytes for the same content, letters that no font has, and text that looks like markup."""

from datetime import UTC, datetime
from typing import Any

import pytest

from accord.sharing.copies.printing import printed, square_code

AT = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
ROW = {"label": "Reason", "text": "She said: “no”.\nTwice.", "items": ["one", "two"]}


def content(**changed: Any) -> dict[str, Any]:
    usual: dict[str, Any] = {
        "title": "Advance care plan",
        "large": False,
        "two": True,
        "person": [{"label": "Name", "text": "Ada Synthetic", "size": 1.4}],
        "square": square_code("https://accord.example/copy/7K3M9QX2AB#ACC1"),
        "address": "https://accord.example/copy/7K3M9QX2AB#ACC1",
        "square_alt": "Square code of copy 7K3M9-QX2AB",
        "code": "7K3M9-QX2AB",
        "status": "Not for CPR",
        "said": ["It is about CPR only."],
        "printout": "Printout",
        "about": ["Printed by somebody."],
        "notes": [],
        "sections": [{"title": "Review", "rows": [ROW]}],
        "signature": [ROW],
        "unfilled": "",
        "footer": "Ada Synthetic",
    }
    return usual | changed


def test_same_content_gives_the_same_bytes_and_another_minute_others() -> None:
    first = printed(content(), at=AT)
    assert printed(content(), at=AT) == first
    assert printed(content(), at=AT.replace(minute=6)) != first


@pytest.mark.parametrize("large", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "中文心力衰竭",
        "\N{SLIGHTLY SMILING FACE}",
        "\x07",
        "Łódź “ok” – …",
        "#panic() *b* $x$ `c` \\ <a> @b [c]",
        "عربى",
    ],
)
def test_whatever_was_typed_is_printed(text: str, large: bool) -> None:
    made = printed(content(large=large, status=text, sections=[{"title": text, "rows": [ROW | {"text": text}]}]), at=AT)
    assert made.startswith(b"%PDF")


def test_plan_of_a_hundred_alphabets_is_printed() -> None:
    text = "".join(chr(code) for code in range(0x4E00, 0x9FFF, 200)) + "".join(map(chr, range(0x1F300, 0x1F6FF, 60)))
    assert printed(content(said=[text]), at=AT).startswith(b"%PDF")
