"""A person as the record knows them: who they are, where they are, what they need, and whom to call.

These are frozen copies for plans and projections to read; the people room keeps the originals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from accord.domain.choices import Answer, Choice


class Gender(Choice):
    """Administrative gender, as the Personal Demographics Service sends it."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    OTHER = "other", "Other"
    UNKNOWN = "unknown", "Not known"


class Verification(Choice):
    """NHS number verification status (UKCore-NHSNumberVerificationStatus)."""

    VERIFIED = "01", "NHS number verified"
    PRESENT_NOT_TRACED = "02", "NHS number not yet verified"
    TRACE_REQUIRED = "03", "NHS number not verified: a trace is required"
    TRACE_NO_MATCH = "04", "NHS number not verified: the trace found no match, or several"
    TRACE_NEEDS_RESOLVING = "05", "NHS number not verified: the trace needs to be resolved"
    TRACE_IN_PROGRESS = "06", "NHS number not verified: a trace is in progress"
    NOT_PRESENT = "07", "No NHS number"
    TRACE_POSTPONED = "08", "NHS number trace postponed"


class NumberStatus(StrEnum):
    """What an NHS number is to the person it leads to."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    MERGED = "merged"
    INVALIDATED = "invalidated"


class DeathStatus(StrEnum):
    """How a death is known (UKCore-DeathNotificationStatus); `withdrawn` means that the person is alive."""

    INFORMAL = "informal"
    FORMAL = "formal"
    WITHDRAWN = "withdrawn"


class StayKind(Choice):
    """Why a person is at a site."""

    RESIDENT = "resident", "Lives there"
    ADMISSION = "admission", "Admitted"
    HOME_CARE = "home_care", "Cared for at home"


class ContactRole(Choice):
    """What a contact is to the person; one contact may be several."""

    EMERGENCY = "emergency", "Emergency contact"
    PRIMARY = "primary", "First to call"
    NEXT_OF_KIN = "next_of_kin", "Next of kin"
    CARER = "carer", "Unpaid carer"
    PAID_CARER = "paid_carer", "Paid carer"
    PARENT = "parent", "Has parental responsibility"
    ATTORNEY = "attorney", "Says they are an attorney (see the legal documents)"
    DEPUTY = "deputy", "Says they are a deputy (see the legal documents)"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name in one of its uses (`usual`, `nickname`, `maiden`, `old`)."""

    family: str
    given: tuple[str, ...] = ()
    prefix: str = ""
    suffix: str = ""
    use: str = "usual"

    @property
    def full(self) -> str:
        """The name as spoken: prefix, given names, family name, suffix."""
        return " ".join(part for part in (self.prefix, *self.given, self.family, self.suffix) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody lives or stays. Never held for a restricted record."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    use: str = "home"

    @property
    def line(self) -> str:
        """The address on one line."""
        return ", ".join(part for part in (*self.lines, self.postcode) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telecom:
    """A telephone number or an electronic address of the person."""

    system: str
    value: str
    use: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Death:
    """What is known of a person's death."""

    status: DeathStatus
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """The general practice where a person is registered, by its ODS code, and since and until when."""

    code: str
    name: str = ""
    start: date | None = None
    end: date | None = None

    def has_ended(self, on: date) -> bool:
        """Whether the person was registered there no longer on a day."""
        return self.end is not None and self.end < on


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a person needs to take part: communication, adjustments, language."""

    communication: str = ""
    adjustments: str = ""
    language: str = ""
    interpreter: Answer = Answer.UNKNOWN
    written_format: str = ""
    contact_preference: str = ""
    contact_times: str = ""

    @property
    def is_recorded(self) -> bool:
        """Whether anything at all is recorded."""
        return self != Needs()


@dataclass(frozen=True, slots=True, kw_only=True)
class Characteristics:
    """What equality monitoring counts (dataset columns `ethnicity` to `palliative_register`)."""

    ethnicity: str = ""
    imd_decile: int | None = None
    religion: str = ""
    sexual_orientation: str = ""
    learning_disability: Answer = Answer.UNKNOWN
    downs_syndrome: Answer = Answer.UNKNOWN
    autism: Answer = Answer.UNKNOWN
    dementia: Answer = Answer.UNKNOWN
    mental_illness: Answer = Answer.UNKNOWN
    physical_disability: Answer = Answer.UNKNOWN
    sensory_impairment: Answer = Answer.UNKNOWN
    frailty: int | None = None
    palliative_register: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody close to the person or caring for them. Who is *not to be told* is the plan's to say."""

    name: str
    relationship: str = ""
    roles: tuple[ContactRole, ...] = ()
    phone: str = ""
    notes: str = ""
    id: UUID | None = None

    @property
    def is_first_to_call(self) -> bool:
        """Whether this contact is the primary emergency contact."""
        return ContactRole.PRIMARY in self.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A person's time at a site; no `end` means they are still there."""

    id: UUID
    site_id: UUID
    site_code: str
    site_name: str
    kind: StayKind
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStay:
    """A time at a site, to be recorded."""

    site_id: UUID
    kind: StayKind
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """A person as first recorded, or as another system now tells of them."""

    name: PersonName | None = None
    other_names: tuple[PersonName, ...] = ()
    birth_date: date | None = None
    gender: Gender = Gender.UNKNOWN
    nhs_number: str | None = None
    verification: Verification = Verification.PRESENT_NOT_TRACED
    restricted: bool = False
    addresses: tuple[Address, ...] = ()
    telecoms: tuple[Telecom, ...] = ()
    practice: Practice | None = None
    death: Death | None = None
    needs: Needs = field(default_factory=Needs)
    characteristics: Characteristics = field(default_factory=Characteristics)
    contacts: tuple[Contact, ...] = ()
    stays: tuple[NewStay, ...] = ()
    pds_version: str = ""

    @property
    def names(self) -> tuple[PersonName, ...]:
        """Every name, the usual one first."""
        return ((self.name,) if self.name else ()) + self.other_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a person is, as pages and projections show them. No address, telephone or practice if restricted."""

    person_id: UUID
    names: tuple[PersonName, ...] = ()
    birth_date: date | None = None
    gender: Gender = Gender.UNKNOWN
    nhs_number: str | None = None
    superseded_numbers: tuple[str, ...] = ()
    verification: Verification = Verification.PRESENT_NOT_TRACED
    restricted: bool = False
    addresses: tuple[Address, ...] = ()
    telecoms: tuple[Telecom, ...] = ()
    practice: Practice | None = None
    death: Death | None = None
    needs: Needs = field(default_factory=Needs)
    contacts: tuple[Contact, ...] = ()
    stays: tuple[Stay, ...] = ()
    merged_into: UUID | None = None
    revision: int = 1

    @property
    def name(self) -> PersonName | None:
        """The name the person usually goes by; any other where none is marked usual."""
        return next((n for n in self.names if n.use == "usual"), self.names[0] if self.names else None)

    @property
    def display_name(self) -> str:
        """The full name, or words that say there is none."""
        return self.name.full if self.name else "Name not known"

    @property
    def address_line(self) -> str:
        """The home address on one line; empty when none is held or the record is restricted."""
        if self.restricted or not self.addresses:
            return ""
        return next((a for a in self.addresses if a.use == "home"), self.addresses[0]).line

    @property
    def is_verified(self) -> bool:
        """Whether the NHS number is present and verified, so that the record may be shared."""
        return self.nhs_number is not None and self.verification is Verification.VERIFIED

    @property
    def has_died(self) -> bool:
        """Whether a death is known, formally or informally, and not withdrawn."""
        return self.death is not None and self.death.status is not DeathStatus.WITHDRAWN

    @property
    def admission(self) -> Stay | None:
        """The admission the person is in now, if any (an episode layer stands only during one)."""
        return next((s for s in self.stays if s.kind is StayKind.ADMISSION and s.end is None), None)

    @property
    def current_stay(self) -> Stay | None:
        """Where the person is now: the admission first, then the latest other stay that has not ended."""
        open_stays = [s for s in self.stays if s.end is None]
        return self.admission or max(open_stays, key=lambda s: s.start, default=None)

    @property
    def emergency_contacts(self) -> tuple[Contact, ...]:
        """Whom to call, the first to call first."""
        wanted = {ContactRole.PRIMARY, ContactRole.EMERGENCY}
        chosen = [c for c in self.contacts if wanted & set(c.roles)]
        return tuple(sorted(chosen, key=lambda c: not c.is_first_to_call))

    def age_on(self, day: date) -> int | None:
        """Return the age in completed years on `day`, or None when the date of birth is not known."""
        if self.birth_date is None:
            return None
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)

    @property
    def missing_identifiers(self) -> tuple[str, ...]:
        """Which of the four identifiers a crew asks for are not recorded (rule SIG-04)."""
        checks = {
            "name": self.name is not None,
            "date of birth": self.birth_date is not None,
            "NHS number": self.nhs_number is not None,
            "address": self.restricted or bool(self.addresses),
        }
        return tuple(label for label, held in checks.items() if not held)
