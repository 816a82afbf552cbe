"""Text as people type it."""

import pytest
from django import forms

from accord.web.fields.texts import refuse_hidden_characters, refuse_too_long
from accord.web.hygiene import VISIBLE_MARK, find_hidden, say_place, show_hidden, tidy


def test_tidy_gives_every_line_end_one_shape() -> None:
    assert tidy("\ufeff one\r\ntwo\rthree\u2028four\n ") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x7f", "\u202e", "\u2066", VISIBLE_MARK])
def test_find_hidden_names_what_may_not_stand(hidden: str) -> None:
    assert [found.position for found in find_hidden(f"not {hidden}for CPR")] == [5]


@pytest.mark.parametrize("text", ["tab\tand\nline", "مرحبا\u200f", "👩🏽\u200d⚕️", "naïve “quotes”"])
def test_find_hidden_leaves_what_people_write(text: str) -> None:
    assert find_hidden(text) == []


def test_say_place_counts_lines_and_characters() -> None:
    text = "first\nab\u202ec"
    assert say_place(find_hidden(text)[0], text) == "right-to-left override (U+202E) at line 2, character 3"


def test_say_place_of_one_line_names_the_character_only() -> None:
    assert say_place(find_hidden("a\x00")[0], "a\x00") == "a NUL (U+0000) at character 2"


def test_show_hidden_puts_a_mark_where_nothing_is_seen() -> None:
    assert show_hidden("a\x00b\r\nc\u202e") == f"a{VISIBLE_MARK}b\r\nc{VISIBLE_MARK}"


def test_refuse_hidden_characters_names_three_and_counts_the_rest() -> None:
    with pytest.raises(forms.ValidationError, match="and 2 more"):
        refuse_hidden_characters("\x00" * 5)


def test_refuse_too_long_says_how_many_over() -> None:
    with pytest.raises(forms.ValidationError, match=r"2 characters too long\. Use 1,000 characters or fewer"):
        refuse_too_long("x" * 1002, 1000)
