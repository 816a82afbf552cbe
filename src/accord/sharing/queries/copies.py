"""Printed copies: what can be printed of a person, what was, and how a copy stands that somebody holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from django.conf import settings
from django.db import connection

from accord.domain.authority import Actor
from accord.domain.choices import Choice
from accord.domain.lifecycle import Status
from accord.domain.organisations import EVERY_AREA
from accord.domain.people import Identity
from accord.domain.plan.wishes import Scope
from accord.domain.standing import EffectiveCpr, Layer, effective_cpr
from accord.organisations.queries.areas import areas_over
from accord.plans.queries import records, standing, versions
from accord.plans.queries.records import Records, StandingVersion
from accord.privileges import openings
from accord.privileges.claims import acting_as_software
from accord.privileges.openings import read_rows
from accord.projections.emergency import EmergencyView, Provenance, view
from accord.sharing.copies.keys import CopyKeys, keys_from
from accord.sharing.copies.proofs import Kind
from accord.sharing.models import Copy, CopyRevocation
from accord.sharing.queries.tops import top_of

FIND = "SELECT copy_id, person_id, version_id FROM accord_find_copy(%s)"


class CopyStanding(Choice):
    """How a printed copy stands now: all that is told to whoever holds it, and nothing of whom it is about."""

    CURRENT = "current", "Current: nothing newer is known here"
    CHANGED = "changed", "Its plan is current, but the top of the sheet has changed since: ask before you rely on it"
    OVERLAID = "overlaid", "Another plan stands over it: ask before you rely on it"
    SUSPENDED = "suspended", "Suspended: attempt CPR"
    SUPERSEDED = "superseded", "Replaced by a newer plan: do not rely on this copy"
    CANCELLED = "cancelled", "Cancelled: do not rely on this copy"
    ENDED = "ended", "Ended: do not rely on this copy"
    REVOKED = "revoked", "This copy was taken back or lost: do not rely on it"
    NOT_KNOWN = "not_known", "No copy with this code is known here"


OVER = {Status.SUPERSEDED: CopyStanding.SUPERSEDED, Status.CANCELLED: CopyStanding.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """A copy that was printed."""

    copy_id: UUID
    code: str
    kind: Kind
    version_id: UUID
    printed_at: datetime
    printed_name: str
    organisation_id: UUID
    is_revoked: bool
    top: str
    """The mark of what stood at its top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printable:
    """A current version that may be printed, and whether there is a notice of what it recommends."""

    version: StandingVersion
    has_notice: bool
    is_over: bool
    """Whether it stands over another."""

    def kinds(self) -> tuple[Kind, ...]:
        """Return what may be printed of it."""
        return (Kind.PLAN, Kind.LARGE, *((Kind.NOTICE,) if self.has_notice else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """What may be printed of a person for whoever asks: as anybody may read it who picks the sheet up."""

    view: EmergencyView
    held: Records
    versions: tuple[Printable, ...]
    top: str
    """The mark of what would stand at the top of a copy now."""

    def numbered(self, version_id: UUID) -> Printable | None:
        """Return the version with this id, if it may be printed."""
        return next((each for each in self.versions if each.version.version_id == version_id), None)

    def age_of(self, version_id: UUID) -> Provenance:
        """Return how old a version is that may be printed, and when its review is due by now."""
        return next(each for each in self.view.provenance if each.version_id == version_id)


def printable(person: Identity, by: Actor, now: datetime) -> OnPaper:
    """Return what may be printed of a person: the current versions that whoever asks may see."""
    shown = view(
        standing.sheet(person.person_id), person, now, viewer_organisation=by.organisation_code, for_staff=False
    )
    held = records.of(person.person_id)
    layers = {each.version_id: each.layer for each in held.layers}
    holding = [each for each in held.layers if each.version_id in shown.seen and layers[each.version_id].holds(now)]
    deciding = effective_cpr(tuple(layers.values()), now)
    said = deciding.layer.version_id if deciding.layer and deciding.status is EffectiveCpr.NOT_FOR_CPR else None
    is_said = shown.cpr.status is EffectiveCpr.NOT_FOR_CPR
    return OnPaper(
        view=shown,
        held=held,
        top=top_of(held, now),
        versions=tuple(
            Printable(
                version=each,
                has_notice=is_said and each.version_id == said,
                is_over=each.scope is Scope.EPISODE and len(holding) > 1,
            )
            for each in sorted(holding, key=lambda each: each.scope is not Scope.EPISODE)
        ),
    )


def accepted_around(organisation_id: UUID, on: date) -> str:
    """Return where copies are accepted in the area of an organisation, in this installation's own words."""
    said: Mapping[str, str] = settings.ACCORD_COPIES_ACCEPTED
    areas = (*areas_over(organisation_id, on), EVERY_AREA)
    return next((said[area] for area in areas if area in said), "")


def of_person(person_id: UUID) -> tuple[CopyLine, ...]:
    """Return the copies that were printed of a person, the latest first."""
    rows = read_rows(Copy, person_id, "ORDER BY printed_at DESC, id")
    revoked = set(CopyRevocation.objects.filter(person_id=person_id).values_list("copy_id", flat=True))
    return tuple(
        CopyLine(
            copy_id=row.id,
            code=row.code,
            kind=Kind(row.kind),
            version_id=row.version_id,
            printed_at=row.printed_at,
            printed_name=row.printed_name,
            organisation_id=row.organisation_id,
            is_revoked=row.id in revoked,
            top=row.top,
        )
        for row in rows
    )


def standing_of(code: str, now: datetime) -> CopyStanding:
    """Return how a copy stands. The software looks, and its look leaves a trace like any other."""
    with acting_as_software():
        with connection.cursor() as cursor:
            cursor.execute(FIND, [code])
            found = cursor.fetchone()
        if found is None:
            return CopyStanding.NOT_KNOWN
        copy_id, person_id, version_id = found
        openings.open_read(person_id, purpose="administration", what="copy_check")
        if CopyRevocation.objects.filter(pk=copy_id).exists():
            return CopyStanding.REVOKED
        held = records.of(person_id)
        standing_now = _of_version(version_id, [each.layer for each in held.layers], now)
        [row] = read_rows(Copy, person_id, "WHERE id = %s", [copy_id])
        is_changed = standing_now is CopyStanding.CURRENT and row.top != top_of(held, now)
        return CopyStanding.CHANGED if is_changed else standing_now


def _of_version(version_id: UUID, layers: Iterable[Layer], now: datetime) -> CopyStanding:
    holding = [each for each in layers if each.holds(now)]
    own = next((each for each in holding if each.version_id == version_id), None)
    if own is None:
        return OVER.get(versions.version(version_id).status, CopyStanding.ENDED)
    if any(each.scope is Scope.EPISODE for each in holding) and own.scope is not Scope.EPISODE:
        return CopyStanding.OVERLAID  # the other decides, whether or not this one is suspended
    return CopyStanding.SUSPENDED if own.suspension(now) else CopyStanding.CURRENT


def keys() -> CopyKeys:
    """Return the keys of this installation."""
    return _keys(tuple(settings.ACCORD_COPY_KEYS))


@cache
def _keys(given: tuple[str, ...]) -> CopyKeys:
    return keys_from(given)
