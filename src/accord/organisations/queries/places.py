"""Find an organisation by what somebody types: its ODS code, or words of its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from accord.domain.organisations import OrganisationReference, SiteType
from accord.organisations.models import Organisation
from accord.organisations.models.periods import valid_on
from accord.organisations.queries.directory import refer

SHORTEST = 3
LONGEST = 200
"""Characters of a name below which half the directory would be found."""
MOST = 12
STAYED_AT = frozenset(SiteType) - {SiteType.GP_PRACTICE, SiteType.AMBULANCE}
"""Kinds of site at which a person can stay."""


def named(
    words: str, *, on: date, kinds: Iterable[SiteType] = STAYED_AT, most: int = MOST
) -> Sequence[OrganisationReference]:
    """Return the organisations that exist on a day with this code, or with each of these words in their name.

    A code or a whole name leads to its organisation alone, whatever else holds the same words.
    """
    wanted = words.split()
    # No name is so long or holds a NUL, which the database would not take; and each word is a condition of its own.
    if not wanted or len(words) > LONGEST or "\0" in words:
        return ()
    rows = Organisation.objects.filter(valid_on(on), site_type__in=[kind.value for kind in kinds])
    exact = list(rows.filter(Q(ods_code=words.strip().upper()) | Q(name__iexact=" ".join(wanted)))[:most])
    if exact or len("".join(wanted)) < SHORTEST:
        return [refer(row) for row in exact]
    for word in wanted:
        rows = rows.filter(name__icontains=word)
    return [refer(row) for row in rows.order_by("name", "ods_code")[:most]]
