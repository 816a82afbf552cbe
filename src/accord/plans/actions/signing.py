"""Signing: the one act that makes a plan current. Everything that an emergency needs is computed here, once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Answer
from accord.domain.codec import to_json
from accord.domain.competence import SignerCompetence
from accord.domain.errors import Conflict, FieldError, Refused
from accord.domain.events import EventKind, PayloadValue
from accord.domain.moments import Moment
from accord.domain.people import Identity
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.documents import PART_TYPES, SCHEMA, Plan, SignedDocument, canonical, sha256
from accord.domain.plan.keeping import Signature
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.domain.standing import Suspension
from accord.domain.statements import Statement
from accord.events.actions import record
from accord.organisations.queries import competence
from accord.plans.actions import sharing_wishes, standings, suspensions, writing
from accord.plans.actions.assembly import Assembled, Material, assemble, rivals_seen
from accord.plans.actions.carrying import Carrying, carrying
from accord.plans.actions.checks import refuse_strange_text
from accord.plans.actions.deadlines import end_of_moment, end_of_next_working_day
from accord.plans.actions.dues import due_tasks
from accord.plans.actions.locks import hold_person_of
from accord.plans.actions.signatures import SignatureDetails, plan_errors, signature_of, signer_errors
from accord.plans.actions.surroundings import organisation_name
from accord.plans.models import DraftState
from accord.plans.queries import records
from accord.plans.queries.drafts import seen_of
from accord.plans.queries.subjects import subject_and_characteristics
from accord.projections.facts import EarlierVersion, OtherPlan
from accord.projections.fhir.documents import fhir_text
from accord.projections.restricted_parts import Kept
from accord.projections.sections import sections
from accord.soundness.assessments import Assessment, to_complete


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All that the sign page shows: the plan, what it shows, what stops, what cannot be signed, and what was seen."""

    draft_id: UUID
    scope: Scope
    person: Identity
    plan: Plan
    assessment: Assessment
    errors: tuple[FieldError, ...]
    seen: str
    is_stale: bool
    unanswered: tuple[PartName, ...]
    statements: tuple[Statement, ...]
    """What the person now says, and nobody has answered."""
    others: tuple[OtherPlan, ...]
    """What else stands for the person, here or reported from elsewhere, as far as this signer may read it."""
    kept_back: int
    """Conversations that belong to a plan which is not shared with this signer: they are not taken into theirs."""
    suspensions: tuple[Suspension, ...]
    """What suspends the plan that this replaces, and will suspend this one for as long."""
    endorsement_due: datetime
    """By when, if the signer is not the senior responsible clinician or something of theirs has lapsed."""
    signer: SignerCompetence
    """Whether their training, role and registration are current, or run out soon."""
    has_lapsed: bool
    """Whether something has run out that this plan asks for: then an endorsement is due, whoever signs."""
    carrying: Carrying
    """Restricted parts that are kept from this signer: they stay as they were signed, and are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What was signed. `is_first` is false where the same request had already signed it."""

    version_id: UUID
    person_id: UUID
    scope: Scope
    number: int
    signed_at: datetime
    is_first: bool = True


def prepare(
    *, draft_id: UUID, by: Actor, details: SignatureDetails | None = None, now: datetime | None = None
) -> Prepared:
    """Return what signing this draft now would mean. Nothing is held and nothing is written."""
    by.must(Permission.EDIT_DRAFT)
    now = now or timezone.now()
    draft = _open(writing.to_sign(draft_id, writing.person_of(draft_id)))
    material = _material(draft, uuid4(), by, now)
    signers = signer_errors(by)
    given = details or SignatureDetails(senior_responsible=Answer.UNKNOWN)
    signature = None if signers else signature_of(by, "", given, now, has_lapsed=material.has_lapsed)
    assembled = assemble(material, signature, by, now)
    unread = _unread(draft, draft_id, material, by)
    return Prepared(
        draft_id=draft_id,
        scope=material.scope,
        person=material.person,
        plan=assembled.plan,
        assessment=assembled.assessment,
        errors=(*signers, *plan_errors(assembled.plan, material.person, now), *unread.errors),
        seen=_seen(draft),
        is_stale=draft.current != draft.base_version,
        unanswered=_unanswered(draft),
        statements=material.records.statements,
        others=rivals_seen(material, by),
        kept_back=len(material.records.conversations) - len(assembled.plan.conversations),
        suspensions=tuple(each for each in _suspensions(material) if each.until is None or each.until > now),
        endorsement_due=end_of_next_working_day(now),
        signer=material.signer,
        has_lapsed=material.has_lapsed,
        carrying=unread,
    )


