"""Registers within the scope of whoever looks: counts by site, and entries for one's own site alone.

Only people with a decision or a plan stand behind a count (`plans.queries.registers`), and a count by site is no rank:
sites stand by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accord.assurance.queries.scopes import Scope, scope_of
from accord.domain.authority import Actor, Permission
from accord.domain.errors import NotPermitted
from accord.domain.moments import Moment
from accord.domain.organisations import OrganisationReference
from accord.domain.waiting import Waited, Waiting
from accord.organisations.queries import directory
from accord.plans.queries import registers as plans
from accord.plans.queries.registers import Count, Entry
from accord.soundness.catalogue import BY_ID
from accord.soundness.expectations import Rule


@dataclass(frozen=True, slots=True)
class Line:
    """How much waits, by how long it has waited, and how much of it should have been done by now."""

    waited: Counter[Waited] = field(default_factory=Counter)
    overdue: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return self.waited.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """What waits within a scope."""

    is_own: bool
    counts: Sequence[Count]
    sites: Mapping[UUID, OrganisationReference]

    def line(self, register: Waiting, site_id: UUID | None = None) -> Line:
        """Return what waits in a register, at one site or at all together."""
        held = [each for each in self.counts if each.register is register and site_id in (None, each.site_id)]
        waited: Counter[Waited] = Counter()
        for each in held:
            waited[each.waited] += each.number
        return Line(waited, sum(each.overdue for each in held))

    def by_site(self, register: Waiting) -> list[tuple[OrganisationReference, Line]]:
        """Return what waits in a register at each site where anything does, by the site's name."""
        ids = {each.site_id for each in self.counts if each.register is register}
        known = sorted((self.sites[each] for each in ids), key=lambda site: (site.name, site.code))
        return [(site, self.line(register, site.id)) for site in known]


def of(by: Actor, now: datetime) -> Registers:
    """Return what waits within the scope of `by`, counted."""
    scope, site_ids = _scope(by, now)
    counts = plans.count(now=now, site_ids=site_ids)
    sites = directory.by_ids({each.site_id for each in counts})
    return Registers(is_own=scope.is_own, counts=counts, sites=sites)


def entries(register: Waiting, by: Actor, now: datetime, *, after: int = 0, most: int = 50) -> tuple[Entry, ...]:
    """Return the entries of a register at one's own site, each about somebody whose record one may be shown.

    Raises NotPermitted for whoever sees further than their own organisation: they are shown counts.
    """
    scope, _ = _scope(by, now)
    if not scope.is_own:
        raise NotPermitted("Only whoever answers for one site is shown the entries of a register")
    by.must(Permission.VIEW_PLAN)
    return plans.entries(register, now=now, site_id=by.organisation_id, after=after, most=most)


def by_rule(by: Actor, now: datetime) -> list[tuple[Rule, int]]:
    """Return the rules of which records to complete show too little, and of how many, in the order of the rules."""
    _, site_ids = _scope(by, now)
    counted = plans.count_by_rule(site_ids=site_ids, now=now)
    return [(rule, counted[rule_id]) for rule_id, rule in BY_ID.items() if rule_id in counted]


def _scope(by: Actor, now: datetime) -> tuple[Scope, list[UUID] | None]:
    by.must(Permission.VIEW_REGISTERS)
    scope = scope_of(by, Moment.of(now).day)
    if scope.site_codes is None:
        return scope, None
    return scope, [site.id for site in directory.by_codes(scope.site_codes).values()]
