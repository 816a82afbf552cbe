"""Text that may be kept, and what is said of text that may not."""

from typing import Any

import pytest

from accord.domain.errors import Refused
from accord.domain.text_hygiene import clean, forbidden


def refusal(text: str, **options: Any) -> str:
    with pytest.raises(Refused) as refused:
        clean(text, "summary", **options)
    assert refused.value.errors[0].field == "summary"
    return str(refused.value)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "a NUL (U+0000)"),
        ("\x1b", "an escape character (U+001B)"),
        ("\x07", "a control character (U+0007)"),
        ("\x9f", "a control character (U+009F)"),
        ("\u202e", "right-to-left override (U+202E)"),
        ("\u2066", "left-to-right isolate (U+2066)"),
        ("\u2069", "pop directional isolate (U+2069)"),
        ("\ud800", "half of a character (a lone surrogate) (U+D800)"),
    ],
)
def test_forbidden_character_is_named_with_its_place(character: str, name: str) -> None:
    assert f"holds {name} at character 4." in refusal(f"abc{character}def")


def test_further_forbidden_characters_are_counted() -> None:
    assert "at character 1, and 2 more like it." in refusal("\x00a\u202e\x01")


@pytest.mark.parametrize("text", ["Ordinary.", "Tab\tand\nnew line", "Żółć, عربى, 日本語, 👩🏽‍⚕️", "\u200fرأي", ""])
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert clean(text, "summary") == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028", "\u2029", "\u0085"])
def test_every_kind_of_line_end_becomes_a_newline(end: str) -> None:
    assert clean(f"one{end}two", "summary") == "one\ntwo"


def test_new_line_is_refused_where_one_line_is_asked() -> None:
    assert "has a new line at character 4" in refusal("one\r\ntwo", one_line=True)


def test_long_text_is_refused_with_how_much_is_over() -> None:
    assert "is 80,000 characters too long. Up to 20,000" in refusal("a" * 100_000)
    assert "is 1 character too long. Up to 5" in refusal("abcdef", limit=5)


def test_text_at_the_limit_is_taken() -> None:
    assert clean("abcde", "summary", limit=5) == "abcde"


def test_forbidden_gives_every_place() -> None:
    assert [found.position for found in forbidden("\x00ab\u202a")] == [1, 4]
