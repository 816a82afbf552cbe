"""To which organisation a task goes: where somebody can answer for the person's plan."""

from __future__ import annotations

from uuid import UUID

from accord.domain.plan.wishes import Scope
from accord.organisations.queries import directory
from accord.plans.models import Current, Version
from accord.plans.queries.subjects import subject


def responsible(person_id: UUID, otherwise: UUID) -> UUID:
    """Return who answers for a person's plan: who signed what is current, else their practice, else `otherwise`."""
    current = Current.objects.filter(person_id=person_id).values_list("version_id", flat=True)
    signed = dict(Version.objects.filter(pk__in=current).values_list("scope", "organisation_id"))
    found = signed.get(Scope.EPISODE.value) or signed.get(Scope.ENDURING.value)
    if found is not None:
        return found
    practice = subject(person_id).practice
    organisation = directory.by_code(practice.code) if practice else None
    return organisation.id if organisation else otherwise