@transaction.atomic
def sign(
    *,
    draft_id: UUID,
    by: Actor,
    details: SignatureDetails,
    seen: str,
    request_token: UUID,
    now: datetime | None = None,
) -> Signed:
    """Sign a draft as it was seen: from this moment it is what is current, and what it replaces is not.

    The same `request_token` again gives what it signed the first time. Raises `Conflict` when anything has changed
    since it was seen, or a newer version has been signed; `Refused` naming each field that cannot be signed, and
    `justification` where something expected by law is not met and nothing is said about it.
    """
    by.must(Permission.SIGN_PLAN)
    _refuse(signer_errors(by))
    refuse_strange_text(details, "signature")
    now = now or timezone.now()
    draft = _found(writing.to_sign(draft_id, hold_person_of(draft_id), request_token))
    if draft.first is not None:
        return _again(draft, draft.first)
    _refuse_changed(_open(draft), seen)
    material = _material(draft, uuid4(), by, now)
    place = organisation_name(by.organisation_id)
    unread = _unread(draft, draft_id, material, by)
    signature = signature_of(by, place, details, now, has_lapsed=material.has_lapsed, carried=unread.parts)
    assembled = assemble(material, signature, by, now)
    _refuse((*plan_errors(assembled.plan, material.person, now), *unread.errors))
    document = _document(material, assembled, _justified(signature, assembled.assessment))
    _write(draft, material, assembled, document, _Asked(draft_id, by, details, request_token))
    _tell(draft, material, document, by)
    suspensions.carry(version_id=material.decision_id, suspensions=_suspensions(material), by=by, now=now)
    return Signed(
        version_id=material.decision_id,
        person_id=draft.person_id,
        scope=material.scope,
        number=draft.next_number,
        signed_at=now,
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    draft_id: UUID
    by: Actor
    details: SignatureDetails
    request_token: UUID


def _unread(draft: writing.ToSign, draft_id: UUID, material: Material, by: Actor) -> Carrying:
    """Return what the signer takes over unread; a draft of a person who restricts nothing is not read again for it."""
    held = material.records
    wishes = (*(each.wishes for each in held.sharing), *(each.plan.sharing for each in held.reports))
    asked = (draft.contents.get(PartName.SHARING.value) or {}).get("restricted_parts")
    if not asked and not any(each and each.restricted_parts for each in wishes):
        return Carrying(kept=Kept(hides_places=material.person.restricted))
    return carrying(draft_id, material.scope, held, material.person, by)


def _found(draft: writing.ToSign | None) -> writing.ToSign:
    if draft is None:
        raise Refused.one("draft", "There is no such draft.")
    return draft


def _open(draft: writing.ToSign | None) -> writing.ToSign:
    draft = _found(draft)
    if draft.state != DraftState.OPEN:
        raise Conflict(f"This draft is already closed: {DraftState(draft.state).words.lower()}.")
    return draft


def _again(draft: writing.ToSign, first: writing.First) -> Signed:
    return Signed(
        version_id=first.version_id,
        person_id=draft.person_id,
        scope=Scope(draft.scope),
        number=first.number,
        signed_at=first.signed_at,
        is_first=False,
    )


def _refuse_changed(draft: writing.ToSign, seen: str) -> None:
    if draft.current != draft.base_version:
        raise Conflict("A newer plan has been signed since this draft was begun. Bring the draft up to date first.")
    unanswered = _unanswered(draft)
    if unanswered:
        names = ", ".join(f"“{part.words}”" for part in unanswered)
        raise Conflict(f"These parts were changed on both sides, and each must be saved again: {names}.")
    if _seen(draft) != seen:
        raise Conflict("Somebody has changed this draft since you looked at it. Look at it again before you sign.")


def _refuse(errors: tuple[FieldError, ...]) -> None:
    if errors:
        raise Refused(errors)


def _seen(draft: writing.ToSign) -> str:
    return seen_of((part.part, part.revision) for part in draft.parts)


def _unanswered(draft: writing.ToSign) -> tuple[PartName, ...]:
    waiting = {each.part for each in draft.parts if each.unanswered}
    return tuple(part for part in PART_TYPES if part.value in waiting)


def _material(draft: writing.ToSign, decision_id: UUID, by: Actor, now: datetime) -> Material:
    held = records.of(draft.person_id)
    person, characteristics = subject_and_characteristics(draft.person_id)
    # What this draft confirms is not "reported, not confirmed" beside it any more.
    reports = tuple(each for each in held.reports if each.report_id not in draft.reports)
    return Material(
        scope=Scope(draft.scope),
        person=person,
        characteristics=characteristics,
        parts=draft.contents,
        records=replace(held, reports=reports),
        earlier=tuple(
            EarlierVersion(cpr=CprRecommendation(each.cpr), signed_at=each.signed_at) for each in draft.earlier
        ),
        decision_id=decision_id,
        signer=competence.of_signer(by, now),
    )


def _suspensions(material: Material) -> tuple[Suspension, ...]:
    replaced = material.records.layer(material.scope)
    return records.suspensions_of(replaced.facts) if replaced else ()


def _justified(signature: Signature, assessment: Assessment) -> Signature:
    """Return the signature with what its justification is for. Only what law expects and is not met needs one."""
    stops = tuple(result.rule.id for result in assessment.stops)
    given = signature.justification
    if not stops:
        return replace(signature, justification=None)
    if given is None or not given.words.strip():
        wrong = f"{len(stops)} {'thing' if len(stops) == 1 else 'things'} expected by law not met in this record."
        raise Refused.one("justification", wrong, "Put it right, or choose a reason and say why in your own words.")
    return replace(signature, justification=replace(given, rules=stops))


def _document(material: Material, assembled: Assembled, signature: Signature) -> SignedDocument:
    return SignedDocument(
        person_id=material.person.person_id,
        person=material.person,
        plan=assembled.plan,
        signature=signature,
        outcomes=assembled.assessment.codes(),
    )


def _write(
    draft: writing.ToSign, material: Material, assembled: Assembled, document: SignedDocument, asked: _Asked
) -> None:
    layers = [standings.layer_of(each) for each in material.records.layers if each.scope is not material.scope]
    layers.append(standings.current_layer(material.decision_id, draft.next_number, document))
    sharing = sharing_wishes.latest(material.records, document)
    values = {
        **_columns(draft, material.decision_id, document, assembled),
        **_signer(asked.by),
        "id": material.decision_id,
        "request_token": asked.request_token,
        "draft": asked.draft_id,
        "sheet": json.dumps(standings.sheet_of(material.records, layers, document.signature.signed_at, sharing)),
        "is_shared": standings.is_shared(material.person, layers, material.records.reports),
    }
    tasks = due_tasks(material.decision_id, asked.by.organisation_id, document, asked.details.endorser_id)
    writing.sign(values, tasks, draft.reports)


def _columns(draft: writing.ToSign, version_id: UUID, document: SignedDocument, assembled: Assembled) -> dict[str, Any]:
    text, plan, now = canonical(document), document.plan, document.signature.signed_at
    words = sections(plan, contacts=document.person.contacts, on=Moment.of(now).day)
    return {
        "person_id": draft.person_id,
        "scope": draft.scope,
        "number": draft.next_number,
        "schema": SCHEMA,
        "document": text,
        "sha256": sha256(text),
        "facts": json.dumps(assembled.facts),
        "sections": json.dumps(to_json(words)),
        "fhir": fhir_text(document, version_id, words),
        "cpr": assembled.facts["cpr"],
        "basis": assembled.facts["basis"],
        "signed_at": now,
        "replaces": draft.current,
        "ends_at": end_of_moment(plan.setting.ends_at if plan.setting else None),
        "rationale_hash": assembled.facts.get("rationale_hash") or "",
        "gaps": to_complete(document.outcomes, document.recommended),
    }


def _signer(by: Actor) -> dict[str, Any]:
    return {
        "signed_by": by.staff_id,
        "signed_role": by.staff_role_id,
        "staff_role": by.role.value,
        "grade": by.grade.value,
        "signed_name": by.name,
        "organisation_id": by.organisation_id,
        "organisation_code": by.organisation_code,
    }


def _tell(draft: writing.ToSign, material: Material, document: SignedDocument, by: Actor) -> None:
    signature = document.signature
    payload: dict[str, PayloadValue] = {
        "version_id": str(material.decision_id),
        "scope": draft.scope,
        "number": draft.next_number,
        "cpr": (document.plan.cpr.recommended if document.plan.cpr else CprRecommendation.NONE).value,
        "replaces": str(draft.current) if draft.current else None,
        "endorsement_due": signature.endorsement_due is not None,
        "justified": signature.justification is not None,
        "verified": material.person.is_verified,
    }
    record(kind=EventKind.PLAN_SIGNED, person_id=draft.person_id, by=by, payload=payload)
    if draft.current is not None:
        replaced: dict[str, PayloadValue] = {
            "version_id": str(draft.current),
            "by_version": str(material.decision_id),
        }
        record(kind=EventKind.PLAN_SUPERSEDED, person_id=draft.person_id, by=by, payload=replaced)
