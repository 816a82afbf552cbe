"""What a run read: how many decisions by what they say of CPR, what happened outside, and what it cannot tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from accord.assurance.queries import stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.assurance.runs.openings import Opening, of_measures, of_signals
from accord.assurance.signals.kinds import SignalKind

KEPT = 64
_KINDS = """
SELECT cpr, sum(decisions)::BIGINT FROM decisions_by_kind
WHERE ?::VARCHAR[] IS NULL OR list_contains(?::VARCHAR[], site_code) GROUP BY cpr ORDER BY cpr
"""
_GIVEN = "SELECT table_name, list(column_name) FROM given GROUP BY table_name"
_EVENTS = """
SELECT day, kind, text, site_code <> '' FROM external_events
WHERE day <= ? AND (site_code = ? OR site_code = '' AND area_code IN ('', ?)) ORDER BY ALL
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something outside the record: a letter, a policy, an outbreak. `is_here`: at the site itself, not in its area."""

    day: date
    kind: str
    text: str
    is_here: bool


@lru_cache(maxsize=KEPT)
def by_kind(run: CurrentRun, scope: Scope) -> Mapping[str, int]:
    """Return how many decisions were read within a scope, by what they say of CPR."""
    codes = None if scope.site_codes is None else sorted(scope.site_codes)
    return dict(stores.ask(run.folder, _KINDS, [codes, codes]))


@lru_cache(maxsize=KEPT)
def openings(run: CurrentRun) -> tuple[tuple[Opening, ...], tuple[Opening, ...]]:
    """Return the measures and the signals of the software, each with whether what was read lets it be given."""
    given = {table: frozenset(columns) for table, columns in stores.ask(run.folder, _GIVEN)}
    return of_measures(given), of_signals(given, tuple(SignalKind))


@lru_cache(maxsize=KEPT)
def events(run: CurrentRun, *, site: str, area: str) -> tuple[Happened, ...]:
    """Return what happened at a site, in its area or everywhere, oldest first."""
    return tuple(
        Happened(day=day, kind=kind, text=text, is_here=is_here)
        for day, kind, text, is_here in stores.ask(run.folder, _EVENTS, [run.as_of, site, area])
    )
