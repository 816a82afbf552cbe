"""What is current, under any sequence of events: at most one enduring plan, at most one episode layer, one CPR status.

The record is held against a naive model, step by step. What the model does not allow, the record refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import drafts, who

from accord.domain.errors import Conflict, Refused
from accord.domain.lifecycle import CancelReason
from accord.domain.plan.clinical import CprRecommendation
from accord.domain.plan.parts import PartName
from accord.domain.plan.wishes import Scope
from accord.domain.standing import EffectiveCpr, effective_cpr
from accord.plans.actions import cancellations, deaths, suspensions
from accord.plans.models import Current
from accord.plans.queries import records

ENDURING, EPISODE = Scope.ENDURING, Scope.EPISODE


class NotAllowed(Exception):
    """The model does not allow this step."""


@dataclass(frozen=True)
class Held:
    """A plan that is current in the model."""

    cpr: CprRecommendation
    suspended: bool = False


@dataclass
class Model:
    """What should be so, written as plainly as it can be."""

    current: dict[Scope, Held] = field(default_factory=dict)
    closed: dict[Scope, Held] = field(default_factory=dict)
    admitted: bool = False
    dead: bool = False

    def allow(self, condition: bool) -> None:
        if not condition:
            raise NotAllowed

    def effective(self) -> EffectiveCpr:
        for scope in (EPISODE, ENDURING):
            held = self.current.get(scope)
            if held and held.cpr is not CprRecommendation.NONE:
                return EffectiveCpr.SUSPENDED if held.suspended else EffectiveCpr(held.cpr.value)
        return EffectiveCpr.NONE_RECORDED if self.current else EffectiveCpr.NO_PLAN_KNOWN

    def sign(self, scope: Scope, cpr: CprRecommendation) -> None:
        self.allow(not self.dead and (self.admitted or scope is ENDURING))
        # Whoever is in theatre stays suspended, whatever is signed meanwhile: until somebody ends it.
        replaced = self.current.get(scope)
        self.current[scope] = Held(cpr, suspended=replaced is not None and replaced.suspended)

    def cancel(self, scope: Scope) -> None:
        self.allow(scope in self.current)
        del self.current[scope]

    def suspend(self, scope: Scope, suspended: bool) -> None:
        self.allow(scope in self.current and self.current[scope].suspended is not suspended)
        self.current[scope] = replace(self.current[scope], suspended=suspended)

    def admit(self) -> None:
        self.admitted = True

    def discharge(self) -> None:
        self.allow(self.admitted)
        self.admitted = False
        self.current.pop(EPISODE, None)

    def die(self) -> None:
        if not self.dead:
            self.closed, self.current, self.dead = self.closed | self.current, {}, True

    def withdraw(self) -> None:
        if self.dead:
            self.current, self.closed, self.dead = self.closed, {}, False
            if not self.admitted:
                self.current.pop(EPISODE, None)


def version_of(person: UUID, scope: Scope) -> UUID:
    found = Current.objects.filter(person_id=person, scope=scope.value).first()
    if found is None:
        raise Refused.one("scope", "Nothing is current.")
    return found.version_id


def sign(person: UUID, scope: Scope, cpr: CprRecommendation) -> None:
    drafts.signed(person, drafts.gp(), {PartName.CPR: drafts.cpr(cpr)}, scope)


def cancel(person: UUID, scope: Scope) -> None:
    cancellations.cancel(version_id=version_of(person, scope), reason=CancelReason.ERROR, by=drafts.gp())


def suspend(person: UUID, scope: Scope, suspended: bool) -> None:
    version_id, now = version_of(person, scope), datetime.now(UTC)
    if suspended:
        suspensions.suspend(version_id=version_id, from_at=now, until=None, why="Operation", by=drafts.gp())
    else:
        suspensions.reinstate(version_id=version_id, by=drafts.gp())


def withdraw(person: UUID) -> None:
    deaths.withdraw(person_id=person, by=drafts.gp())


RECORD: dict[str, Callable[..., object]] = {
    "sign": sign,
    "cancel": cancel,
    "suspend": suspend,
    "admit": drafts.admit,
    "discharge": drafts.discharge,
    "die": drafts.die,
    "withdraw": withdraw,
}
scopes = st.sampled_from(Scope)
steps = st.one_of(
    st.tuples(st.just("sign"), scopes, st.sampled_from(CprRecommendation)),
    st.tuples(st.just("cancel"), scopes),
    st.tuples(st.just("suspend"), scopes, st.booleans()),
    st.tuples(st.sampled_from(["admit", "discharge", "die", "withdraw"])),
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=st.lists(steps, min_size=1, max_size=12))
def test_record_agrees_with_the_model_after_every_step(
    db: None, tmp_path: Path, taken: list[tuple[object, ...]]
) -> None:
    with transaction.atomic():
        who.load_directory(tmp_path)
        person, model = drafts.person_with_talk(), Model()
        for name, *given_values in taken:
            take(person, model, str(name), given_values)
            check(person, model)
        transaction.set_rollback(True)


def take(person: UUID, model: Model, name: str, values: list[object]) -> None:
    """Take one step in the model, and the same in the record: both do it, or neither does."""
    try:
        getattr(model, name)(*values)
    except NotAllowed:
        with pytest.raises((Refused, Conflict)), transaction.atomic():
            RECORD[name](person, *values)
    else:
        RECORD[name](person, *values)


def check(person: UUID, model: Model) -> None:
    """The record holds what the model holds; the sheet and the facts give the same one status."""
    rows = Current.objects.filter(person_id=person).values_list("scope", flat=True)
    assert sorted(rows) == sorted(scope.value for scope in model.current)
    assert drafts.effective(person) is model.effective()
    layers = tuple(each.layer for each in records.of(person).layers)
    assert effective_cpr(layers, datetime.now(UTC)).status is model.effective()
