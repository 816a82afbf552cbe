"""Whatever is typed: what is kept holds nothing forbidden, and what is refused has a reason that is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.errors import Refused
from accord.domain.text_hygiene import clean, forbidden

any_text = st.text(st.characters(codec=None) | st.sampled_from("\x00\r\n\t\u202e\u2069\u2028\ud800"))


@given(any_text)
def test_text_is_kept_clean_or_refused(text: str) -> None:
    try:
        kept = clean(text, "field")
    except Refused:
        assert forbidden(text)
    else:
        assert not forbidden(kept)
        assert "\r" not in kept


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cf"))))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    kept = clean(text, "field")
    assert clean(kept, "field") == kept
    assert kept.encode().decode() == kept


@given(st.integers(0, 50), st.integers(1, 50))
def test_limit_says_how_many_are_over(limit: int, over: int) -> None:
    with pytest.raises(Refused) as refused:
        clean("a" * (limit + over), "field", limit=limit)
    assert refused.value.errors[0].wrong.startswith(f"is {over} character")
