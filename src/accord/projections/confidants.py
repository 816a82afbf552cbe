"""Who may be told: people whom the person does not want told are kept out of contacts, notices and printouts.

design/clinical-decisions.md, Involvement. Two records of one human are matched by name, or by telephone number: a call
to a number that somebody shares with a person who is not to be told would reach that person.
"""

from __future__ import annotations

from collections.abc import Iterable

from accord.domain.people import Contact
from accord.domain.plan.wishes import SharingWishes

SHORTEST_NUMBER = 6
NATIONAL_DIGITS = 10


def may_be_told(contacts: Iterable[Contact], sharing: SharingWishes | None) -> list[Contact]:
    """Return the contacts whom the person has not asked to keep out."""
    if sharing is None or not sharing.not_to_be_told:
        return list(contacts)
    kept_out = [(one.name, one.telephone) for one in sharing.not_to_be_told]
    return [
        one
        for one in contacts
        if not any(same_name(one.name, name) or same_number(one.phone, number) for name, number in kept_out)
    ]


def same_name(one: str, other: str) -> bool:
    """Whether two names are written alike, whatever their capitals and spaces."""
    return bool(one.strip()) and one.casefold().split() == other.casefold().split()


def same_number(one: str, other: str) -> bool:
    """Whether two telephone numbers are the same, with or without +44."""
    digits = _digits(one)
    return len(digits) >= SHORTEST_NUMBER and digits == _digits(other)


def _digits(number: str) -> str:
    return "".join(char for char in number if char.isdigit())[-NATIONAL_DIGITS:]
