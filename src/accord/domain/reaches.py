"""Which rows of the database somebody may be shown at all: the widest bound, below what each page then allows.

A page asks for a `Permission`; the database knows no pages. It asks, of every table that belongs to a person, whether
whoever acts reaches that kind of row. What no role's permission needs, it never gives, whatever statement is sent.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from accord.domain.authority import Actor, Grade, Permission, Role


class Reach(StrEnum):
    """A kind of row. The letter is what a claim carries."""

    HAPPENINGS = "H"
    """Events about a person; whoever acts records them."""
    PEOPLE = "P"
    """Who a person is, and where they stay."""
    PLANS = "C"
    """Plans, and what is recorded for them."""
    LOG = "L"
    """Who looked at whom."""
    EVERYBODY = "X"
    """Everybody's plans at once, as the dataset needs them."""


_OF_NO_PERSON = frozenset(
    {
        Permission.EXPORT_DATASET,
        Permission.VIEW_TRAINING_COVER,
        Permission.EDIT_COMPETENCE,
        Permission.REQUEST_REIDENTIFICATION,
        Permission.APPROVE_REIDENTIFICATION,
        Permission.VIEW_ASSURANCE,
        Permission.FOLLOW_SIGNAL,
        Permission.ANSWER_SIGNAL,
        Permission.VIEW_REGISTERS,
        Permission.OPEN_LOOK_BACK,
        Permission.PREPARE_PUBLICATION,
        Permission.RELEASE_PUBLICATION,
        Permission.MANAGE_SYSTEMS,
    }
)
"""What these allow is done with counts, pseudonyms and staff: whoever has no other permission is shown nobody."""
NEEDED_BY: dict[Reach, frozenset[Permission]] = {
    Reach.HAPPENINGS: frozenset(Permission) - _OF_NO_PERSON,
    Reach.PEOPLE: frozenset(Permission) - _OF_NO_PERSON,
    Reach.PLANS: frozenset({Permission.VIEW_PLAN, Permission.VIEW_EMERGENCY}),
    Reach.LOG: frozenset({Permission.VIEW_ACCESS_LOG}),
    Reach.EVERYBODY: frozenset(),
}
"""The permissions of which any one needs a reach. Nobody who is signed in reaches everybody at once."""

_NOBODY = UUID(int=0)
SOFTWARE = Actor(
    staff_id=_NOBODY,
    staff_role_id=_NOBODY,
    role=Role.SYSTEM,
    grade=Grade.OTHER,
    organisation_id=_NOBODY,
    organisation_code="",
    name="Accord",
)
"""The software itself, where a command or the clock acts and nobody is signed in. It leaves traces like anybody."""


def reach_of(actor: Actor) -> frozenset[Reach]:
    """Return what an actor reaches."""
    if actor == SOFTWARE:
        return frozenset(Reach)
    return frozenset(reach for reach, needed in NEEDED_BY.items() if any(actor.may(each) for each in needed))
