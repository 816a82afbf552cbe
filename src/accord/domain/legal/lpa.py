"""A lasting power of attorney: what it is, whether it is in force, and what it gives authority over.

Shape and words: the Office of the Public Guardian's LPA Store (reference/data-items.md 1.5). An LPA is registered with
the Office of the Public Guardian, never with the Court of Protection; only a registered one gives power (MCA s 9(2)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from accord.domain.choices import Choice

DONOR = "donor"
"""How the field of a problem begins that is about who the donor is."""


class LpaKind(Choice):
    """What an LPA is about (`lpaType`). Only a personal-welfare LPA can ever decide about treatment."""

    PERSONAL_WELFARE = "personal-welfare", "Health and welfare"
    PROPERTY_AND_AFFAIRS = "property-and-affairs", "Property and financial affairs"


class LpaStatus(Choice):
    """Where an LPA is in its life (`status` of the LPA Store)."""

    IN_PROGRESS = "in-progress", "Being made"
    STATUTORY_WAITING_PERIOD = "statutory-waiting-period", "In the waiting period before registration"
    REGISTERED = "registered", "Registered with the Office of the Public Guardian"
    DO_NOT_REGISTER = "do-not-register", "Not to be registered"
    EXPIRED = "expired", "Expired"
    CANNOT_REGISTER = "cannot-register", "Cannot be registered"
    CANCELLED = "cancelled", "Cancelled"
    DE_REGISTERED = "de-registered", "Taken off the register"
    SUSPENDED = "suspended", "Suspended"
    WITHDRAWN = "withdrawn", "Withdrawn by the donor"
    UNKNOWN = "unknown", "Status not known"


class LifeSustaining(Choice):
    """Whether the attorneys may give or refuse consent to life-sustaining treatment (MCA s 11(8))."""

    OPTION_A = "option-a", "Attorneys may give or refuse consent to life-sustaining treatment"
    OPTION_B = "option-b", "Attorneys may not decide about life-sustaining treatment"
    UNKNOWN = "unknown", "Authority over life-sustaining treatment not known"


class HowDecide(Choice):
    """How several attorneys decide."""

    JOINTLY = "jointly", "Jointly: all must agree"
    JOINTLY_AND_SEVERALLY = "jointly-and-severally", "Jointly and severally: each may decide alone"
    MIXED = "jointly-for-some-severally-for-others", "Jointly for some decisions, severally for others"
    NOT_STATED = "not-stated", "Not stated"


class WhenUsable(Choice):
    """When an LPA says that it can be used. A welfare LPA is only ever used once capacity is lost (MCA s 11(7)(a))."""

    CAPACITY_LOST = "when-capacity-lost", "Only when capacity is lost"
    HAS_CAPACITY = "when-has-capacity", "As soon as it is registered"
    NOT_STATED = "not-stated", "Not stated"


class AttorneyStatus(Choice):
    """Whether an attorney may act now."""

    ACTIVE = "active", "May act"
    INACTIVE = "inactive", "Does not act yet"
    REMOVED = "removed", "Removed"
    UNKNOWN = "unknown", "Not known whether they may act"


class Appointment(Choice):
    """Whether an attorney was appointed at first or to step in."""

    ORIGINAL = "original", "Attorney"
    REPLACEMENT = "replacement", "Replacement attorney"
    UNKNOWN = "unknown", "Not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attorney:
    """A person who may be asked to decide under an LPA."""

    uid: str = ""
    name: str = ""
    birth_date: date | None = None
    status: AttorneyStatus = AttorneyStatus.UNKNOWN
    appointment: Appointment = Appointment.UNKNOWN
    telephone: str = ""
    signed_at: datetime | None = None

    @property
    def may_act(self) -> bool:
        """Whether the LPA shows this attorney as one who acts now."""
        return self.status is AttorneyStatus.ACTIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustCorporation:
    """A company named in an LPA. It may look after property; it cannot decide about care or treatment (MCA s 10(1))."""

    name: str
    company_number: str = ""
    status: AttorneyStatus = AttorneyStatus.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something in the document that does not fit its own rules: which field, and what that means here."""

    field: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnappliedUpdate:
    """An update from the LPA Store that this software could not apply: kept by its name and shown."""

    kind: str
    changes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastingPower:
    """One lasting power of attorney, as its document and the updates since tell it."""

    kind: LpaKind
    uid: str = ""
    status: LpaStatus = LpaStatus.UNKNOWN
    life_sustaining: LifeSustaining = LifeSustaining.UNKNOWN
    how_attorneys_decide: HowDecide = HowDecide.NOT_STATED
    how_replacements_decide: HowDecide = HowDecide.NOT_STATED
    when_usable: WhenUsable = WhenUsable.NOT_STATED
    donor_name: str = ""
    donor_birth_date: date | None = None
    attorneys: tuple[Attorney, ...] = ()
    trust_corporations: tuple[TrustCorporation, ...] = ()
    restrictions: str = ""
    signed_at: datetime | None = None
    registered_on: date | None = None
    certificate_provider: str = ""
    channel: str = ""
    seen_by: str = ""
    document_location: str = ""
    problems: tuple[Problem, ...] = ()
    unapplied: tuple[UnappliedUpdate, ...] = ()

    @property
    def is_registered(self) -> bool:
        """Whether it is on the register now, and so gives power at all."""
        return self.status is LpaStatus.REGISTERED

    @property
    def donor_problems(self) -> tuple[Problem, ...]:
        """What leaves it open whether the donor is this person: another date of birth, another name."""
        return tuple(each for each in self.problems if each.field.split(".")[0] == DONOR)

    @property
    def active_attorneys(self) -> tuple[Attorney, ...]:
        """The attorneys who act now: neither replacements still waiting, nor those removed."""
        return tuple(attorney for attorney in self.attorneys if attorney.may_act)

    @property
    def appointed(self) -> tuple[Attorney, ...]:
        """The attorneys appointed at first, whether or not they act now."""
        return tuple(each for each in self.attorneys if each.appointment is not Appointment.REPLACEMENT)

    @property
    def deciding(self) -> HowDecide:
        """How the attorneys decide. Where several are appointed and nothing is said, jointly (MCA s 10(5))."""
        several = max(len(self.appointed), len(self.active_attorneys)) > 1
        if self.how_attorneys_decide is HowDecide.NOT_STATED and several:
            return HowDecide.JOINTLY
        return self.how_attorneys_decide
