"""The kinds of resources that another system may be let in for."""

from __future__ import annotations

from accord.sharing.fhir.resources import RESOURCES

NOTICE = "DemographicNotice"
"""What national services say of somebody: no resource of FHIR, and let in by its own name all the same."""
KINDS = frozenset({NOTICE, *(each.type for each in RESOURCES)})
