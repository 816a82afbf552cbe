"""Finding who holds what about one person, by NHS number: of the types that an organisation may find.

Every look leaves its trace first. Nothing stands before one: where nothing that is recorded connects the organisation
with the person, it is logged as outside a relationship, and the privacy officer is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponseBase

from accord.access.actions.reads import Purpose
from accord.access.openings import open_record
from accord.people.queries import find, identities
from accord.sharing.fhir.registry import Asker
from accord.sharing.fhir.responses import send
from accord.sharing.fhir.searchsets import LOCATOR
from accord.sharing.pointers import held, permissions
from accord.sharing.pointers.answering import bundle, not_found
from accord.sharing.pointers.asking import SUBJECT, sought
from accord.sharing.pointers.held import HeldPointer
from accord.sharing.pointers.permissions import Allowed
from accord.sharing.pointers.spine import Spine, refusal
from accord.web.addresses import absolute

AT = f"{LOCATOR}/consumer/FHIR/R4/DocumentReference"
WHAT = "pointers"
POSTED = "An NHS number never stands in an address: send this search as POST to …/DocumentReference/_search."
NOT_YOURS = "The requested DocumentReference is not of a type that this organisation is allowed to access"


def search(asker: Asker) -> HttpResponseBase:
    """Give what is registered about one person."""
    allowed = permissions.consumer(asker.actor)
    wanted = sought(asker.request)
    types = _types(wanted.types, allowed)
    found = find.by_number(wanted.number)
    person = identities.of(found.person_id) if found else None
    pointers: Sequence[HeldPointer] = []
    if person is not None:
        open_record(asker.request, person, WHAT, Purpose.CARE)
        if not person.restricted:
            pointers = held.of_person(person.person_id)
    shown = held.matching(pointers, types=types, categories=wanted.categories, custodian=wanted.custodian)
    return bundle(shown, absolute(asker.request, f"{AT}/_search"), is_count_alone=wanted.is_count_alone)


def read(asker: Asker, number: str) -> HttpResponseBase:
    """Give a pointer by its id."""
    allowed = permissions.consumer(asker.actor)
    person_id = held.person_of(number)
    person = identities.of(person_id) if person_id else None
    if person is None:
        raise not_found()
    open_record(asker.request, person, WHAT, Purpose.CARE)
    found = held.of_id(number)
    if found is None or person.restricted:
        raise not_found()
    if found.type_code not in allowed.finds:
        raise refusal(403, "forbidden", Spine.ACCESS_DENIED, NOT_YOURS)
    return send(found.document)


def search_by_address(asker: Asker) -> HttpResponseBase:
    """Refuse a search whose parameters stand in the address."""
    del asker
    raise refusal(400, "security", Spine.INVALID_PARAMETER, POSTED, SUBJECT)


def _types(asked: Sequence[str], allowed: Allowed) -> Sequence[str]:
    for code in asked:
        if code not in allowed.finds:
            words = "Invalid type (The provided type does not match the allowed types for this organisation)"
            raise refusal(400, "code-invalid", Spine.INVALID_CODE_SYSTEM, words, "type")
    return asked or sorted(allowed.finds)
