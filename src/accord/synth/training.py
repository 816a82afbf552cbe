"""What the staff of a region are trained in: most of it current, some running out, some run out, little not recorded.

Those whom somebody trying the software signs in as are current in everything, so that nothing stops them but a plan.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from accord.domain.competence import EXPECTED, Competence, Currency
from accord.synth.dice import Dice, Weights
from accord.synth.regions import Region
from accord.synth.workforce import StaffMember

KEEPS = 0.85
"""The share of providers that keep a register here; what is not kept is no lapse of anybody's."""
_STANDS: Weights[Currency] = Weights.of(
    {Currency.CURRENT: 80, Currency.LAPSING: 9, Currency.LAPSED: 7, Currency.NOT_RECORDED: 4}
)
_YEARS = {
    Competence.CPR_DECISIONS: 3,
    Competence.MENTAL_CAPACITY: 3,
    Competence.CONVERSATIONS: 2,
    Competence.REGISTRATION: 1,
}
"""For how many years each holds, as these providers have it; how long is theirs to say, and none of it is law."""
_YEAR = 365
_SOON = 50
_LONG_AGO = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """One line of the register."""

    staff_code: str
    competence: Competence
    organisation: str
    completed_on: date
    valid_until: date
    evidence: str


def train(region: Region) -> Iterator[Training]:
    """Yield what is recorded of everybody, drawn from a stream of its own."""
    dice, today = Dice(region.recipe.seed, 4), region.as_at.date()
    ready = {one.staff_code for one in region.sign_ins}
    theirs = {member.roles[0].organisation for member in region.staff if member.code in ready}
    keeps = {each.code: dice.chance(KEEPS) or each.code in theirs for each in region.organisations}
    for member in region.staff:
        for kind in _expected(member):
            stands, spent = dice.weigh(_STANDS), dice.roll()
            stands = Currency.CURRENT if member.code in ready else stands
            if keeps[member.roles[0].organisation] and stands is not Currency.NOT_RECORDED:
                yield _line(member, kind, today + timedelta(days=_ends_in(stands, kind, spent)))


def _expected(member: StaffMember) -> tuple[Competence, ...]:
    wanted = {kind for post in member.roles for kind in EXPECTED.get(post.role, ())}
    return tuple(kind for kind in Competence if kind in wanted)


def _line(member: StaffMember, kind: Competence, until: date) -> Training:
    done = until - timedelta(days=_YEARS[kind] * _YEAR)
    return Training(
        staff_code=member.code,
        competence=kind,
        organisation=member.roles[0].organisation,
        completed_on=done,
        valid_until=until,
        evidence=f"{'Checked' if kind is Competence.REGISTRATION else 'Certificate'} {member.code}-{done:%y%m}",
    )


def _ends_in(stands: Currency, kind: Competence, spent: float) -> int:
    """Return in how many days it runs out: within its span, and with some days to spare where it is current."""
    if stands is Currency.LAPSED:
        return -1 - int(spent * _LONG_AGO)
    if stands is Currency.LAPSING:
        return int(spent * _SOON)
    spare = 2 * _SOON
    return spare + int(spent * (_YEARS[kind] * _YEAR - spare))
