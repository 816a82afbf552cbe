"""What cannot be taken about a person, each said at its field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from accord.domain import nhs_numbers, text_hygiene
from accord.domain.errors import FieldError, Refused
from accord.domain.nhs_numbers import Acceptance
from accord.domain.people import Characteristics, Contact, Death, DeathStatus, Needs, NewPerson, PersonName

OLDEST = 125
ETHNICITIES = frozenset("ABCDEFGHJKLMNPRSZ") | {"gypsy_roma_traveller", "arab"}
"""NHS Data Dictionary ethnic categories, not stated (Z), and the two that the list lacks (design/dataset.md)."""
SHORT_TEXTS = {"language": 60, "written_format": 60, "contact_preference": 60, "contact_times": 200}
LONG_TEXTS = {"communication": 4_000, "adjustments": 4_000}


def check_person(person: NewPerson, accept: Acceptance) -> None:
    """Refuse a person whose details cannot be so, naming every field that cannot."""
    errors = [
        *birth_date_errors(person.birth_date),
        *death_errors(person.death, person.birth_date),
        *(error for name in person.names for error in name_errors(name)),
        *needs_errors(person.needs),
        *characteristics_errors(person.characteristics),
        *(error for contact in person.contacts for error in contact_errors(contact)),
        *_number_errors(person.nhs_number, accept),
    ]
    if errors:
        raise Refused(errors)


def birth_date_errors(born: date | None) -> Iterator[FieldError]:
    """Yield what is wrong with a date of birth."""
    today = timezone.localdate()
    if born is not None and born > today:
        yield FieldError(
            field="birth_date", wrong="Date of birth is in the future.", accepted="Enter a date in the past."
        )
    if born is not None and today.year - born.year > OLDEST:
        yield FieldError(
            field="birth_date",
            wrong=f"Date of birth is more than {OLDEST} years ago.",
            accepted="Check the year.",
        )


def death_errors(death: Death | None, born: date | None) -> Iterator[FieldError]:
    """Yield what is wrong with a death."""
    if death is None or death.on is None or death.status is DeathStatus.WITHDRAWN:
        return
    if death.on > timezone.localdate():
        yield FieldError(
            field="death_date", wrong="Date of death is in the future.", accepted="Enter today or earlier."
        )
    if born is not None and death.on < born:
        yield FieldError(field="death_date", wrong="Date of death is before the date of birth.", accepted="Check both.")


def name_errors(name: PersonName) -> Iterator[FieldError]:
    """Yield what is wrong with a name."""
    yield from _text_errors("family", name.family, 200)
    yield from _text_errors("prefix", name.prefix, 40)
    yield from _text_errors("suffix", name.suffix, 40)
    for given in name.given:
        yield from _text_errors("given", given, 100)


def needs_errors(needs: Needs) -> Iterator[FieldError]:
    """Yield what is wrong with somebody's needs."""
    for field, limit in SHORT_TEXTS.items():
        yield from _text_errors(field, getattr(needs, field), limit)
    for field, limit in LONG_TEXTS.items():
        yield from _text_errors(field, getattr(needs, field), limit, one_line=False)


def characteristics_errors(held: Characteristics) -> Iterator[FieldError]:
    """Yield what is wrong with somebody's characteristics."""
    if held.ethnicity and held.ethnicity not in ETHNICITIES:
        yield FieldError(
            field="ethnicity", wrong=f"{held.ethnicity[:24]} is not an ethnic category.", accepted="A to S, or Z."
        )
    if held.imd_decile is not None and not 1 <= held.imd_decile <= 10:
        yield FieldError(field="imd_decile", wrong="Deprivation decile is not from 1 to 10.")
    if held.frailty is not None and not 1 <= held.frailty <= 9:
        yield FieldError(field="frailty", wrong="Clinical Frailty Scale is not from 1 to 9.")


def contact_errors(contact: Contact) -> Iterator[FieldError]:
    """Yield what is wrong with a contact."""
    if not (contact.name.strip() or contact.phone.strip()):
        yield FieldError(field="name", wrong="A contact needs a name or a telephone number.")
    for field, limit in (("name", 200), ("relationship", 80), ("phone", 40)):
        yield from _text_errors(field, getattr(contact, field), limit)
    yield from _text_errors("notes", contact.notes, 500, one_line=False)


def _number_errors(number: str | None, accept: Acceptance) -> Iterator[FieldError]:
    if number is None:
        return
    try:
        nhs_numbers.parse(number, accept)
    except Refused as refused:
        yield from refused.errors


def _text_errors(field: str, text: str, limit: int, *, one_line: bool = True) -> Iterator[FieldError]:
    try:
        text_hygiene.clean(text, field, limit=limit, one_line=one_line)
    except Refused as refused:
        yield from refused.errors
