"""Legal documents to test with: each is whole and valid unless the test says otherwise."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from accord.domain.choices import Answer
from accord.domain.legal.adrt import AdvanceDecision, Circumstances, SignedBy
from accord.domain.legal.lpa import (
    Appointment,
    Attorney,
    AttorneyStatus,
    HowDecide,
    LastingPower,
    LifeSustaining,
    LpaKind,
    LpaStatus,
)
from accord.domain.legal.treatments import CPR_TREATMENT, RefusedTreatment
from accord.domain.legal.wishes import RecordedWish, SaidBy

MADE = date(2021, 5, 4)
ANTIBIOTICS = RefusedTreatment(words="antibiotics by drip", code="intravenous_antibiotics", life_sustaining=Answer.NO)

_VALID = AdvanceDecision(
    refusals=(CPR_TREATMENT,),
    made_on=MADE,
    maker_birth_date=date(1940, 2, 3),
    had_capacity=Answer.YES,
    circumstances=Circumstances.ALL,
    even_if_life_at_risk=Answer.YES,
    in_writing=Answer.YES,
    signed_by=SignedBy.SELF,
    signature_witnessed=Answer.YES,
    witness_name="Ada Bell",
    witness_signed=Answer.YES,
    withdrawn=Answer.NO,
    later_lpa=Answer.NO,
    inconsistent_act=Answer.NO,
)
_POWER = LastingPower(
    kind=LpaKind.PERSONAL_WELFARE,
    uid="M-1234-5678-9012",
    status=LpaStatus.REGISTERED,
    life_sustaining=LifeSustaining.OPTION_A,
    signed_at=datetime(2019, 3, 1, 10, tzinfo=UTC),
    registered_on=date(2019, 6, 1),
)


def advance_decision(**changes: Any) -> AdvanceDecision:
    """Return a valid advance decision refusing CPR, with changes."""
    return replace(_VALID, **changes)


def oral_refusal_of_antibiotics(**changes: Any) -> AdvanceDecision:
    """Return an advance decision that was only ever said, refusing what does not sustain life."""
    said = replace(
        _VALID,
        refusals=(ANTIBIOTICS,),
        even_if_life_at_risk=Answer.NO,
        in_writing=Answer.NO,
        signed_by=SignedBy.NOBODY,
        signature_witnessed=Answer.NO,
        witness_signed=Answer.NO,
        witness_name="",
    )
    return replace(said, **changes)


def attorney(name: str = "Grace Hill", **changes: Any) -> Attorney:
    """Return an attorney who may act."""
    whole = Attorney(uid=f"uid-of-{name}", name=name, status=AttorneyStatus.ACTIVE, appointment=Appointment.ORIGINAL)
    return replace(whole, **changes)


def lasting_power(*names: str, **changes: Any) -> LastingPower:
    """Return a registered welfare LPA of 2019 with authority over life-sustaining treatment."""
    people = tuple(attorney(name) for name in names or ("Grace Hill",))
    how = HowDecide.JOINTLY if len(people) > 1 else HowDecide.NOT_STATED
    return replace(_POWER, **{"attorneys": people, "how_attorneys_decide": how, **changes})


def later_power(**changes: Any) -> LastingPower:
    """Return such an LPA signed and registered after the advance decision was made."""
    later = {"signed_at": datetime(2022, 1, 5, tzinfo=UTC), "registered_on": date(2022, 4, 6)}
    return lasting_power(**{**later, **changes})


def refusal(name: str = "Grace Hill", said_by: SaidBy = SaidBy.ATTORNEY, **changes: Any) -> RecordedWish:
    """Return a refusal of CPR, by default by an attorney in the person's best interests."""
    whole = RecordedWish(
        said_by=said_by, treatment="cpr", name=name, said_on=date(2024, 7, 1), in_best_interests=Answer.YES
    )
    return replace(whole, **changes)
