"""Competence: what staff are trained in and checked for, until when it holds, and what that means as they sign.

Registration and competence decide who may sign, not the employer (rule SIG-05; CQC interim report 2020: "a consultant,
GP or suitably experienced and competent nurse"). What has run out warns ahead, and then makes signing stop and justify;
it never blocks (clinical decisions, "Stopping at signing"). That training is there for all professionals is asked of
providers by recommendation 4 of the CQC's review (2021).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accord.domain.authority import GRANTS, Permission, Role
from accord.domain.choices import Answer, Choice

WARN_DAYS = 60
"""For how many days before it runs out somebody is warned, unless an installation says otherwise."""
ROLE_DAYS = 3
"""For how many days after its end a role in which plans are signed may still be acted in, unless one says otherwise."""


class Competence(Choice):
    """What somebody is trained in, or checked for."""

    CPR_DECISIONS = "cpr_decisions", "Making and recording decisions about CPR"
    MENTAL_CAPACITY = "mental_capacity", "Mental Capacity Act: capacity and best interests"
    CONVERSATIONS = "conversations", "Sensitive conversations about care towards the end of life"
    REGISTRATION = "registration", "Professional registration, checked on its register"


TO_SIGN = (Competence.CPR_DECISIONS, Competence.MENTAL_CAPACITY, Competence.REGISTRATION)
"""What signing asks after: where one of these has run out, it stops and asks why."""
_LISTENING = (Competence.MENTAL_CAPACITY, Competence.CONVERSATIONS)
EXPECTED: Mapping[Role, tuple[Competence, ...]] = {
    **{role: tuple(Competence) for role in GRANTS if Permission.SIGN_PLAN in GRANTS[role]},
    Role.SECOND_OPINION_CLINICIAN: tuple(Competence),
    Role.AMBULANCE: (*_LISTENING, Competence.REGISTRATION),
    Role.CARE_STAFF: _LISTENING,
    Role.SOCIAL_WORKER: _LISTENING,
}
"""What each role is reported on. Only `TO_SIGN` is ever asked after at a signature."""


class Currency(Choice):
    """How something that somebody is trained in stands on a day."""

    CURRENT = "current", "Current"
    LAPSING = "lapsing", "Runs out soon"
    LAPSED = "lapsed", "Has run out"
    NOT_RECORDED = "not_recorded", "Not recorded"
    NOT_KEPT = "not_kept", "Not kept"


HOLDS = frozenset({Currency.CURRENT, Currency.LAPSING})
MISSING = frozenset({Currency.LAPSED, Currency.NOT_RECORDED})
"""What makes a signature stop. That an organisation keeps no such records says nothing of anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One training or check that somebody has behind them; with no `valid_until` it does not run out."""

    kind: Competence
    completed_on: date
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """How one competence of somebody stands on a day, and until when it holds, or held."""

    kind: Competence
    currency: Currency
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerCompetence:
    """All that is known of a signer as they sign: each competence that signing asks for, and whether the role ended."""

    stands: tuple[Stands, ...] = ()
    role_ended: date | None = None
    """The last day of the role in which they sign, where that has passed."""

    @property
    def training(self) -> Answer:
        """Whether the training for signing is current; unknown where the organisation does not keep all of it."""
        return _together(each for each in self.stands if each.kind is not Competence.REGISTRATION)

    @property
    def registration(self) -> Answer:
        """Whether the check of their registration is current; unknown where none is kept."""
        return _together(each for each in self.stands if each.kind is Competence.REGISTRATION)

    @property
    def role(self) -> Answer:
        """Whether the role still holds."""
        return Answer.NO if self.role_ended else Answer.YES

    @property
    def missing(self) -> tuple[Stands, ...]:
        """What has run out, or is not recorded although this organisation records it."""
        return tuple(each for each in self.stands if each.currency in MISSING)

    @property
    def lapsing(self) -> tuple[Stands, ...]:
        """What runs out soon."""
        return tuple(each for each in self.stands if each.currency is Currency.LAPSING)

    @property
    def not_kept(self) -> tuple[Stands, ...]:
        """What this organisation does not record for anybody."""
        return tuple(each for each in self.stands if each.currency is Currency.NOT_KEPT)

    @property
    def has_lapsed(self) -> bool:
        """Whether anything makes their signature stop and justify, with an endorsement due."""
        return bool(self.missing) or self.role_ended is not None


NOT_ASKED = SignerCompetence()
"""Of those who do not sign."""


def stands_on(held: Iterable[Held], *, kind: Competence, on: date, is_kept: bool, warn_days: int = WARN_DAYS) -> Stands:
    """Return how one competence stands on a day. It holds through its last day; of several, the one that holds longest.

    Where nothing is held, it is missing only if the organisation keeps this kind for its staff at all.
    """
    ends = [each.valid_until or date.max for each in held if each.kind is kind]
    if not ends:
        return Stands(kind=kind, currency=Currency.NOT_RECORDED if is_kept else Currency.NOT_KEPT)
    last = max(ends)
    if last < on:
        return Stands(kind=kind, currency=Currency.LAPSED, until=last)
    if last == date.max:
        return Stands(kind=kind, currency=Currency.CURRENT)
    soon = last - on < timedelta(days=warn_days)
    return Stands(kind=kind, currency=Currency.LAPSING if soon else Currency.CURRENT, until=last)


def all_on(
    held: Collection[Held],
    *,
    kinds: Iterable[Competence],
    kept: Collection[Competence],
    on: date,
    warn_days: int = WARN_DAYS,
) -> tuple[Stands, ...]:
    """Return how each of these competences stands on a day, where an organisation keeps the kinds in `kept`."""
    return tuple(stands_on(held, kind=kind, on=on, is_kept=kind in kept, warn_days=warn_days) for kind in kinds)


def _together(stands: Iterable[Stands]) -> Answer:
    found = {each.currency for each in stands}
    if found & MISSING:
        return Answer.NO
    return Answer.YES if found and found <= HOLDS else Answer.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How many staff a competence is expected of, and how many of them stand how."""

    counts: Mapping[Currency, int]

    @classmethod
    def of(cls, stands: Iterable[Stands]) -> Cover:
        """Count."""
        counted = Counter(each.currency for each in stands)
        return cls(counts={currency: counted[currency] for currency in Currency})

    @classmethod
    def together(cls, covers: Iterable[Cover]) -> Cover:
        """Return the cover of several organisations together."""
        held = list(covers)
        return cls(counts={currency: sum(each.counts[currency] for each in held) for currency in Currency})

    @property
    def staff(self) -> int:
        """Of how many staff it is expected."""
        return sum(self.counts.values())

    @property
    def holding(self) -> int:
        """Of how many it holds today, whether or not it runs out soon."""
        return sum(self.counts[currency] for currency in HOLDS)

    @property
    def is_kept(self) -> bool:
        """Whether it is recorded for anybody."""
        return self.staff > self.counts[Currency.NOT_KEPT]

    @property
    def is_whole(self) -> bool:
        """Whether it holds for everybody of whom it is expected."""
        return self.staff == self.holding > 0
