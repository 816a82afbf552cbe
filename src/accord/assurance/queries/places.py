"""The sites that a run read of, within the scope of whoever looks, and how much it read of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from accord.assurance.queries import stores
from accord.assurance.queries.runs import CurrentRun
from accord.assurance.queries.scopes import Scope

KEPT = 64

_SITES = """
SELECT site_code, coalesce(name, site_code), coalesce(site_type, ''), coalesce(area_code, ''),
  (SELECT coalesce(sum(decisions), 0)::BIGINT FROM decisions_by_day AS made WHERE made.site_code = sites.site_code)
FROM sites WHERE ?::VARCHAR[] IS NULL OR list_contains(?::VARCHAR[], site_code)
ORDER BY 2, 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site. `decisions`: DNACPR decisions made for people there, as far back as the record goes."""

    code: str
    name: str
    site_type: str
    area_code: str
    decisions: int


@lru_cache(maxsize=KEPT)
def sites(run: CurrentRun, scope: Scope) -> tuple[Site, ...]:
    """Return the sites within a scope by name, in no other order: nobody is ranked by how many decisions they made."""
    codes = None if scope.site_codes is None else sorted(scope.site_codes)
    return tuple(
        Site(code=code, name=name, site_type=site_type, area_code=area_code, decisions=decisions)
        for code, name, site_type, area_code, decisions in stores.ask(run.folder, _SITES, [codes, codes])
    )


def site(run: CurrentRun, scope: Scope, code: str) -> Site | None:
    """Return one site within a scope; None where it is not within, the same as where there is none."""
    if not scope.has_site(code):
        return None
    found = sites(run, Scope(site_codes=frozenset({code})))
    return found[0] if found else None
