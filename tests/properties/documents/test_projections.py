"""What holds of every plan, however odd: it becomes facts, words, differences and a sheet."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.plans import NOW, identity, layer
from tests.builders.strategies import any_of

from accord.domain.codec import from_json, to_json
from accord.domain.facts import check_row
from accord.domain.people import Identity
from accord.domain.plan.documents import Plan, canonical
from accord.domain.plan.keeping import Signature
from accord.domain.plan.parts import DRAFT_HELD, PartName
from accord.domain.statements import Statement
from accord.projections.contradictions import contradictions
from accord.projections.differences import differences
from accord.projections.emergency import sheet, view
from accord.projections.facts import FactContext, Site, plan_facts
from accord.projections.sections import Section, sections

SEVERAL = settings(max_examples=50)
CONTEXT = FactContext(site=Site(type="hospice"), kind="other", hash_key=b"key")


@SEVERAL
@given(any_of(Plan), any_of(Identity), any_of(Signature | None))
def test_facts_are_all_there_and_fit_their_declaration(
    plan: Plan, person: Identity, signature: Signature | None
) -> None:
    check_row(plan_facts(plan=plan, person=person, signature=signature, context=CONTEXT, now=NOW))


@SEVERAL
@given(any_of(Plan))
def test_sections_say_something_in_every_row(plan: Plan) -> None:
    for section in sections(plan, on=NOW.date()):
        assert all(row.label or row.text for row in section.rows)


@SEVERAL
@given(any_of(Plan))
def test_sections_come_back_from_storage(plan: Plan) -> None:
    made = sections(plan)
    assert tuple(from_json(Section, each) for each in to_json(made)) == made


@SEVERAL
@given(any_of(Plan))
def test_differences_of_a_plan_with_itself_are_none(plan: Plan) -> None:
    assert differences(plan, plan) == ()


@SEVERAL
@given(any_of(Plan), any_of(Plan))
def test_differences_are_found_exactly_where_documents_differ(before: Plan, after: Plan) -> None:
    assert bool(differences(before, after)) == (canonical(before) != canonical(after))


@SEVERAL
@given(any_of(Plan), any_of(Plan), st.sampled_from(DRAFT_HELD))
def test_differences_stay_within_the_part_that_changed(plan: Plan, other: Plan, part: PartName) -> None:
    changed = replace(plan, **{part.value: getattr(other, part.value)})
    assert {each.part for each in differences(plan, changed)} <= {part}


@SEVERAL
@given(any_of(Plan))
def test_contradictions_are_named(plan: Plan) -> None:
    for each in contradictions(plan, person=identity(), on=NOW.date()):
        assert each.code
        assert each.words.endswith((".", "”"))


@SEVERAL
@given(any_of(Plan), any_of(Identity), any_of(Statement))
def test_emergency_screen_is_never_refused(plan: Plan, person: Identity, statement: Statement) -> None:
    made = sheet(layers=(layer(plan),), statements=(statement,), legal=plan.legal, now=NOW)
    shown = view(made, person, NOW + timedelta(days=400))
    assert shown.cpr.words
