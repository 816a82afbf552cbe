"""What a site's figures stand beside: those of its area, and of the other sites there.

Whoever answers for the whole area is given the figures as they are. A provider is given the area's share alone,
rounded, and only where enough other sites are in it: with fewer, their own counts taken away would leave another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from accord.assurance.queries import measured, stores
from accord.assurance.queries.measured import Measured
from accord.assurance.queries.places import Site
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope
from accord.domain.small_numbers import NEAREST, SMALLEST, controlled

KEPT = 64
FEWEST_OTHERS = 5
EVERYWHERE = Scope(site_codes=None)
ANOTHER = "Another site"

_OTHERS = """
SELECT measure_id, count(*) FROM measures JOIN sites ON value = site_code
WHERE breakdown = 'site' AND denominator > 0 AND area_code = ? AND site_code <> ? GROUP BY 1
"""
_POINTS = """
SELECT value, coalesce(name, value), numerator, denominator, not_recorded, proportion, lower, upper
FROM measures JOIN sites ON value = site_code
WHERE breakdown = 'site' AND denominator > 0 AND measure_id = ? AND (? IS NULL OR area_code = ?)
ORDER BY 2, 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The area's figure for one measure. `is_exact`: with its counts; otherwise its share is all that may be shown."""

    row: Measured
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Dotted:
    """One site of a funnel; `code` and counts as they are only where it may be seen by itself."""

    name: str
    code: str
    row: Measured


def area_of(run: CurrentRun, site: Site, scope: Scope) -> Mapping[str, Beside]:
    """Return the figures of a site's area by measure: those that may be shown to whoever has this scope."""
    rows = measured.rows(run, breakdown="area", scope=EVERYWHERE)
    held = {row.measure_id: row for row in rows if row.value == site.area_code}
    if not scope.is_own:
        return {name: Beside(row=row, is_exact=True) for name, row in held.items()}
    others: dict[str, int] = dict(stores.ask(run.folder, _OTHERS, [site.area_code, site.code]))
    enough = {name for name, number in others.items() if number >= FEWEST_OTHERS}
    return {name: Beside(row=row, is_exact=False) for name, row in held.items() if name in enough}


@lru_cache(maxsize=KEPT)
def points(run: CurrentRun, measure: str, scope: Scope, area: str | None = None) -> tuple[Dotted, ...]:
    """Return each site that has the measure, by name: of one area, or of all that the scope holds.

    In the scope of one organisation the others of the area have no name, and numbers as they may be shown beyond it
    (`domain.small_numbers`); those whose numbers are too small are left out. They stand by size, never by share.
    """
    found = [_dotted(measure, each) for each in stores.ask(run.folder, _POINTS, [measure, area, area])]
    if not scope.is_own:
        return tuple(each for each in found if scope.has_site(each.code))
    own = [each for each in found if scope.has_site(each.code)]
    others = [hidden for each in found if not scope.has_site(each.code) and (hidden := _hidden(each))]
    others.sort(key=lambda each: (-each.row.denominator, each.row.numerator))
    return (*own, *others) if len(others) >= FEWEST_OTHERS else tuple(own)


def _dotted(measure: str, cells: tuple[Any, ...]) -> Dotted:
    code, name, *counts = cells
    return Dotted(name=name, code=code, row=Measured(measure, "site", code, *counts))


def _hidden(dot: Dotted) -> Dotted | None:
    """Return a site without its name, its counts rounded; None where one of them is too small to be shown."""
    row = dot.row
    part, rest = controlled(row.numerator), controlled(row.denominator - row.numerator)
    if part is None or rest is None or row.denominator < SMALLEST:
        return None
    whole = part + rest
    shown = replace(
        row,
        value="",
        numerator=part,
        denominator=whole,
        not_recorded=row.not_recorded // NEAREST * NEAREST,
        proportion=part / whole,
        lower=None,
        upper=None,
    )
    return Dotted(name=ANOTHER, code="", row=shown)
