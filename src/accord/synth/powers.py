"""Legal documents: advance decisions, valid and not; lasting powers, for life-sustaining treatment or not; deputies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision, Circumstances, SignedBy
from accord.domain.legal.deputies import Deputy
from accord.domain.legal.lpa import (
    Appointment,
    Attorney,
    AttorneyStatus,
    HowDecide,
    LastingPower,
    LifeSustaining,
    LpaKind,
    LpaStatus,
    WhenUsable,
)
from accord.domain.legal.treatments import CPR_TREATMENT, RefusedTreatment
from accord.domain.people import Contact, ContactRole
from accord.domain.plan.documents import Legal
from accord.synth import codes, names
from accord.synth.dice import Dice, Weights
from accord.synth.outlines import Outline, Power
from accord.synth.people import Person

_STATUS: Weights[LpaStatus] = Weights.of(
    {LpaStatus.REGISTERED: 92, LpaStatus.STATUTORY_WAITING_PERIOD: 4, LpaStatus.CANCELLED: 2, LpaStatus.UNKNOWN: 2}
)
_RESTRICTIONS = (
    "",
    "",
    "",
    "My attorneys must talk with my sister first.",
    "I wish to be cared for at home as long as it can be done.",
)
_SPECIFIED = "If I can no longer know my family and am not expected to again."
_ALSO_REFUSED = (
    RefusedTreatment(words="Being put on a breathing machine", code="invasive_ventilation", life_sustaining=Answer.YES),
    RefusedTreatment(words="Feeding by tube", code="artificial_nutrition", life_sustaining=Answer.YES),
    RefusedTreatment(words="Blood transfusion", code="blood_products", life_sustaining=Answer.YES),
)


def legal(outline: Outline, before: date) -> Legal:
    """Return a person's legal documents, all made and registered before a day."""
    power = outline.power
    if power is None:
        return Legal()
    dice, person = outline.dice, outline.person
    made = before - timedelta(days=dice.number(220, 1800))
    if power is Power.DEPUTY:
        return Legal(deputies=(_deputy(person, made, dice),))
    if power in (Power.LPA_LIFE, Power.LPA_CARE):
        return Legal(lasting_powers=(_lasting_power(outline, made, in_force=_must_bind(outline)),))
    decision = _advance_decision(outline, made)
    if power is Power.ADRT:
        return Legal(advance_decisions=(decision,))
    if power is Power.POOR_ADRT:
        return Legal(advance_decisions=(_spoilt(decision, dice),))
    later = _lasting_power(outline, made + timedelta(days=30), in_force=True)
    return Legal(
        advance_decisions=(replace(decision, later_lpa=Answer.YES, later_lpa_on=made + timedelta(days=30)),),
        lasting_powers=(later,),
    )


def attorney(documents: Legal) -> Attorney | None:
    """Return an attorney who acts under a registered lasting power, if there is one."""
    acting = (each.active_attorneys for each in documents.lasting_powers if each.is_registered)
    return next((attorneys[0] for attorneys in acting if attorneys), None)


def _must_bind(outline: Outline) -> bool:
    return outline.basis.value == "attorney_refusal"


def _advance_decision(outline: Outline, made: date) -> AdvanceDecision:
    dice, person = outline.dice, outline.person
    refused = (CPR_TREATMENT, *dice.some(_ALSO_REFUSED, dice.number(0, 2)))
    witness, always = _somebody(dice), dice.chance(0.7)
    return AdvanceDecision(
        refusals=refused,
        made_on=made,
        maker_birth_date=person.record.birth_date,
        had_capacity=Answer.YES,
        capacity_evidence="Seen by the practice on the same day." if dice.chance(0.5) else "",
        circumstances=Circumstances.ALL if always else Circumstances.SPECIFIED,
        circumstances_words="" if always else _SPECIFIED,
        even_if_life_at_risk=Answer.YES,
        in_writing=Answer.YES,
        signed_by=SignedBy.SELF,
        signed_in_presence=Answer.YES,
        signature_witnessed=Answer.YES,
        witness_name=witness,
        witness_signed=Answer.YES,
        witnessed_on=made,
        withdrawn=Answer.NO,
        later_lpa=Answer.NO,
        inconsistent_act=Answer.NO,
        copy_held=Answer.YES if dice.chance(0.8) else Answer.NO,
        document_location=outline.say("kept"),
        professional_involved=outline.signer.name if dice.chance(0.4) else "",
    )


