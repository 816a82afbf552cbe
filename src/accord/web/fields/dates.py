"""Fields for dates and moments: boxes for day, month and year, and for a time where one is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils import timezone

from accord.web.fields.bases import Presented, WebField, name_label, shown_errors
from accord.web.fields.texts import refuse_hidden_characters
from accord.web.hygiene import show_hidden
from accord.web.words import MONTHS, say_date, say_list

DATE_PARTS = ("day", "month", "year")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
_TIME = re.compile(r"([0-9]{1,2})(?:[:.h ]?([0-9]{2}))?\s*([ap])?\.?(?:m\.?)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayAndTime:
    """A day, and the time on it where that is known ("date only" is an answer of its own)."""

    day: date
    time: time | None

    def at(self) -> datetime | None:
        """Return the moment, or None where only the day is known."""
        return timezone.make_aware(datetime.combine(self.day, self.time)) if self.time else None


class PartsWidget(forms.Widget):
    """Reads the boxes of one field as a mapping; None where the form did not hold them at all."""

    def __init__(self, parts: tuple[str, ...] = DATE_PARTS) -> None:
        super().__init__()
        self.parts = parts

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return what stands in each box."""
        if self.value_omitted_from_data(data, files, name):
            return None
        return {part: data.get(f"{name}-{part}", "").strip() for part in self.parts}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Say whether the form held none of the boxes."""
        return all(f"{name}-{part}" not in data for part in self.parts)


class DateField(WebField):
    """A date in three boxes; the month may be typed in words. Errors name the part that is wrong."""

    macro = "date"
    empty = None
    parts: ClassVar[tuple[str, ...]] = DATE_PARTS
    time_words = ""

    def __init__(
        self, label: str, *, past: bool = False, future: bool = False, earliest: date | None = None, **described: Any
    ) -> None:
        super().__init__(label, **{"hint": "For example, 27 3 2026", **described})
        self.widget = PartsWidget(self.parts)
        self.past = past
        self.future = future
        self.earliest = earliest

    @property
    def named(self) -> str:
        """Return its name, as a sentence begins with it."""
        return name_label(str(self.label))

    def clean(self, value: Any) -> Any:
        """Give the date, or None where nothing was typed."""
        typed = self.prepare_value(value)
        if not any(typed.values()):
            if self.required:
                raise self._wrong(str(self.error_messages["required"]), DATE_PARTS)
            return None
        return self.read_day(typed)

    def read_day(self, typed: Mapping[str, str]) -> date:
        """Read the day of what stands in the boxes."""
        for part in DATE_PARTS:
            refuse_hidden_characters(typed[part])
        missing = [part for part in DATE_PARTS if not typed[part]]
        if missing:
            raise self._wrong(f"{self.named} must include a {say_list(missing)}", missing)
        day, month, year = (self._read_part(part, typed[part]) for part in DATE_PARTS)
        try:
            found = date(year, month, day)
        except ValueError as error:
            raise self._wrong(
                f"{self.named} must be a real date: {MONTHS[month - 1]} {year} has no day {day}", ["day"]
            ) from error
        return self._refuse_beyond(found)

    def _read_part(self, part: str, typed: str) -> int:
        if part == "month" and typed[:3].lower() in _MONTH_NUMBERS and typed.isalpha():
            return _MONTH_NUMBERS[typed[:3].lower()]
        if part == "year" and not re.fullmatch(r"[0-9]{4}", typed):
            raise self._wrong(f"{self.named}: the year must have 4 numbers, like 2026", ["year"])
        greatest = {"day": 31, "month": 12, "year": 9999}[part]
        if not re.fullmatch(r"[0-9]{1,4}", typed) or not 1 <= int(typed) <= greatest:
            raise self._wrong(f"{self.named}: the {part} must be a number from 1 to {greatest}", [part])
        return int(typed)

    def _refuse_beyond(self, found: date) -> date:
        today = timezone.localdate()
        if self.past and found > today:
            raise self._wrong(f"{self.named} must be today or in the past", DATE_PARTS)
        if self.future and found < today:
            raise self._wrong(f"{self.named} must be today or in the future", DATE_PARTS)
        if self.earliest and found < self.earliest:
            raise self._wrong(f"{self.named} must be on or after {say_date(self.earliest)}", DATE_PARTS)
        return found

    def _wrong(self, message: str, parts: Any) -> forms.ValidationError:
        return forms.ValidationError(message, code="date", params={"parts": list(parts)})

    def prepare_value(self, value: Any) -> dict[str, str]:
        """Return what stands in each box, of a date or of what was typed."""
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        typed = value if isinstance(value, Mapping) else {}
        return {part: str(typed.get(part, "")) for part in self.parts}

    def show_value(self, bound: BoundField) -> Any:
        """Show what was typed, with hidden characters made visible."""
        return {part: show_hidden(typed) for part, typed in self.prepare_value(bound.value()).items()}

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether the boxes differ from what the form began with."""
        return self.prepare_value(initial) != self.prepare_value(data)

    def present(self, bound: BoundField) -> Presented:
        """Add which boxes are wrong."""
        wrong = self.wrong_parts(bound) if shown_errors(bound) else []
        return {**super().present(bound), "wrong": wrong, "parts": self.parts, "time_words": self.time_words}

    def wrong_parts(self, bound: BoundField) -> list[str]:
        """Return the boxes that the first error names; all of them for an error that names none."""
        errors = bound.form.errors.get(bound.name) if bound.form.is_bound else None
        if not errors:
            return []
        params = errors.as_data()[0].params or {}
        return list(params.get("parts", self.parts))

    def first_input_id(self, bound: BoundField) -> str:
        """Link to the first box that is wrong."""
        return f"{bound.auto_id}-{(self.wrong_parts(bound) or ['day'])[0]}"


