"""On what basis somebody may open a person's record: a legitimate relationship, a reason given, or an emergency.

The policy knows no database. What a person's own details say (where they are registered, where they stay) is asked
first; what was recorded of who looks after them comes next (Caldicott principles 3 and 4; NHS Care Records Guarantee).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from accord.domain.authority import Actor, Permission
from accord.domain.choices import Choice
from accord.domain.moments import LONDON
from accord.domain.people import Identity

AFTER_A_STAY = timedelta(days=28)
"""For so long after a stay its place still has to do with the person: letters, results. A limit of our own."""
AFTER_SIGNING = timedelta(days=730)
"""For so long the organisation that signed a plan answers for it. A limit of our own."""
AFTER_RECORDING = timedelta(days=28)
"""For so long the organisation that first recorded somebody may go on with that. A limit of our own."""
REASON_HOLDS = timedelta(hours=24)
"""For so long a reason that somebody gave opens the record to them. A limit of our own."""
TO_FINISH = timedelta(hours=12)
"""A form that was begun while a relationship held may be sent for so much longer: as long as a session lasts."""


class AccessBasis(Choice):
    """On what basis a record was opened, as the access log keeps it; the strongest first."""

    REGISTERED = "registered", "The person is registered with this practice"
    STAYING = "staying", "The person is staying here, or is cared for from here"
    CASELOAD = "caseload", "The person is on the caseload"
    REFERRAL = "referral", "The person was referred"
    INCIDENT = "incident", "A live incident"
    STAYED = "stayed", "The person was here in the last four weeks"
    SIGNED = "signed", "Their plan was signed here"
    RECORDED = "recorded", "The person was first recorded here"
    ASKED = "asked", "Whoever looked gave a reason first"
    IN_PACK = "in_pack", "Put in a downtime pack, or taken away in one, sealed"
    DOWNTIME = "downtime", "Opened in a downtime pack, and given back by whoever is named here"
    ON_DEVICE = "on_device", "Opened with no network, from what this device had kept"
    OUTSIDE = "outside", "No relationship is recorded"
    POINTER = "pointer", "They hold a document about the person, and registered where"
    WORK = "work", "The list of what waits for them"
    KEEPING = "keeping", "Two records that may be of one person"
    EXPLAINING = "explaining", "Saying why they looked"
    REVIEWING = "reviewing", "Reviewing who looked"


KEPT = (
    AccessBasis.CASELOAD,
    AccessBasis.REFERRAL,
    AccessBasis.INCIDENT,
    AccessBasis.SIGNED,
    AccessBasis.RECORDED,
    AccessBasis.ASKED,
)
"""Those that stand in a row of their own, the strongest first."""
BY_STAFF = (AccessBasis.CASELOAD, AccessBasis.REFERRAL)
"""Those that somebody records, as a task of its own."""
RELATED = frozenset({AccessBasis.REGISTERED, AccessBasis.STAYING, AccessBasis.STAYED, *KEPT}) - {AccessBasis.ASKED}
"""Those that are a legitimate relationship. A reason that was given opens the record, and is looked at afterwards."""


class LookReason(Choice):
    """Why somebody opens a record with no relationship that is recorded."""

    CARE = "care", "I am caring for this person now"
    REFERRAL = "referral", "The person was referred to me"
    COLLEAGUE = "colleague", "A colleague asked me for advice or help"
    INCIDENT = "incident", "A 999 or 111 call, or another emergency"
    REQUEST = "request", "The person, or whoever acts for them, asked me to"
    WRONG_PERSON = "wrong_person", "I opened the wrong person’s record"
    OTHER = "other", "Another reason"


BEFOREHAND = tuple(each for each in LookReason if each is not LookReason.WRONG_PERSON)
"""Those that can be given before a record is opened."""


class Opening(StrEnum):
    """How a record opens."""

    PLAINLY = "plainly"
    AT_ONCE = "at_once"
    """It opens, the privacy officer is told, and the reason is asked for afterwards."""
    ASKS_FIRST = "asks_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remit:
    """Everything for which somebody acts: their organisation, and what is part of it or run by it."""

    ids: frozenset[UUID]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CareRelationship:
    """A relationship that was recorded: with one member of staff in a role, or with everybody at an organisation."""

    kind: AccessBasis
    organisation_id: UUID
    staff_role_id: UUID | None
    begins_at: datetime
    until: datetime | None = None
    ended_at: datetime | None = None

    def holds_at(self, moment: datetime, *, to_finish: timedelta = timedelta()) -> bool:
        """Return whether it holds at a moment; with `to_finish`, or ran out no longer ago than that."""
        if self.ended_at is not None and self.ended_at <= moment:
            return False
        return self.begins_at <= moment and (self.until is None or moment < self.until + to_finish)

    def is_with(self, actor: Actor, remit: Remit) -> bool:
        """Return whether it is with this member of staff in this role, or with an organisation for which they act."""
        if self.staff_role_id is not None:
            return self.staff_role_id == actor.staff_role_id
        return self.organisation_id in remit.ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who asks for a record, and when; a form that is sent may finish what was begun."""

    actor: Actor
    remit: Remit
    at: datetime
    is_sending: bool = False


def basis_by_place(person: Identity, asking: Asking) -> AccessBasis | None:
    """Return the basis that the person's own details give, if any.

    Where a restricted person lives or stays is never compared: that it matched would tell where they are.
    """
    if person.restricted:
        return None
    if _is_registered(person, asking):
        return AccessBasis.REGISTERED
    ends = [stay.end for stay in person.stays if stay.site_id in asking.remit.ids and stay.start <= asking.at]
    if any(end is None or end > asking.at for end in ends):
        return AccessBasis.STAYING
    if any(end is not None and asking.at - end < AFTER_A_STAY for end in ends):
        return AccessBasis.STAYED
    return None


def basis_by_record(relationships: Iterable[CareRelationship], asking: Asking) -> AccessBasis | None:
    """Return the strongest basis among the relationships that were recorded, if any holds."""
    to_finish = TO_FINISH if asking.is_sending else timedelta()
    held = {
        each.kind
        for each in relationships
        if each.is_with(asking.actor, asking.remit) and each.holds_at(asking.at, to_finish=to_finish)
    }
    return strongest(held)


def strongest(held: Collection[AccessBasis]) -> AccessBasis | None:
    """Return the strongest of some bases, or None where there is none."""
    return min(held, key=list(AccessBasis).index, default=None)


def opening_of(basis: AccessBasis | None, actor: Actor) -> Opening:
    """Return how a record opens. Nothing ever stands before those whose role allows emergency access."""
    if basis is not None:
        return Opening.PLAINLY
    return Opening.AT_ONCE if actor.may(Permission.VIEW_EMERGENCY) else Opening.ASKS_FIRST


def _is_registered(person: Identity, asking: Asking) -> bool:
    practice = person.practice
    if practice is None or practice.code not in asking.remit.codes:
        return False
    return not practice.has_ended(asking.at.astimezone(LONDON).date())