def _spoilt(decision: AdvanceDecision, dice: Dice) -> AdvanceDecision:
    """Return an advance decision that does not hold, or of which that is not known: each in its own way."""
    unwitnessed = replace(
        decision, signature_witnessed=Answer.NO, witness_signed=Answer.NO, witness_name="", witnessed_on=None
    )
    ways = (
        unwitnessed,
        replace(decision, even_if_life_at_risk=Answer.NO),
        replace(decision, even_if_life_at_risk=Answer.UNKNOWN),
        replace(decision, in_writing=Answer.NO, signed_by=SignedBy.NOBODY),
        replace(
            decision,
            withdrawn=Answer.YES,
            withdrawn_with_capacity=Answer.YES,
            withdrawal_words="Told the carer that it no longer holds.",
        ),
    )
    return dice.pick(ways)


def _lasting_power(outline: Outline, made: date, *, in_force: bool) -> LastingPower:
    dice, person = outline.dice, outline.person
    attorneys = _attorneys(person, made, dice)
    status = LpaStatus.REGISTERED if in_force else dice.weigh(_STATUS)
    registered = made + timedelta(days=dice.number(60, 150))
    name, care_only = person.record.name, outline.power is Power.LPA_CARE
    return LastingPower(
        kind=LpaKind.PERSONAL_WELFARE,
        uid=f"M-{dice.number(0, 9999):04d}-{dice.number(0, 9999):04d}-{dice.number(0, 9999):04d}",
        status=status,
        life_sustaining=LifeSustaining.OPTION_B if care_only else LifeSustaining.OPTION_A,
        how_attorneys_decide=_deciding(len(attorneys), dice),
        when_usable=WhenUsable.CAPACITY_LOST,
        donor_name=name.full if name else "",
        donor_birth_date=person.record.birth_date,
        attorneys=attorneys,
        restrictions=dice.pick(_RESTRICTIONS),
        signed_at=_noon(made),
        registered_on=registered if status in (LpaStatus.REGISTERED, LpaStatus.CANCELLED) else None,
        channel=dice.pick(("paper", "online")),
        seen_by=outline.signer.name if in_force or dice.chance(0.6) else "",
    )


def _attorneys(person: Person, made: date, dice: Dice) -> tuple[Attorney, ...]:
    close = [each for each in person.record.contacts if ContactRole.PAID_CARER not in each.roles]
    named = [(each.name, each.phone) for each in close[: dice.number(1, 3)]] or [(_somebody(dice), codes.mobile(dice))]
    return tuple(
        Attorney(
            uid=str(dice.uuid()),
            name=name,
            status=AttorneyStatus.ACTIVE,
            appointment=Appointment.ORIGINAL,
            telephone=phone,
            signed_at=_noon(made),
        )
        for name, phone in named
    )


def _deciding(attorneys: int, dice: Dice) -> HowDecide:
    if attorneys == 1:
        return HowDecide.NOT_STATED
    return HowDecide.JOINTLY_AND_SEVERALLY if dice.chance(0.8) else HowDecide.JOINTLY


def _deputy(person: Person, made: date, dice: Dice) -> Deputy:
    close: Contact | None = next(iter(person.record.contacts), None)
    return Deputy(
        name=close.name if close else _somebody(dice),
        ordered_on=made,
        welfare=Answer.YES if dice.chance(0.7) else Answer.NO,
        scope="Where to live, and care",
        telephone=close.phone if close else "",
        order_location="Copy in the notes",
    )


def _somebody(dice: Dice) -> str:
    return names.staff_name("", dice)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
