"""The emergency summary as it is kept: written once, and sent with the time of each look put into its two places.

It is kept for whoever reads the same (mostly for everybody), and only until the next moment at which anything of it
would read otherwise: an end, a suspension, a day on which something is due. Every date and time of the sheet is one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from accord.domain.moments import LONDON
from accord.domain.people import Identity
from accord.domain.plan.restrictions import Reader
from accord.projections.emergency import OBJECTIONS, is_restricted, view
from accord.projections.fhir.elements import Made
from accord.projections.fhir.emergencies import emergency_summary
from accord.projections.words import say_time

_WHEN = datetime(9999, 11, 30, 13, 47, 11, 735_291, tzinfo=UTC)
"""A time that nobody looks at: its two forms are taken out again of what is made with it."""
NO_BASIS = "none"
_AT, _SAID = b"\x01", b"\x02"
"""What stands in their places: JSON never holds these as they are."""


def kept_for(sheet: Mapping[str, Any] | None, person: Identity, reader: Reader) -> str:
    """Return whose summary it is, made for this reader: everybody's (empty) where nothing depends on who asks.

    An objection, and a number that is not verified, are about organisations alone; what is kept to some readers is
    about the basis too. The reader is another system, whose role is always the same.
    """
    if is_restricted(sheet):
        return f"{reader.organisation_code}|{reader.basis.value if reader.basis else NO_BASIS}"
    held = [*sheet.get("layers", ()), *sheet.get("reported", ())] if sheet else []
    is_objected = any(each.get("consent") in OBJECTIONS for each in held)
    return f"{reader.organisation_code}|" if is_objected or not person.is_verified else ""


def holds_until(sheet: Mapping[str, Any] | None, now: datetime) -> datetime | None:
    """Return the next moment at which what is said of a sheet may change by itself; None where none is to come."""
    return min((each for each in _moments(sheet) if each > now), default=None)


def keepable(
    sheet: Mapping[str, Any] | None, person: Identity, sent: Made, reader: Reader, now: datetime
) -> bytes | None:
    """Return the summary to be kept of a person, or None where it would not give, at `now`, exactly what was sent."""
    code = reader.organisation_code
    shown = view(sheet, person, now, viewer_organisation=code, reader=reader, checked_at=_WHEN)
    text = as_text(emergency_summary(shown, person, _WHEN))
    kept = text.encode().replace(_WHEN.isoformat().encode(), _AT).replace(say_time(_WHEN).encode(), _SAID)
    return kept if as_checked(kept, *said_of(now)) == as_text(sent).encode() else None


def as_checked(kept: bytes, at: bytes, said: bytes) -> bytes:
    """Return a kept summary as it reads when it is looked at: at a time in its two forms."""
    return kept.replace(_AT, at).replace(_SAID, said)


def said_of(now: datetime) -> tuple[bytes, bytes]:
    """Return the two forms of a time."""
    return now.isoformat().encode(), say_time(now).encode()


def as_text(made: Made) -> str:
    """Return a resource as it is sent."""
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def _moments(held: Any) -> Iterator[datetime]:
    """Yield every time of a sheet; and of each date the beginning of that day in London, and of the next."""
    if isinstance(held, Mapping):
        held = list(held.values())
    if isinstance(held, list):
        for each in held:
            yield from _moments(each)
    elif isinstance(held, str) and held[:4].isdigit() and len(held) <= len("2026-11-21T03:00:00.000000+00:00"):
        yield from _read(held)


def _read(text: str) -> list[datetime]:
    try:
        read = datetime.fromisoformat(text)
        if len(text) == len("2026-11-21"):
            return [_begin(read.date()), _begin(read.date() + timedelta(days=1))]
    except (ValueError, OverflowError):
        return []  # words that begin as a date does, or the last day that there is
    return [read if read.tzinfo else read.replace(tzinfo=LONDON)]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)
