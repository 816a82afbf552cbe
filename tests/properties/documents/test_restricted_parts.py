"""No reader from whom a part is kept gets any of its words from any view of the plan; everybody else gets all."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.plans import NOW, identity, layer, signature, signed
from tests.builders.strategies import any_of

from accord.domain.authority import Role
from accord.domain.plan.documents import Plan
from accord.domain.plan.keeping import Signatory
from accord.domain.plan.parts import PartName
from accord.domain.plan.restrictions import RESTRICTABLE, Reader, Restriction, kept_from
from accord.domain.plan.wishes import SharingWishes
from accord.domain.relationships import AccessBasis
from accord.projections.differences import differences
from accord.projections.emergency import sheet, view
from accord.projections.restricted_parts import Kept, as_read, differences_as_read, kept_of
from accord.projections.sections import sections

CODES = ("A1", "B2", "C3")
READERS = st.builds(
    Reader,
    organisation_code=st.sampled_from(CODES),
    role=st.sampled_from(Role),
    basis=st.none() | st.sampled_from(AccessBasis),
)

THE_PERSON = Reader(organisation_code="", role=Role.PERSON)
"""Reads all of it."""


def marked(value: Any, mark: str) -> Any:
    """Return a part with its mark in every text of it."""
    if type(value) is str:
        return f"{value} {mark}"
    if is_dataclass(value) and not isinstance(value, type) and type(value).__module__.startswith("accord.domain.plan"):
        return replace(value, **{each.name: marked(getattr(value, each.name), mark) for each in fields(value)})
    return tuple(marked(each, mark) for each in value) if isinstance(value, tuple) else value


def mark(part: PartName) -> str:
    """Return what nothing but one part holds."""
    return f"zqx-{part.value}-zqx"


def with_marks(plan: Plan) -> Plan:
    """Return a plan with the mark of each part that can be kept in it."""
    return replace(plan, **{part.value: marked(getattr(plan, part.value), mark(part)) for part in RESTRICTABLE})


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan that may keep some of its parts to some."""
    asked = draw(any_of(SharingWishes))
    codes = tuple(replace(each, code=draw(st.sampled_from(CODES))) for each in asked.restricted_organisations)
    at = draw(st.sampled_from(CODES))
    filled = {part.value: getattr(draw(any_of(Plan)), part.value) for part in RESTRICTABLE}
    return with_marks(Plan(**filled, sharing=replace(asked, restricted_organisations=codes, restricted_at=at)))


def kept(plan: Plan, reader: Reader, written_for: str) -> frozenset[PartName]:
    """Return what is kept of a plan."""
    asked = plan.sharing.restriction if plan.sharing else None
    return kept_from(reader, [asked] if asked else [], written_for=written_for)


def of_part(part: PartName, shown: Any) -> str:
    """Return all that is shown of one part."""
    return "".join(repr(each) for each in shown if each.part is part)


@settings(deadline=None, max_examples=60)
@given(plan=plans(), reader=READERS, written_for=st.sampled_from(CODES))
def test_words_of_a_plan(plan: Plan, reader: Reader, written_for: str) -> None:
    hidden = kept(plan, reader, written_for)
    whole = sections(plan)
    shown = as_read(whole, kept_of(hidden, signature(), hides_places=False))
    assert all(mark(part) not in repr(shown) for part in hidden)
    assert all(of_part(part, shown) == of_part(part, whole) for part in RESTRICTABLE if part not in hidden)


@settings(deadline=None, max_examples=60)
@given(before=plans(), after=plans(), reader=READERS, written_for=st.sampled_from(CODES))
def test_differences_of_two_plans(before: Plan, after: Plan, reader: Reader, written_for: str) -> None:
    hidden = kept(before, reader, written_for) | kept(after, reader, written_for)
    whole = differences(before, after)
    shown = differences_as_read(whole, Kept(ask=dict.fromkeys(hidden, "")))
    assert all(mark(part) not in repr(shown) for part in hidden)
    assert all(of_part(part, shown) == of_part(part, whole) for part in RESTRICTABLE if part not in hidden)


@settings(deadline=None, max_examples=60)
@given(plan=plans(), reader=READERS, written_for=st.sampled_from(CODES))
def test_emergency_screen(plan: Plan, reader: Reader, written_for: str) -> None:
    author: Signatory = replace(signature().author, organisation_code=written_for)
    document = signed(plan, signature=signature(author=author))
    held, person = sheet(layers=[layer(plan, document=document)], now=NOW), identity()
    hidden = PartName.WHAT_MATTERS in kept(plan, reader, written_for)
    shown = view(held, person, NOW, viewer_organisation=written_for, reader=reader)
    open_to_all = view(held, person, NOW, viewer_organisation=written_for, reader=THE_PERSON)
    assert (mark(PartName.WHAT_MATTERS) in repr(shown), bool(shown.kept)) == (
        not hidden and mark(PartName.WHAT_MATTERS) in repr(open_to_all),
        hidden,
    )


@given(asked=st.lists(any_of(Restriction), max_size=3), reader=READERS, written_for=st.sampled_from(CODES))
def test_more_restrictions_never_let_more_be_read(asked: list[Restriction], reader: Reader, written_for: str) -> None:
    found = kept_from(reader, asked, written_for=written_for)
    assert found >= kept_from(reader, asked[:-1], written_for=written_for)
    assert found <= frozenset(RESTRICTABLE)
