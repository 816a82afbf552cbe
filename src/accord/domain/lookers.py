"""Who looked at my record: looks as they are told to the person whose record it is.

An organisation and a role are named, and no member of staff: who it was, the organisation answers when it is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accord.domain.authority import ROLE_NAMES, Role
from accord.domain.relationships import AccessBasis

EMERGENCY = "emergency"
TOLD: dict[AccessBasis, str] = {
    AccessBasis.REGISTERED: "You are registered with this practice.",
    AccessBasis.STAYING: "You were staying there, or cared for from there.",
    AccessBasis.STAYED: "You had been there in the four weeks before.",
    AccessBasis.CASELOAD: "You were on their caseload.",
    AccessBasis.REFERRAL: "You were referred to them.",
    AccessBasis.INCIDENT: "An ambulance or 111 service was helping you at the time.",
    AccessBasis.SIGNED: "They signed a plan with you.",
    AccessBasis.RECORDED: "They first recorded who you are.",
    AccessBasis.ASKED: "They gave a reason first. Their privacy officer can see it.",
    AccessBasis.IN_PACK: "Your plan was put into a locked file, for when the network fails where you are looked after.",
    AccessBasis.DOWNTIME: "They opened your plan from a locked file while there was no network.",
    AccessBasis.ON_DEVICE: "They had your plan kept on their device, and opened it while there was no network.",
    AccessBasis.OUTSIDE: "No relationship with you was recorded there. Their privacy officer is told of such looks.",
    AccessBasis.POINTER: "They hold a document about you, and told this record where it is.",
    AccessBasis.WORK: "Your name stood on the list of what they had to do.",
    AccessBasis.KEEPING: "They checked whether two records are both yours.",
    AccessBasis.EXPLAINING: "They were saying why they had looked before.",
    AccessBasis.REVIEWING: "They were checking who had looked.",
}
"""Why somebody looked, as it is said to the person. Every basis has its words (a test holds this)."""
NOT_KEPT = "Why was not kept at that time."


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One look, without whoever looked."""

    at: datetime
    organisation: str
    role: Role | None
    purpose: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """Looks of one day by one role at one organisation, for one purpose and on one basis."""

    first: datetime
    last: datetime
    organisation: str
    role: Role | None
    purpose: str
    basis: str
    times: int

    @property
    def is_emergency(self) -> bool:
        """Whether it was the emergency screen."""
        return self.purpose == EMERGENCY

    @property
    def role_name(self) -> str:
        """The role, in words."""
        return ROLE_NAMES[self.role] if self.role else "Staff"

    @property
    def why(self) -> str:
        """Why, in words for the person."""
        known = {each.value: words for each, words in TOLD.items()}
        return known.get(self.basis, NOT_KEPT)


def lookers_of(seen: Iterable[Seen], day_of: Callable[[datetime], date]) -> tuple[Looker, ...]:
    """Return looks day by day, the latest first: many pages opened on one day for one reason are told as one."""
    groups: dict[tuple[object, ...], list[Seen]] = {}
    for each in seen:
        key = (day_of(each.at), each.organisation, each.role, each.purpose, each.basis)
        groups.setdefault(key, []).append(each)
    found = [_looker(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda each: each.last, reverse=True))


def _looker(group: list[Seen]) -> Looker:
    one, moments = group[0], [each.at for each in group]
    return Looker(
        first=min(moments),
        last=max(moments),
        organisation=one.organisation,
        role=one.role,
        purpose=one.purpose,
        basis=one.basis,
        times=len(group),
    )
