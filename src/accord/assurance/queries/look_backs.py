"""Look-backs of an area: what each is over, and how far it has come. Counts by site; nobody is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from accord.assurance.models import LookBack
from accord.domain.authority import Actor, Permission
from accord.domain.look_backs import RECOMMENDED, REVIEWED, Asked, Became, Coverage, Decided, Why
from accord.domain.moments import LONDON, Moment
from accord.domain.organisations import OrganisationReference
from accord.organisations.queries import areas, directory
from accord.plans.queries import look_backs as plans
from accord.plans.queries.look_backs import Decision, Part, Period, Times

NOT_YET = "not_yet"
"""The key under which a summary counts what nobody has looked at."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the decisions of one site, or of all."""

    became: Counter[Became | None] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    by_signer: int = 0
    past_due: int = 0

    @property
    def total(self) -> int:
        """How many decisions were asked of."""
        return self.became.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a look-back has come."""

    parts: Sequence[Part]
    sites: Mapping[UUID, OrganisationReference]
    times: Times

    def tally(self, site_id: UUID | None = None) -> Tally:
        """Return what became of the decisions at one site, or of all."""
        return tally_of(part for part in self.parts if site_id in (None, part.site_id))

    def by_site(self) -> list[tuple[OrganisationReference, Tally]]:
        """Return the same for each site, by its name."""
        known = sorted(
            (self.sites[each] for each in {part.site_id for part in self.parts}),
            key=lambda site: (site.name, site.code),
        )
        return [(site, self.tally(site.id)) for site in known]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a look-back was closed."""

    at: datetime
    name: str
    words: str
    summary: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A look-back as it was opened, and whether everything was asked and it is closed."""

    look_back_id: UUID
    asked: Asked
    place: OrganisationReference | None
    decisions: int
    sites: int
    opened_at: datetime
    opened_name: str
    is_asked: bool
    closing: Closing | None


def of(by: Actor) -> list[View]:
    """Return the look-backs of the area for which somebody acts, the newest first."""
    by.must(Permission.OPEN_LOOK_BACK)
    rows = LookBack.objects.filter(organisation_id=by.organisation_id).select_related("asked", "closing")
    return _views(rows.order_by("-opened_at"))


def one(by: Actor, look_back_id: UUID) -> View | None:
    """Return one of them; None for one of another area as for one that there is not."""
    by.must(Permission.OPEN_LOOK_BACK)
    rows = LookBack.objects.filter(pk=look_back_id, organisation_id=by.organisation_id)
    return next(iter(_views(rows.select_related("asked", "closing"))), None)


def progress(look_back_id: UUID, now: datetime) -> Progress:
    """Return how far a look-back has come."""
    parts = plans.progress(look_back_id, now)
    sites = directory.by_ids({part.site_id for part in parts})
    return Progress(parts=parts, sites=sites, times=plans.times(look_back_id))


def decisions_of(asked: Asked, area_id: UUID, place_id: UUID | None, now: datetime) -> list[Decision]:
    """Return the decisions that are over what was asked, still in force, and at a site of the area.

    Nothing that is signed after this moment enters, whatever the period says.
    """
    day = Moment.of(now).day
    ends = min(_begin_of(asked.decided_until + timedelta(days=1)), now)
    period = Period(begins=_begin_of(asked.decided_from), ends=ends, recommended=RECOMMENDED[asked.decided])
    sites = {place_id} if asked.coverage is Coverage.SITE else areas.sites_of(area_id, day) | {area_id}
    signed_for = place_id if asked.coverage is Coverage.SIGNED_FOR else None
    found = plans.decisions(period, day)
    return [each for each in found if each.site_id in sites and signed_for in (None, each.signed_for)]


def tally_of(parts: Iterable[Part]) -> Tally:
    """Return parts added up."""
    became: Counter[Became | None] = Counter()
    found: Counter[str] = Counter()
    by_signer = past_due = 0
    for part in parts:
        became[part.became] += part.number
        if part.found:
            found[part.found] += part.number
        if part.became in REVIEWED:
            by_signer += part.by_signer
        past_due += part.past_due
    return Tally(became, found, by_signer, past_due)


def summary_of(held: Progress) -> dict[str, Any]:
    """Return the counts as a closing keeps them, by the site's code."""

    def counts(tally: Tally) -> dict[str, Any]:
        became = {(each.value if each else NOT_YET): number for each, number in tally.became.items()}
        return {"became": became, "found": dict(tally.found), "by_signer": tally.by_signer}

    half = held.times.half
    return {
        "all": counts(held.tally()),
        "sites": {site.code: counts(tally) for site, tally in held.by_site()},
        "half_days": round(half / timedelta(days=1), 1) if half is not None else None,
    }


def asked_of(row: LookBack, place: OrganisationReference | None) -> Asked:
    """Return what was asked for, as it was opened."""
    return Asked(
        coverage=Coverage(row.coverage),
        place_code=place.code if place else "",
        decided=Decided(row.decided),
        decided_from=row.decided_from,
        decided_until=row.decided_until,
        why=Why(row.why),
        words=row.words,
        due_on=row.due_on,
    )


def _views(rows: Iterable[LookBack]) -> list[View]:
    listed = list(rows)
    places = directory.by_ids({row.place_id for row in listed if row.place_id})
    return [_view(row, places.get(row.place_id) if row.place_id else None) for row in listed]


def _view(row: LookBack, place: OrganisationReference | None) -> View:
    closing = getattr(row, "closing", None)
    return View(
        look_back_id=row.id,
        asked=asked_of(row, place),
        place=place,
        decisions=row.decisions,
        sites=row.sites,
        opened_at=row.opened_at,
        opened_name=row.opened_name,
        is_asked=getattr(row, "asked", None) is not None,
        closing=Closing(at=closing.at, name=closing.closed_name, words=closing.words, summary=closing.summary)
        if closing is not None
        else None,
    )


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)
