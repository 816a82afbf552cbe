"""From what a draft and the person's records hold to a plan, its facts, and what they show.

The same for a look at the sign page and for the signature itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.codec import from_json
from accord.domain.competence import SignerCompetence
from accord.domain.expressions import Cell
from accord.domain.people import Characteristics, Identity
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import PART_TYPES, Plan, SignedDocument
from accord.domain.plan.keeping import Signature
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import ConsentToShare, Scope, Setting
from accord.domain.rationales import normalised_hash
from accord.plans.actions.surroundings import site_of
from accord.plans.queries.keys import rationale_key
from accord.plans.queries.records import RecordedConversation, Records, Report
from accord.privileges.prepared import prepared_cursor
from accord.projections.emergency import OBJECTIONS, may_see
from accord.projections.facts import EarlierVersion, FactContext, OtherPlan, plan_facts
from accord.soundness.assessments import Assessment, assess

SAME_RATIONALE = """
    /* plans: how many other people's current plans carry the same words, as far as it is worth counting */
    SELECT least(count(DISTINCT person_id), 100) FROM (
        SELECT person_id FROM plans_current
        WHERE rationale_hash = %s AND rationale_hash <> '' AND person_id <> %s
        LIMIT 200) others
"""
"""A hundred is enough to say; counting further would cost a signature time. Nobody has more than two current plans, one
of each scope, so that two hundred rows are a hundred people. The numbers stand in the text for the planner to see."""
LIMITING = frozenset({CprRecommendation.NOT_FOR_CPR, CprRecommendation.MODIFIED_CPR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A plan as it would be signed, its facts, and what they show."""

    plan: Plan
    facts: Mapping[str, Cell]
    assessment: Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a plan is made from."""

    scope: Scope
    person: Identity
    characteristics: Characteristics
    parts: Mapping[str, Any]
    records: Records
    earlier: tuple[EarlierVersion, ...]
    decision_id: UUID
    signer: SignerCompetence

    @property
    def has_lapsed(self) -> bool:
        """Whether something of the signer's has run out that a decision like this one asks for (rule SIG-05)."""
        cpr = (self.parts.get(PartName.CPR.value) or {}).get("recommendation")
        return self.signer.has_lapsed and cpr in LIMITING


def assemble(material: Material, signature: Signature | None, by: Actor, now: datetime) -> Assembled:
    """Return the plan, its facts and its assessment, as they would be if it were signed now."""
    plan = plan_of(material, by)
    context = _context(material, plan, by, now)
    facts = plan_facts(plan=plan, person=material.person, signature=signature, context=context, now=now)
    return Assembled(plan=plan, facts=facts, assessment=assess(facts))


def plan_of(material: Material, by: Actor) -> Plan:
    """Return the plan that the draft's parts and the person's own records make, as far as the signer may read them."""
    values: dict[str, Any] = {
        part.value: from_json(kind, material.parts[part.value], part.value)
        for part, kind in PART_TYPES.items()
        if material.parts.get(part.value) is not None
    }
    setting = values.pop(PartName.SETTING.value, None) or Setting()
    return Plan(
        **values,
        setting=replace(setting, scope=material.scope),
        conversations=tuple(each.conversation for each in conversations_seen(material, by)),
        legal=material.records.legal,
    )


def _context(material: Material, plan: Plan, by: Actor, now: datetime) -> FactContext:
    key, person_id = rationale_key(), material.person.person_id
    text = plan.cpr.rationale if plan.cpr else ""
    hashed = normalised_hash(text, key) if text.strip() else ""
    return FactContext(
        decision_id=material.decision_id,
        site=site_of(material.person, by, now),
        characteristics=material.characteristics,
        statements=material.records.statements,
        other_plans=_other_plans(material),
        earlier=material.earlier,
        same_rationale_people=_same_rationale(hashed, person_id) if hashed else None,
        hash_key=key,
        training_current=material.signer.training,
        role_current=material.signer.role,
        registration_current=material.signer.registration,
    )


def conversations_seen(material: Material, by: Actor) -> tuple[RecordedConversation, ...]:
    """Return the conversations that go into the plan: all of them, but where another plan is kept from the signer.

    Then what another organisation recorded belongs to what is not shared, and only the signer's own is taken.
    """
    held = material.records.conversations
    if all(_may_read(document, material, by) for document in _beside(material)):
        return held
    return tuple(each for each in held if each.organisation_code == by.organisation_code)


def rivals_seen(material: Material, by: Actor) -> tuple[OtherPlan, ...]:
    """Return what else stands for the person and says something of CPR, as far as whoever signs may read it."""
    seen = [
        OtherPlan(cpr=_cpr_of_plan(each.plan), scope=each.plan.setting.scope if each.plan.setting else Scope.ENDURING)
        for each in _beside(material)
        if _may_read(each, material, by)
    ]
    return (*seen, *(OtherPlan(cpr=_cpr_of_plan(each.plan)) for each in _reports_seen(material, by)))


def _beside(material: Material) -> list[SignedDocument]:
    return [layer.document for layer in material.records.layers if layer.scope is not material.scope]


def _may_read(document: SignedDocument, material: Material, by: Actor) -> bool:
    sharing = document.plan.sharing
    return may_see(
        sharing.consent if sharing else ConsentToShare.NOT_RECORDED,
        material.person,
        by.organisation_code,
        organisation_code=document.signature.author.organisation_code,
    )


def _reports_seen(material: Material, by: Actor) -> Iterator[Report]:
    for each in material.records.reports:
        has_objected = each.plan.sharing is not None and each.plan.sharing.consent in OBJECTIONS
        if not has_objected or each.content.get("organisation_code") == by.organisation_code:
            yield each


def _cpr_of_plan(plan: Plan) -> CprRecommendation:
    return plan.cpr.recommended if plan.cpr else CprRecommendation.NONE


def _other_plans(material: Material) -> tuple[OtherPlan, ...]:
    # The version that this one replaces is no rival of it.
    layers = [each for each in material.records.layers if each.scope is not material.scope]
    reported = [report.plan.cpr.recommended for report in material.records.reports if report.plan.cpr]
    return (
        *(OtherPlan(cpr=_cpr_of(layer.held), scope=layer.scope) for layer in layers),
        *(OtherPlan(cpr=cpr) for cpr in reported),
    )


def _cpr_of(document: Mapping[str, Any]) -> CprRecommendation:
    return CprRecommendation((document["plan"].get("cpr") or {}).get("recommendation") or "none")


def _same_rationale(hashed: str, person_id: UUID) -> int:
    with prepared_cursor() as cursor:
        cursor.execute(SAME_RATIONALE, [hashed, person_id])
        (count,) = cursor.fetchone()
    return int(count)
