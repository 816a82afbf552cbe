"""Restricted parts: what the person asks to be read by some readers only, and who they are.

The policy (`kept_from`) is the one answer to "may this reader read this part?"; every page, printout, draft and
signature asks it. Rule SHR-05 and the Caldicott principles; decision record 0026.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from accord.domain.authority import Actor, Role
from accord.domain.choices import Choice
from accord.domain.plan.parts import PartName
from accord.domain.relationships import BY_STAFF, AccessBasis

RESTRICTABLE = (
    PartName.WHAT_MATTERS,
    PartName.UNDERSTANDING,
    PartName.BEST_INTERESTS,
    PartName.YOUNG_PERSON,
)
"""Parts that can be kept to some readers: never what an emergency acts on, nor any refusal, nor who is consulted."""
NEVER_KEPT = {PartName.WHAT_MATTERS: frozenset({"cpr_wish"})}
"""Fields of these parts that everybody reads: what the person has said about CPR bears on what is done."""
CLINICIANS = frozenset({Role.CLINICIAN, Role.SENIOR_RESPONSIBLE_CLINICIAN, Role.SECOND_OPINION_CLINICIAN})

CARING = frozenset({AccessBasis.REGISTERED, AccessBasis.STAYING, AccessBasis.STAYED, AccessBasis.INCIDENT, *BY_STAFF})
"""Bases of those who look after the person now. That somebody signed a plan is none: who signs it without having read a
part must not read it by that; nor is that they recorded the person first."""


class Readers(Choice):
    """Who reads a restricted part, beside the organisations that the person names."""

    CARING = "caring", "Everybody who has a relationship with them: practice, stay, caseload, referral, live incident"
    CLINICIANS = "clinicians", "Clinicians where they asked for this, and at their own practice"
    ASKED_AT = "asked_at", "Only staff of the organisation where they asked for this"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOrganisation:
    """An organisation that the person lets read too, by its ODS code, with its name as it was then."""

    code: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who asks to read: for which organisation, in which role, and on what basis the record is open to them."""

    organisation_code: str
    role: Role | None = None
    basis: AccessBasis | None = None

    @classmethod
    def of(cls, actor: Actor, basis: AccessBasis | None) -> Reader:
        """Return the reader that an actor is."""
        return cls(organisation_code=actor.organisation_code, role=actor.role, basis=basis)

    @property
    def is_clinician(self) -> bool:
        """Whether they act as a clinician."""
        return self.role in CLINICIANS


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """What the person asked: which parts, who reads them, and at which organisation (ODS code) they asked for it."""

    parts: frozenset[PartName] = frozenset()
    to: Readers = Readers.ASKED_AT
    organisations: frozenset[str] = frozenset()
    asked_at: str = ""

    def admits(self, reader: Reader, written_for: str = "") -> bool:
        """Whether a reader is among those who may read, of what was written for an organisation (`written_for`).

        Whoever wrote something knows it: of what a version says in its own words, its organisation counts as the one
        where the person asked.
        """
        if reader.role is Role.PERSON or reader.organisation_code in self.organisations:
            return True
        is_there = bool(reader.organisation_code) and reader.organisation_code in (self.asked_at, written_for)
        if self.to is Readers.CARING:
            return is_there or reader.basis in CARING
        if self.to is Readers.CLINICIANS:
            return reader.is_clinician and (is_there or reader.basis is AccessBasis.REGISTERED)
        return is_there


def kept_from(
    reader: Reader,
    restrictions: Iterable[Restriction],
    *,
    written_for: str = "",
    carried: Collection[PartName] = (),
) -> frozenset[PartName]:
    """Return the parts of a version that a reader may not read.

    `restrictions` are its own, what was asked last in its scope, and those of what is current beside it: all must let
    the reader in. `written_for` is the organisation that signed it, `carried` are parts that its signer took over
    without having read them.
    """
    return frozenset(
        part
        for each in restrictions
        for part in each.parts
        if part in RESTRICTABLE and not each.admits(reader, "" if part in carried else written_for)
    )
