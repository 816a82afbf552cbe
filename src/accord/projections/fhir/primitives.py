"""The primitive types of FHIR R4: what each looks like in JSON (hl7.org/fhir/R4/datatypes.html)."""

from __future__ import annotations

import base64
import binascii
import calendar
import re
from collections.abc import Callable
from decimal import Decimal

_YEAR = r"([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)"
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = r"(0[1-9]|[1-2][0-9]|3[0-1])"
_TIME = r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"
_ZONE = r"(Z|(\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PATTERNS = {
    "date": rf"{_YEAR}(-{_MONTH}(-{_DAY})?)?",
    "dateTime": rf"{_YEAR}(-{_MONTH}(-{_DAY}(T{_TIME}{_ZONE})?)?)?",
    "instant": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "time": _TIME,
    "code": r"[^\s]+(\s[^\s]+)*",
    "id": r"[A-Za-z0-9\-\.]{1,64}",
    "oid": r"urn:oid:[0-2](\.(0|[1-9][0-9]*))+",
    "uuid": r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "uri": r"\S+",
    "url": r"\S+",
    "canonical": r"\S+",
}
_COMPILED = {name: re.compile(pattern) for name, pattern in _PATTERNS.items()}
_DATED = frozenset({"date", "dateTime", "instant"})
_WHOLE = {"integer": -(2**31), "unsignedInt": 0, "positiveInt": 1}
_LARGEST = 2**31 - 1
_LONGEST_TEXT = 1024 * 1024


def is_primitive(name: str) -> bool:
    """Return whether a type is primitive: a single JSON value."""
    return name in _CHECKS


def problem(name: str, value: object) -> str:
    """Return what is wrong with a value of a primitive type; nothing where it is sound."""
    return _CHECKS[name](name, value)


def _boolean(_name: str, value: object) -> str:
    return "" if isinstance(value, bool) else "is not true or false"


def _whole(name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return "is not a whole number"
    return "" if _WHOLE[name] <= value <= _LARGEST else f"is not between {_WHOLE[name]} and {_LARGEST}"


def _decimal(_name: str, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return "is not a number"
    return "" if Decimal(str(value)).is_finite() else "is not a finite number"


def _text(_name: str, value: object) -> str:
    if not isinstance(value, str):
        return "is not a text"
    if not value.strip():
        return "is empty"
    if len(value) > _LONGEST_TEXT:
        return "is longer than a megabyte"
    return "holds a control character" if _CONTROLS.search(value) else ""


def _patterned(name: str, value: object) -> str:
    if wrong := _text(name, value):
        return wrong
    assert isinstance(value, str)
    if not _COMPILED[name].fullmatch(value) or (name in _DATED and not _is_day(value)):
        return f"is not of the type {name}"
    return ""


def _encoded(_name: str, value: object) -> str:
    if not isinstance(value, str):
        return "is not a text"
    try:
        base64.b64decode("".join(value.split()), validate=True)
    except binascii.Error:
        return "is not base64"
    return ""


def _is_day(value: str) -> bool:
    """Return whether the day that a value begins with is one of its month."""
    parts = value[:10].split("-")
    if len(parts) < 3:
        return True
    year, month, day = (int(part) for part in parts)
    return day <= calendar.monthrange(year, month)[1]


_CHECKS: dict[str, Callable[[str, object], str]] = {
    "boolean": _boolean,
    "decimal": _decimal,
    "base64Binary": _encoded,
    "string": _text,
    "markdown": _text,
    "xhtml": _text,
    **dict.fromkeys(_WHOLE, _whole),
    **dict.fromkeys(_PATTERNS, _patterned),
}
