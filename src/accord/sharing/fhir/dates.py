"""Reading the moments that a search asks for: a day or an instant, with how it is compared (R4, search.html#date)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accord.sharing.fhir.outcomes import Refusal

_SAID = re.compile(r"(eq|ge|gt|le|lt)?(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?")
TAKEN = "is a day or an instant, such as ge2026-11-22 or lt2026-11-22T09:00:00Z."


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment on (None: ever since), and up to but without another (None: for ever)."""

    since: datetime | None = None
    until: datetime | None = None

    def within(self, other: Span) -> Span:
        """Return what lies in both."""
        sinces = [each for each in (self.since, other.since) if each]
        untils = [each for each in (self.until, other.until) if each]
        return Span(max(sinces, default=None), min(untils, default=None))


def read_span(values: Iterable[tuple[str, ...]], name: str) -> Span:
    """Return the span in which all that was given holds; raises Refusal for what is none."""
    held = Span()
    for several in values:
        if len(several) > 1:
            raise Refusal.one(400, "not-supported", "takes one value at a time.", name)
        held = held.within(_read(several[0], name))
    return held


def _read(said: str, name: str) -> Span:
    found = _SAID.fullmatch(said)
    try:
        first, after = _bounds(found[2], found[3] or "") if found else (None, None)
    except (ValueError, OverflowError) as wrong:
        raise Refusal.one(400, "value", TAKEN, name) from wrong
    if found is None or first is None or after is None:
        raise Refusal.one(400, "value", TAKEN, name)
    spans = {"ge": Span(first), "gt": Span(after), "le": Span(None, after), "lt": Span(None, first)}
    return spans.get(found[1] or "eq", Span(first, after))


def _bounds(day: str, time: str) -> tuple[datetime, datetime]:
    """Return where what was said begins and ends: a day in London, a minute, a second, or less."""
    if not time:
        begins = timezone.make_aware(datetime.combine(date.fromisoformat(day), datetime.min.time()))
        next_day = date.fromisoformat(day) + timedelta(days=1)
        return begins, timezone.make_aware(datetime.combine(next_day, datetime.min.time()))
    begins = datetime.fromisoformat(day + time)
    to_the_second = re.match(r"T\d{2}:\d{2}:", time) is not None
    length = timedelta(microseconds=1) if "." in time else timedelta(seconds=1 if to_the_second else 60)
    return begins, begins + length
