"""What is checked in every value of a plan, however it was entered: its dates and its characters.

Forms check earlier and say it at the field; this is the last gate before anything is stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

from accord.domain.errors import FieldError, Refused
from accord.domain.moments import Moment
from accord.domain.text_hygiene import clean

MAY_BE_AHEAD = frozenset(
    {
        "review.due",
        "setting.ends_at",
        "sharing.withheld_until",
        "expires_on",
        "endorsement_due",
    }
)
"""Fields that speak of the future. Every other date in a plan tells of something that has happened."""
MAY_BE_BEFORE_BIRTH = frozenset({"birth_date", "maker_birth_date", "donor_birth_date"})
"""Dates of birth: of an attorney, or one written on a document and perhaps wrong there."""


def dates_wrong(value: object, field: str, now: datetime, birth_date: date | None) -> tuple[FieldError, ...]:
    """Return an error for each date in `value` that lies in the future, or before the person was born."""
    today = Moment.of(now)
    errors = []
    for path, moment in _moments(value, field):
        if _is_ahead(moment, today) and not _listed(path, MAY_BE_AHEAD):
            errors.append(FieldError(field=path, wrong="is in the future.", accepted="Give a time that has been."))
        elif birth_date and moment.day < birth_date and not _listed(path, MAY_BE_BEFORE_BIRTH):
            errors.append(
                FieldError(
                    field=path, wrong="is before the person was born.", accepted="Give a date after their birth."
                )
            )
    return tuple(errors)


def refuse_strange_text(value: object, field: str) -> None:
    """Raise `Refused` when any text in `value` holds characters that may not be kept, or is too long."""
    errors: list[FieldError] = []
    for path, text in _texts(value, field):
        try:
            clean(text, path)
        except Refused as refused:
            errors += refused.errors
    if errors:
        raise Refused(errors)


def _is_ahead(moment: Moment, today: Moment) -> bool:
    if moment.time is not None and today.time is not None:
        return moment.time > today.time
    return moment.day > today.day


def _listed(path: str, names: frozenset[str]) -> bool:
    return any(path == name or path.endswith(f".{name}") for name in names)


def _moments(value: Any, path: str) -> Iterator[tuple[str, Moment]]:
    if isinstance(value, Moment):
        yield path, value
    elif isinstance(value, date):
        yield path, Moment.of(value)
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from _moments(item, f"{path}[{index}]")
    elif value is not None:
        for name in _dated_fields(type(value)):
            yield from _moments(getattr(value, name), f"{path}.{name}" if path else name)


_dated: dict[type, tuple[str, ...]] = {}


def _dated_fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass that may hold a date, however deep. A plan is mostly text, and walked often."""
    if kind not in _dated:
        hints = get_type_hints(kind) if is_dataclass(kind) else {}
        _dated[kind] = tuple(name for name, hint in hints.items() if _may_hold_date(hint))
    return _dated[kind]


def _may_hold_date(hint: Any) -> bool:
    if isinstance(hint, type) and not get_args(hint):
        return issubclass(hint, (Moment, date)) or bool(_dated_fields(hint))
    return any(_may_hold_date(part) for part in get_args(hint) if part not in (type(None), Ellipsis))


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if type(value) is str:
        yield path, value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            yield from _texts(item, f"{path}[{index}]")
