"""Whom an item that was sent is about: found by number or by our own id, and held against what else it says of them."""

from __future__ import annotations

from accord.domain import nhs_numbers
from accord.domain.errors import Refused
from accord.domain.people import Identity
from accord.people.acceptance import accepted_here
from accord.people.queries import find, identities
from accord.people.search_keys import family_key
from accord.projections.fhir.incoming.subjects import Subject
from accord.sharing.fhir.opened import id_of
from accord.sharing.fhir.outcomes import Refusal

CHECK = "Nothing was saved: check whom this is about."


def person_of(subject: Subject) -> Identity:
    """Return whom it is about; raises Refusal where nobody is known, or where the details are somebody else's."""
    person = _by_id(subject) if subject.patient_id else _by_number(subject)
    if person is None or person.merged_into is not None:
        raise _refused(subject, "not-found", f"names nobody who is known here. {CHECK}")
    if subject.patient_id and subject.number and not _has_number(person, subject.number):
        raise _refused(subject, "business-rule", f"has another NHS number than the Patient that it leads to. {CHECK}")
    if subject.birth_date and person.birth_date and not person.birth_date.isoformat().startswith(subject.birth_date):
        raise _refused(subject, "business-rule", f"has another date of birth than the one recorded here. {CHECK}")
    known = {family_key(each.family) for each in person.names}
    if subject.families and known and not known & {family_key(each) for each in subject.families}:
        raise _refused(subject, "business-rule", f"has another family name than those recorded here. {CHECK}")
    return person


def _by_id(subject: Subject) -> Identity | None:
    found = id_of(subject.patient_id)
    return identities.of(found) if found else None


def _by_number(subject: Subject) -> Identity | None:
    try:
        number = nhs_numbers.parse(subject.number, accepted_here()).digits
    except Refused as refused:
        raise _refused(
            subject, "value", " ".join(f"{each.wrong} {each.accepted}" for each in refused.errors)
        ) from refused
    found = find.by_number(number)
    return identities.of(found.person_id) if found else None


def _has_number(person: Identity, number: str) -> bool:
    return number in (person.nhs_number, *person.superseded_numbers)


def _refused(subject: Subject, code: str, words: str) -> Refusal:
    return Refusal.one(422, code, words, subject.at)
