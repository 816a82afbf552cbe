"""The plans of a region: good records and poor ones, and what the published rates lead to expect."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from tests.builders.regions import decisions_not_for_cpr, documents, region, share, stories, versions

from accord.domain.choices import Answer
from accord.domain.codec import from_json
from accord.domain.lifecycle import Status, Step, advance
from accord.domain.moments import Moment
from accord.domain.plan.clinical import Basis, CprRecommendation
from accord.domain.plan.documents import SignedDocument, canonical
from accord.domain.plan.people_involved import Agreement, HasCapacity
from accord.domain.plan.wishes import Scope, Source, check_restricted
from accord.plans.actions.checks import dates_wrong, refuse_strange_text
from accord.plans.actions.signatures import plan_errors
from accord.projections.facts import FactContext, plan_facts
from accord.soundness.assessments import assess
from accord.synth.dice import Dice
from accord.synth.justifying import site_of
from accord.synth.outlines import World
from accord.synth.people import Person
from accord.synth.sizes import Living
from accord.synth.stories import SignedVersion
from accord.synth.tellings import begun_plan

pytestmark = pytest.mark.no_database


def test_every_document_goes_through_the_codec_and_back() -> None:
    for document in documents():
        assert from_json(SignedDocument, json.loads(canonical(document))) == document


def test_no_document_holds_a_date_ahead_of_its_signature() -> None:
    for document in documents():
        assert dates_wrong(document.plan, "", document.signature.signed_at, document.person.birth_date) == ()


def test_every_document_could_have_been_signed() -> None:
    for document in documents():
        assert plan_errors(document.plan, document.person, document.signature.signed_at) == ()
        refuse_strange_text(document, "document")


def test_draft_that_is_begun_today_keeps_nothing_from_the_person_until_a_day_gone_by() -> None:
    people = [story.person for story in stories() if len(story.person.record.contacts) > 1]
    world = World(workforce=region().workforce, now=region().as_at)
    begun = [begun_plan(person, world, Dice(11, number)) for number, person in enumerate(people)]
    until = [plan.sharing.withheld_until for plan in begun if plan.sharing and plan.sharing.withheld_until]
    assert until
    assert min(until) > world.now.date()


def test_few_plans_keep_a_part_to_some_readers_and_say_where_that_was_asked() -> None:
    whole = list(documents())
    kept = [each for each in whole if each.plan.sharing and each.plan.sharing.restricted_parts]
    assert 0 < len(kept) < len(whole) / 20
    for each in kept:
        assert each.plan.sharing is not None
        assert each.plan.sharing.restricted_at == each.signature.author.organisation_code
        check_restricted(each.plan.sharing)


def test_every_signer_is_registered() -> None:
    assert all(document.signature.author.registration for document in documents())


def test_every_step_is_one_that_the_lifecycle_allows() -> None:
    for version in versions():
        status = Status.ACTIVE
        for later in version.later:
            status = advance(status, later.step)


def test_steps_come_in_order_and_after_the_signature() -> None:
    for version in versions():
        times = [version.document.signature.signed_at, *(later.at for later in version.later)]
        assert times == sorted(times)


def test_versions_of_a_scope_follow_one_another() -> None:
    for story in stories():
        enduring = [each for each in story.versions if each.scope is Scope.ENDURING]
        assert [each.number for each in enduring] == list(range(1, len(enduring) + 1))
        assert all(each.later[-1].step is Step.SUPERSEDED for each in enduring[:-1])
        assert [each.replaces for each in enduring] == [None, *(each.version_id for each in enduring[:-1])][
            : len(enduring)
        ]


def test_one_enduring_plan_and_one_episode_are_current_at_most() -> None:
    for story in stories():
        assert max(Counter(each.scope for each in story.current).values(), default=0) <= 1


def test_episodes_stand_only_during_an_admission() -> None:
    current = [(s, v) for s in stories() for v in s.current if v.scope is Scope.EPISODE]
    assert current
    assert all(story.person.admission for story, _ in current)


def test_nothing_is_current_for_those_who_have_died() -> None:
    assert not any(story.current for story in stories() if story.person.record.death)
    assert any(story.has_plan for story in stories() if story.person.record.death)


def _talked_of_cpr(document: SignedDocument) -> bool:
    return any(talk.topics and not talk.offer_declined for talk in document.plan.conversations)


def test_conversations_stand_before_the_signature() -> None:
    for document in documents():
        signed = Moment.of(document.signature.signed_at)
        assert not any(talk.at.is_after(signed) for talk in document.plan.conversations)


def test_most_decisions_have_a_conversation_and_a_few_have_none() -> None:
    held = decisions_not_for_cpr()
    assert 0.91 < share(sum(map(_talked_of_cpr, held)), len(held)) < 0.985


def test_capacity_and_involvement_are_recorded_about_as_often_as_published() -> None:
    plans = [document.plan for document in decisions_not_for_cpr()]
    recorded = [p for p in plans if p.capacity and p.capacity.outcome is not HasCapacity.NOT_RECORDED]
    assert 0.83 < share(len(recorded), len(plans)) < 0.9
    assert 0.85 < share(sum(p.involvement is not None for p in plans), len(plans)) < 0.93
    assert 0.73 < share(sum(p.treatments is not None for p in plans), len(plans)) < 0.83


def test_plans_say_every_kind_of_thing_about_cpr() -> None:
    said = Counter(d.plan.cpr.recommendation if d.plan.cpr else CprRecommendation.NONE for d in documents())
    assert said[CprRecommendation.NOT_FOR_CPR] > said[CprRecommendation.FOR_CPR] > 30
    assert said[CprRecommendation.NONE] > 30
    assert said[CprRecommendation.MODIFIED_CPR] > 0


def test_every_basis_is_there() -> None:
    found = {document.plan.cpr.basis for document in decisions_not_for_cpr() if document.plan.cpr}
    assert found == set(Basis)


def test_nursing_homes_have_far_more_decisions_than_people_at_home() -> None:
    def prevalence(living: Living) -> float:
        held = [s for s in stories() if s.person.traits.living is living and not s.person.record.death]
        return share(sum(_is_not_for_cpr(s.current) for s in held), len(held))

    assert prevalence(Living.NURSING) > 0.7
    assert prevalence(Living.OWN_HOME) < 0.25


def _is_not_for_cpr(current: tuple[SignedVersion, ...]) -> bool:
    plans = [version.document.plan for version in current]
    return any(plan.cpr and plan.cpr.recommendation is CprRecommendation.NOT_FOR_CPR for plan in plans)


def test_a_few_reasons_name_only_a_learning_disability() -> None:
    only = [
        d
        for d in decisions_not_for_cpr()
        if d.plan.cpr and d.plan.cpr.rationale.startswith(("Learning", "Severe learn", "Down"))
    ]
    assert 0 < len(only) < 12


def test_reasons_are_each_persons_own() -> None:
    plans = [d.plan for v in stories() for d in (x.document for x in v.current)]
    reasons = Counter(p.cpr.rationale for p in plans if p.cpr and len(p.cpr.rationale) > 60)
    repeated = [text for text, times in reasons.items() if times > 4]
    assert len(repeated) <= 1


def test_one_home_has_many_plans_signed_in_one_afternoon_with_the_same_words() -> None:
    site = region().directory.areas[1].homes
    same = [
        d
        for d in decisions_not_for_cpr()
        if d.plan.cpr and d.plan.cpr.rationale.startswith("Elderly frail nursing home resident")
    ]
    assert len(same) >= 5
    assert len({d.signature.signed_at.date() for d in same}) == 1
    assert {d.person.stays[0].site_code for d in same} <= {home.code for homes in site.values() for home in homes}


def test_legal_documents_are_valid_and_not_and_of_every_kind() -> None:
    held = [story.legal for story in stories() if story.has_plan]
    decisions = [each for legal in held for each in legal.advance_decisions]
    assert any(each.even_if_life_at_risk is not Answer.YES for each in decisions)
    assert any(each.witness_signed is Answer.YES for each in decisions)
    assert {each.life_sustaining.value for legal in held for each in legal.lasting_powers} == {"option-a", "option-b"}
    assert any(legal.deputies for legal in held)


def test_some_disagree_and_most_of_them_are_offered_a_second_opinion() -> None:
    talks = [t for s in stories() for t in (h.conversation for h in s.talks) if t.agreement is Agreement.DISAGREED]
    assert talks
    assert 0.4 < share(sum(t.second_opinion_offered is Answer.YES for t in talks), len(talks)) < 0.95


def test_everything_that_a_newcomer_should_see_is_somewhere() -> None:
    told = stories()
    steps = {later.step for version in versions() for later in version.later}
    assert steps == set(Step) - {
        Step.SIGNED,
        Step.DEATH_WITHDRAWN,
        Step.DISCHARGE_WITHDRAWN,
        Step.SHARING_CHANGED,
    }
    assert any(s.statement and not s.statement.answer for s in told)
    assert any(s.draft for s in told)
    assert any(s.paper for s in told)
    assert any(s.talks and not s.has_plan for s in told)
    assert any(d.plan.setting and d.plan.setting.source is Source.EXISTING_PAPER for d in documents())


def test_whatever_would_have_stopped_a_signature_is_justified() -> None:
    for story in stories():
        for version in story.versions:
            given = version.document.signature.justification
            assert (given.rules if given else ()) == _stops(version.document, story.person)


def _stops(document: SignedDocument, person: Person) -> tuple[str, ...]:
    now, known = document.signature.signed_at, person.record.characteristics
    context = FactContext(site=site_of(person), characteristics=known)
    facts = plan_facts(
        plan=document.plan, person=document.person, signature=document.signature, context=context, now=now
    )
    return tuple(result.rule.id for result in assess(facts).stops)
