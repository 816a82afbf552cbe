"""What the emergency screen shows, in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from accord.domain.standing import EffectiveCpr
from accord.projections.emergency.sheets import Bearing, Group


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityCheck:
    """Who this is: to be checked before anything else is read."""

    name: str
    other_names: tuple[str, ...]
    born: str
    age: str
    nhs_number: str
    number_words: str
    address: str
    is_restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidNow:
    """“The person now says …”: not yet answered by a clinician."""

    says: str
    words: str
    heard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CprNow:
    """The one effective CPR status, in words; `lines` explain it, `underneath` is the plan that it stands over.

    `heading` is the few words to print largest: those of the status, unless what else is known makes them misleading.
    """

    status: EffectiveCpr
    words: str
    heading: str = ""
    lines: tuple[str, ...] = ()
    basis: str = ""
    rationale: str = ""
    layer: str = ""
    underneath: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """Somebody to call."""

    name: str
    role: str
    telephone: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A plan reported from elsewhere: in words, and what in it contradicts itself or the plan here."""

    reported: str
    cpr: str
    lines: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How old a plan is and who stands behind it. `since`: what became of its endorsement and its review.

    `review_due`: as the last review set it, or the plan itself.
    """

    version_id: UUID
    title: str
    lines: tuple[str, ...]
    since: tuple[str, ...]
    review_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyView:
    """The emergency screen, top down. An empty field is not shown; nothing reads "no" for want of an answer.

    `seen` are the current versions that the reader may see. `is_shared` says that these are all; where they are not,
    `hidden` says of each that is kept back why it is; `kept` what of those that are seen is for some readers alone.
    """

    identity: IdentityCheck
    deceased: str = ""
    statements: tuple[SaidNow, ...] = ()
    cpr: CprNow
    binding: tuple[Bearing, ...] = ()
    conflicts: tuple[str, ...] = ()
    advance_statement: str = ""
    reminders: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    treatments: tuple[Group, ...] = ()
    treatments_from: str = ""
    medicines: tuple[str, ...] = ()
    icd: str = ""
    allergies: str = ""
    capacity: str = ""
    contacts: tuple[Telephone, ...] = ()
    consult: tuple[str, ...] = ()
    do_not_tell: tuple[str, ...] = ()
    matters: tuple[Group, ...] = ()
    places: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    reported: tuple[Reported, ...] = ()
    elsewhere: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    is_shared: bool = True
    seen: frozenset[UUID] = frozenset()
    hidden: tuple[str, ...] = ()
    notice: str = ""
    checked: str = ""
