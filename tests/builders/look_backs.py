"""Builders of look-backs: a lead of either area of the small region, and what they ask for."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from tests.builders import drafts, who

from accord.assurance.actions import look_backs
from accord.domain.authority import Actor
from accord.domain.look_backs import Asked, Coverage, Decided, Why
from accord.plans.models import Task, TaskKind


def lead(code: str = "Q9901") -> Actor:
    """Return the lead of the area in which the surgery lies, or (Q9902) the home."""
    return replace(who.actor("Q9901"), organisation_id=who.site(code), organisation_code=code)


def asked(**changed: Any) -> Asked:
    """Return what a lead asks for: this month's decisions against CPR, at every site."""
    today: date = timezone.localdate()
    usual: dict[str, Any] = {
        "coverage": Coverage.AREA,
        "place_code": "",
        "decided": Decided.NOT_FOR_CPR,
        "decided_from": today - timedelta(days=30),
        "decided_until": today,
        "why": Why.LETTER,
        "words": "A letter of March.",
        "due_on": today + timedelta(days=14),
    }
    return Asked(**(usual | changed))


def opened(by: Actor | None = None, **changed: Any) -> UUID:
    """Open a look-back, and ask of each of its decisions."""
    made = look_backs.open_one(asked=asked(**changed), by=by or lead())
    look_backs.ask_waiting()
    return made


def tasks(look_back_id: UUID) -> list[Task]:
    """Return all tasks of a look-back."""
    return list(Task.objects.filter(kind=TaskKind.LOOK_BACK.value, subject_id=look_back_id))


def resident(**changed: object) -> UUID:
    """Return somebody of Ash House about whom the GP then signed a plan."""
    person = drafts.person_with_talk(**changed)
    drafts.move_in(person)
    drafts.signed(person)
    return person