class DateTimeField(DateField):
    """A date, and a time where it is known. Gives a `DayAndTime`; `time_required=True` asks for the time."""

    macro = "date_and_time"
    parts = (*DATE_PARTS, "time")

    def __init__(self, label: str, *, time_required: bool = False, **described: Any) -> None:
        super().__init__(label, **described)
        self.time_required = time_required
        self.time_words = "Time" if time_required else "Time, if known"

    def read_day(self, typed: Mapping[str, str]) -> Any:
        """Read the day and, where one was typed, the time."""
        day = super().read_day(typed)
        clock = self._read_time(typed["time"])
        if clock is None:
            return DayAndTime(day, None)
        at = timezone.make_aware(datetime.combine(day, clock))
        # The hour that the clocks skip in March comes back from UTC as another time.
        if at.astimezone(timezone.get_fixed_timezone(0)).astimezone(at.tzinfo).time() != clock:
            raise self._wrong("That time did not exist: the clocks went forward in that hour", ["time"])
        if self.past and at > timezone.now():
            raise self._wrong(f"{self.named} must not be in the future", ["time"])
        return DayAndTime(day, clock)

    def _read_time(self, typed: str) -> time | None:
        if not typed:
            if self.time_required:
                raise self._wrong(f"{self.named}: enter the time", ["time"])
            return None
        refuse_hidden_characters(typed)
        words = {"midnight": time(0), "midday": time(12), "noon": time(12)}
        found = words.get(typed.lower()) or read_clock(typed)
        if found is None:
            raise self._wrong(f"{self.named}: the time must be like 3:04pm or 15:04", ["time"])
        return found

    def prepare_value(self, value: Any) -> dict[str, str]:
        """Return what stands in each box, of a moment, a day with its time, or what was typed."""
        if isinstance(value, DayAndTime):
            return {**super().prepare_value(value.day), "time": f"{value.time:%H:%M}" if value.time else ""}
        if isinstance(value, datetime):
            local = timezone.localtime(value)
            return {**super().prepare_value(local.date()), "time": f"{local:%H:%M}"}
        return {"time": "", **super().prepare_value(value)}


def read_clock(typed: str) -> time | None:
    """Read a time of day as people write it: 15:04, 1504, 3.04pm, 3 pm; None where it is not one."""
    found = _TIME.fullmatch(typed.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not found[2]:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
