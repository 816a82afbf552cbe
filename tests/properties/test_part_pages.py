"""A part's page gives back exactly what it was given: nothing is lost or invented between record and screen."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.builders.pages import sent_back

from accord.domain.moments import Moment
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.parts import PartName
from accord.plans.pages.parts.asked import Asked
from accord.plans.pages.parts.questions import QUESTIONS

LETTERS = "abcdefghij KLMNOP é’-.,()&<>\"'\n"
LINES = st.text(alphabet=LETTERS.replace("\n", ""), max_size=40).map(lambda text: " ".join(text.split()))
DAYS = st.dates(date(1940, 1, 1), date(2026, 1, 1))


def values(kind: Any, name: str = "") -> st.SearchStrategy[Any]:
    """Return a strategy for a value of the domain as somebody could have entered it."""
    if get_origin(kind) in (Union, UnionType):
        return st.none() | values(next(each for each in get_args(kind) if each is not type(None)), name)
    if get_origin(kind) is tuple:
        return st.lists(values(get_args(kind)[0]), max_size=2).map(tuple)
    if get_origin(kind) is frozenset:
        return st.frozensets(values(get_args(kind)[0]))
    if kind is Moment:
        return DAYS.map(Moment)
    if kind is date:
        return DAYS
    if kind is int:
        return st.integers(1, 9)
    if kind is str:
        return LINES
    if is_dataclass(kind):
        return parts(kind)
    return st.sampled_from(list(kind))


def parts(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for a whole part, or an item of a group (whose first words are never empty)."""
    hints = get_type_hints(kind)
    required = {each.name for each in fields(kind) if each.default.__class__.__name__ == "_MISSING_TYPE"}
    return st.builds(
        kind,
        **{
            each.name: LINES.filter(bool)
            if hints[each.name] is str and each.name in required
            else values(hints[each.name])
            for each in fields(kind)
        },
    )


def send(page: Asked) -> Asked:
    """Return the page as it arrives when somebody sends it untouched."""
    html = str(page.form.all(*page.form.fields)) + "".join(str(made.all()) for _, made in page.repeats)
    return Asked.posted(QUESTIONS[page_part(page)], sent_back(html))


def page_part(page: Asked) -> PartName:
    """Return the part that a page asks for."""
    return next(part for part, question in QUESTIONS.items() if isinstance(page.form, question.form))


@pytest.mark.parametrize("part", list(QUESTIONS))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much], deadline=None)
@given(data=st.data())
def test_page_of_a_part_gives_back_what_it_shows(part: PartName, data: st.DataObject) -> None:
    entered = send(Asked.begin(QUESTIONS[part], data.draw(parts(PART_TYPES[part]))))
    assume(entered.is_valid())
    saved = entered.read()
    again = send(Asked.begin(QUESTIONS[part], saved))
    assert again.is_valid(), again.summary_lines()
    assert again.read(saved) == saved
