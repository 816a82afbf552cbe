"""What somebody adds as they sign, and what keeps a draft from being signed at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Answer
from accord.domain.errors import FieldError, NotPermitted
from accord.domain.people import Identity
from accord.domain.plan.documents import Legal, Plan
from accord.domain.plan.keeping import CarriedPart, Confirmation, Justification, Signatory, Signature
from accord.domain.plan.parts import DRAFT_HELD, PartName
from accord.domain.plan.wishes import Scope
from accord.plans.actions.checks import dates_wrong
from accord.plans.actions.deadlines import end_of_moment, end_of_next_working_day

SIGNERS = "A registered clinician signs: a doctor (GMC), a nurse (NMC), or another registered professional (HCPC)."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDetails:
    """What the signer adds: whether they are the senior responsible clinician, or who is, and who should endorse."""

    senior_responsible: Answer
    senior_name: str = ""
    endorser_id: UUID | None = None
    justification: Justification | None = None
    speciality: str = ""
    telephone: str = ""
    confirmation: Confirmation | None = None
    """How the signer showed that it is they; the page knows it, no form says it."""


def signature_of(
    by: Actor,
    organisation_name: str,
    details: SignatureDetails,
    now: datetime,
    *,
    has_lapsed: bool = False,
    carried: tuple[CarriedPart, ...] = (),
) -> Signature:
    """Return the signature. Endorsement falls due where the signer is not the senior responsible clinician.

    It falls due whoever signs where something of theirs `has_lapsed` that this plan asks for (rule SIG-05). What they
    take over unread is `carried`.
    """
    needs_endorsement = has_lapsed or details.senior_responsible is not Answer.YES
    author = Signatory(
        staff_id=by.staff_id,
        name=by.name,
        grade=by.grade,
        organisation_code=by.organisation_code,
        organisation_name=organisation_name,
        registration=by.registration,
        speciality=details.speciality,
        telephone=details.telephone,
    )
    return Signature(
        author=author,
        signed_at=now,
        senior_responsible=details.senior_responsible,
        senior_name=details.senior_name,
        endorsement_due=end_of_next_working_day(now) if needs_endorsement else None,
        justification=details.justification,
        confirmation=details.confirmation,
        carried=carried,
    )


def signer_errors(by: Actor) -> tuple[FieldError, ...]:
    """Return why this actor cannot sign: their role, or that no registration of theirs is recorded (rule SIG-05)."""
    try:
        by.must(Permission.SIGN_PLAN)
    except NotPermitted as refused:
        return (FieldError(field="signer", wrong=f"{refused}.", accepted=SIGNERS),)
    if by.registration is None:
        wrong = "No professional registration is recorded for you."
        return (FieldError(field="signer", wrong=wrong, accepted=f"{SIGNERS} Ask for yours to be recorded."),)
    return ()


def plan_errors(plan: Plan, person: Identity, now: datetime) -> tuple[FieldError, ...]:
    """Return what in the plan cannot be signed. Showing too little, or contradicting itself, is no error."""
    return tuple(_plan_errors(plan, person, now))


def _plan_errors(plan: Plan, person: Identity, now: datetime) -> Iterator[FieldError]:
    filled = [part for part in DRAFT_HELD if part is not PartName.SETTING and getattr(plan, part.value) is not None]
    if not filled:
        yield FieldError(field="plan", wrong="Nothing has been filled in yet.", accepted="Fill at least one part.")
    if person.merged_into is not None:
        accepted = "Write the plan on the record that was kept."
        yield FieldError(
            field="person", wrong="This record was merged with another of the same person.", accepted=accepted
        )
    if person.has_died:
        accepted = "If the person is alive, withdraw the notice of death first."
        yield FieldError(field="person", wrong="This person is recorded as having died.", accepted=accepted)
    setting = plan.setting
    if setting is not None and setting.scope is Scope.EPISODE and person.admission is None:
        accepted = "Record the admission first, or write the enduring plan."
        yield FieldError(field="setting.scope", wrong="This person is not recorded as admitted.", accepted=accepted)
    ends_at = end_of_moment(setting.ends_at) if setting else None
    if ends_at is not None and ends_at <= now:
        yield FieldError(field="setting.ends_at", wrong="is already over.", accepted="Give a later date, or none.")
    # The person's own records were checked as they were recorded; what another system sent is never a reason to stop.
    yield from dates_wrong(replace(plan, conversations=(), legal=Legal()), "", now, person.birth_date)
