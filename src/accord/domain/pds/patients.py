"""A patient as the Personal Demographics Service (PDS) tells of them, with the dates between which each part holds.

Shapes: reference/interop.md 4.2 and the public stubs of the service's FHIR R4 API.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from accord.domain.choices import Answer, Choice
from accord.domain.json_documents import Unplaced
from accord.domain.nhs_numbers import NhsNumber
from accord.domain.people import DeathStatus, Gender, Verification


class Confidentiality(Choice):
    """Whether PDS withholds where the person is (`meta.security`)."""

    UNRESTRICTED = "U", "Not restricted"
    RESTRICTED = "R", "Restricted: where the person lives and their GP are withheld"
    VERY_RESTRICTED = "V", "Very restricted: where the person lives and their GP are withheld"
    REDACTED = "REDACTED", "Redacted"
    NOT_STATED = "not_stated", "Not stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From when until when something holds; an absent end is open."""

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = Period()


class Dated(Protocol):
    """Anything that holds for a period."""

    @property
    def period(self) -> Period:
        """When it holds."""


D = TypeVar("D", bound=Dated)


def current_first(items: Iterable[D], day: date) -> tuple[D, ...]:
    """Return what holds on `day` before what does not, the latest to begin first: nothing is lost that has lapsed."""
    return tuple(sorted(items, key=lambda item: (item.period.covers(day), item.period.start or date.min), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsName:
    """A name and its use: usual, temp, nickname, old, maiden."""

    family: str = ""
    given: tuple[str, ...] = ()
    prefix: tuple[str, ...] = ()
    suffix: tuple[str, ...] = ()
    use: str = ""
    text: str = ""
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsAddress:
    """An address and its use: home, temp, billing; with the keys by which the address file knows it (PAF, UPRN)."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    use: str = ""
    text: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsTelecom:
    """A way to reach somebody. `other` in words where the system is `other` (such as a textphone)."""

    system: str = ""
    value: str = ""
    use: str = ""
    other: str = ""
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsOrganisation:
    """An organisation by its ODS code, and the period for which PDS says so."""

    code: str
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsDeath:
    """A death as PDS knows of it. A removed notice means that the person is alive."""

    status: DeathStatus | None = None
    died_on: date | None = None
    known_since: date | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether the notice was removed."""
        return self.status is DeathStatus.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsCommunication:
    """The language that the person uses, and whether they need an interpreter."""

    language: str = ""
    language_code: str = ""
    interpreter: Answer = Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactPreferences:
    """How, when and in which form the person wants to be reached."""

    written_format: str = ""
    method: str = ""
    times: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsContact:
    """Somebody to contact about the person; PDS may give a telephone number without a name."""

    name: PdsName | None = None
    relationship_codes: tuple[str, ...] = ()
    relationships: tuple[str, ...] = ()
    telecoms: tuple[PdsTelecom, ...] = ()
    address: PdsAddress | None = None
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """That the person left the register of an English practice, and why."""

    code: str
    words: str = ""
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class PdsPatient:
    """Everything that a Patient of PDS says, and what of it found no place. Location is never kept where restricted."""

    nhs_number: NhsNumber
    superseded: tuple[NhsNumber, ...] = ()
    verification: Verification | None = None
    version: str = ""
    confidentiality: Confidentiality = Confidentiality.NOT_STATED
    names: tuple[PdsName, ...] = ()
    gender: Gender = Gender.UNKNOWN
    birth_date: date | None = None
    birth_place: str = ""
    multiple_birth: int | None = None
    death: PdsDeath | None = None
    addresses: tuple[PdsAddress, ...] = ()
    telecoms: tuple[PdsTelecom, ...] = ()
    practices: tuple[PdsOrganisation, ...] = ()
    managing_organisation: PdsOrganisation | None = None
    pharmacy: PdsOrganisation | None = None
    dispenser: PdsOrganisation | None = None
    appliance_supplier: PdsOrganisation | None = None
    communication: PdsCommunication | None = None
    preferences: ContactPreferences | None = None
    contacts: tuple[PdsContact, ...] = ()
    removal: Removal | None = None
    withheld: tuple[str, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()

    @property
    def is_restricted(self) -> bool:
        """Whether where the person is must never be kept or shown. Any label but "unrestricted" restricts."""
        return self.confidentiality not in (Confidentiality.UNRESTRICTED, Confidentiality.NOT_STATED)
