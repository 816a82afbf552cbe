"""A step in the life of a version: held, checked against the lifecycle, appended as a fact, and made current or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from accord.domain.authority import Actor
from accord.domain.errors import Conflict, Refused
from accord.domain.lifecycle import LIVE, CancelReason, Status, Step, advance
from accord.domain.look_backs import Became
from accord.domain.plan.wishes import Scope
from accord.plans.actions.attributions import THE_CLOCK, attribute
from accord.plans.actions.locks import hold_person
from accord.plans.actions.tasking import OF_A_CURRENT_VERSION, close_of_version
from accord.plans.models import Current, Fact, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A version that is current, with its person held until the transaction ends."""

    current: Current
    person_id: UUID
    version_id: UUID
    scope: Scope
    number: int
    signed_by: UUID
    organisation_id: UUID


def hold(version_id: UUID) -> Held:
    """Return a version that is current, and hold its person. Raises `Conflict` when it is current no longer."""
    version = Version.objects.filter(pk=version_id).only(*_COLUMNS).first()
    if version is None:
        raise Refused.one("version", "There is no such plan.")
    hold_person(version.person_id)
    current = Current.objects.filter(person_id=version.person_id, version_id=version_id).first()
    if current is None:
        raise Conflict("This plan is not current any more. Look at what is current now.")
    return held_from(version, current)


def hold_current(person_id: UUID) -> tuple[Held, ...]:
    """Return every version that is current for a person who is already held."""
    rows = {row.version_id: row for row in Current.objects.filter(person_id=person_id)}
    versions = Version.objects.filter(person_id=person_id, pk__in=rows).only(*_COLUMNS).order_by("scope")
    return tuple(held_from(version, rows[version.id]) for version in versions)


def held_from(version: Version, current: Current) -> Held:
    """Return a version whose person is held already."""
    return Held(
        current=current,
        person_id=version.person_id,
        version_id=version.id,
        scope=Scope(version.scope),
        number=version.number,
        signed_by=version.signed_by,
        organisation_id=version.organisation_id,
    )


def scope_of(version_id: UUID) -> Scope:
    """Return the scope of a version."""
    return Scope(Version.objects.values_list("scope", flat=True).get(pk=version_id))


def take_step(
    held: Held,
    step: Step,
    *,
    at: datetime,
    by: Actor | None,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    name: str = THE_CLOCK,
) -> Status:
    """Append the step and make the version current or not; return its status. Raises `Refused` where none leads."""
    status = advance(Status(held.current.status), step)
    append(
        person_id=held.person_id, version_id=held.version_id, step=step, at=at, by=by, now=now, detail=detail, name=name
    )
    if status in LIVE:
        _keep(held.current, step, status, detail or {})
        return status
    Current.objects.filter(pk=held.current.pk).delete()
    close_of_version(
        person_id=held.person_id,
        version_id=held.version_id,
        kinds=OF_A_CURRENT_VERSION,
        by=by,
        now=now,
        outcome=status.words,
        **_came_of(status, detail or {}),
    )
    return status


def _came_of(status: Status, detail: Mapping[str, Any]) -> dict[str, str]:
    """Return what became of a decision, as a code, with what a review found wrong with it."""
    if detail.get("reason") == CancelReason.FOUND_INAPPROPRIATE:
        return {"came_of": Became.INAPPROPRIATE.value, "found": str(detail.get("inappropriate") or "")}
    return {"came_of": status.value}


def append(
    *,
    person_id: UUID,
    version_id: UUID,
    step: Step,
    at: datetime,
    by: Actor | None,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
    name: str = THE_CLOCK,
) -> None:
    """Append a fact to a version."""
    Fact.objects.create(
        person_id=person_id,
        version_id=version_id,
        step=step.value,
        at=at,
        detail=dict(detail or {}),
        **attribute(by, now, name),
    )


_COLUMNS = ("id", "person_id", "scope", "number", "signed_by", "organisation_id")


def _keep(current: Current, step: Step, status: Status, detail: Mapping[str, Any]) -> None:
    if step is Step.SUSPENDED:
        until = detail.get("until")
        current.suspended_until = datetime.fromisoformat(until) if until else None
    elif step is Step.REINSTATED:
        current.suspended_until = None
    current.status = status.value
    current.save(update_fields=["status", "suspended_until"])
