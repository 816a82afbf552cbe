"""Pseudonyms as the dataset has them, and requests to be told who stands behind them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tests.builders import who

from accord.domain.authority import Actor, Role
from accord.domain.reidentification import Column, Reason
from accord.plans.actions import reidentification
from accord.plans.queries.keys import given_key
from accord.projections.dataset import pseudonym

KEY = "a key that somebody keeps for pseudonyms"
WORDS = "Three decisions in one night at one home."


def of(value: UUID, column: Column = Column.PERSON) -> str:
    """Return the pseudonym of a person or a decision."""
    key = given_key()
    assert key, "ACCORD_PSEUDONYM_KEY is set by the test"
    return pseudonym(str(value), column=column.value, key=key)


def in_role(role: Role, number: int = 7) -> Actor:
    """Return somebody in a role; another number is another member of staff."""
    return replace(who.bare_actor(role), staff_id=UUID(int=number))


def in_another_role(actor: Actor) -> Actor:
    """Return the same member of staff as somebody who may ask."""
    return replace(actor, role=Role.ASSURANCE_LEAD)


def asked(pseudonyms: str, by: Actor | None = None, **changed: Any) -> int:
    """Ask who stands behind pseudonyms."""
    usual: dict[str, Any] = {"column": Column.PERSON, "reason": Reason.SAFEGUARDING, "words": WORDS}
    by = by or in_role(Role.ASSURANCE_LEAD)
    return reidentification.ask(pseudonyms=pseudonyms, by=by, **{**usual, **changed})


def approved(pseudonyms: str, **changed: Any) -> int:
    """Ask, and have it approved by somebody else."""
    number = asked(pseudonyms, **changed)
    officer = in_role(Role.PRIVACY_OFFICER, 8)
    reidentification.decide(number=number, approved=True, words="It is needed.", by=officer, now=changed.get("now"))
    return number
