"""A held form shows what was typed, and carries along what nobody typed."""

from uuid import UUID

from accord.access.held_forms import Held
from accord.access.pages.presenters import HeldFormPresenter


def presented(*fields: tuple[str, str]) -> HeldFormPresenter:
    return HeldFormPresenter(Held(id=UUID(int=1), path="/people/new", fields=fields))


def test_typed_fields_are_shown_with_words_for_labels() -> None:
    (field,) = presented(("what_matters", "My garden")).shown
    assert (field.label, field.value, field.is_long) == ("What matters", "My garden", False)


def test_long_text_gets_more_than_one_line() -> None:
    shown = presented(("a", "x" * 81), ("b", "two\nlines")).shown
    assert [field.is_long for field in shown] == [True, True]


def test_token_and_empty_fields_travel_unseen() -> None:
    page = presented(("submission", "token"), ("given", " "))
    assert page.shown == []
    assert page.unseen == [("submission", "token"), ("given", " ")]
