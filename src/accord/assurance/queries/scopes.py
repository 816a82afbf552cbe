"""How far whoever looks at assurance may see: their area, their own organisation, or everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accord.domain.authority import Actor, Permission, Role
from accord.organisations.queries import areas, directory


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What may be seen. `site_codes` is None where every site may be."""

    site_codes: frozenset[str] | None
    own_code: str = ""
    """The one organisation of whoever sees no further: its signers' decisions elsewhere are theirs to answer for."""

    @property
    def is_everywhere(self) -> bool:
        """Whether every area may be seen."""
        return self.site_codes is None

    @property
    def is_own(self) -> bool:
        """Whether it is one organisation alone that may be seen."""
        return bool(self.own_code)

    def has_site(self, code: str) -> bool:
        """Return whether a site may be seen by itself."""
        return self.site_codes is None or code in self.site_codes

    def signals(self) -> Q:
        """Return the condition on signals: those of a site within, or raised about signers of one's own."""
        if self.site_codes is None:
            return Q()
        within = Q(site_code__in=self.site_codes)
        if self.is_own:
            return within | Q(signer_org_code=self.own_code)
        return within | Q(area_code__in=self.site_codes)


def scope_of(by: Actor, on: date) -> Scope:
    """Return how far `by` may see on a day. Raises NotPermitted where not at all.

    A reviewer's question is about the whole country, an area lead's about the sites for which the area answers, and
    everybody else's about their own organisation.
    """
    by.must(Permission.VIEW_ASSURANCE)
    if by.role is Role.REVIEWER:
        return Scope(site_codes=None)
    if by.role is Role.ASSURANCE_LEAD:
        ids = areas.sites_of(by.organisation_id, on)
        codes = frozenset(each.code for each in directory.by_ids(ids).values())
        return Scope(site_codes=codes | {by.organisation_code})
    return Scope(site_codes=frozenset({by.organisation_code}), own_code=by.organisation_code)
