"""Reading an NHS number out of what was asked."""

from __future__ import annotations

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.people.acceptance import accepted_here
from accord.sharing.fhir.outcomes import Refusal
from accord.sharing.fhir.searches import Query


def number_of(query: Query) -> str:
    """Return the one NHS number that is asked for; raises Refusal where it is none that is taken here."""
    tokens = query.tokens("identifier")
    if not tokens:
        raise Refusal.one(400, "required", "Give the NHS number, with its system.", "identifier")
    (first, *others), *again = tokens
    if others or again or not first.is_nhs_number:
        raise Refusal.one(400, "not-supported", "is one NHS number, with its system.", "identifier")
    try:
        return nhs_numbers.parse(first.value, accepted_here()).digits
    except Refused as refused:
        raise Refusal.one(400, "value", " ".join(each.accepted for each in refused.errors), "identifier") from refused
