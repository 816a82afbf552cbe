"""Why a cell was rejected and what is accepted, in words: SQL over `words`, the text that stood there."""

from __future__ import annotations

from accord.assurance.extracts.kinds import LONGEST_CODE, LONGEST_TEXT, Kind, kind_of, values_of
from accord.assurance.extracts.words import quoted
from accord.domain.dataset import Column

DATE = "a date such as 2026-11-21"
MOMENT = "a date such as 2026-11-21, or a time such as 2026-11-21T03:00+00:00 (with no offset: time in England)"
_CLOCK = r"[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
_WRITTEN = rf"^\s*[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}({_CLOCK})?\s*$"
_SPOKEN = r"^\s*[0-9]{1,2}[/. -][0-9]{1,2}[/. -][0-9]{2,4}\b"
_SERIAL = r"^\s*[0-9]{5}([.][0-9]+)?\s*$"


def reason(column: Column, *, is_mapped: bool = False) -> str:
    """Return SQL that says why the cell of a column was rejected. `is_mapped`: a mapping says how it is written."""
    if is_mapped and kind_of(column) in {Kind.DATE, Kind.MOMENT}:
        led = quoted("is not a day that exists, as the mapping says that dates are written (a year has four digits)")
        return f"CASE WHEN regexp_matches(words, {quoted(_SPOKEN)}) THEN {led} ELSE {reason(column)} END"
    kind = kind_of(column)
    empty = f"WHEN tidy(words) IS NULL THEN {quoted(f'is empty: {column.name} is required')}"
    return f"CASE {empty} {_REASONS.get(kind, _length)(column)} END"


def _length(column: Column) -> str:
    longest = LONGEST_TEXT if kind_of(column) is Kind.TEXT else LONGEST_CODE
    return f"ELSE 'has ' || length(tidy(words)) || ' characters: at most {longest:,} are accepted'"


def _choice(column: Column) -> str:
    accepted = quoted(f"is not in the list. Accepted: {', '.join(values_of(column))}, or empty")
    return f"ELSE {accepted}"


def _integer(column: Column) -> str:
    least = column.least or 0
    range_words = f"from {least} to {column.most}" if column.most is not None else f"{least} or more"
    accepted = f"Accepted: a whole number, {range_words}"
    return (
        f"WHEN regexp_full_match(tidy(words), '-?[0-9]+([.]0+)?') THEN {quoted(f'is out of range. {accepted}')}"
        f" ELSE {quoted(f'is not a whole number. {accepted}')}"
    )


def _date(_column: Column) -> str:
    return _dated(DATE)


def _moment(_column: Column) -> str:
    return _dated(MOMENT)


def _month(_column: Column) -> str:
    return "ELSE 'is not a month. Accepted: a month such as 2026-11'"


def _dated(accepted: str) -> str:
    spoken = "is not written year first, so its day and month could be taken for one another."
    serial = "looks like a day number of Excel (1 is 1900-01-01), not a date."
    mapped = "Or say how it is written in a mapping (dates)"
    return (
        f"WHEN regexp_matches(words, {quoted(_SPOKEN)}) THEN {quoted(f'{spoken} Accepted: {accepted}. {mapped}')}"
        f" WHEN regexp_matches(words, {quoted(_SERIAL)}) THEN {quoted(f'{serial} Accepted: {accepted}. {mapped}')}"
        f" WHEN regexp_matches(words, {quoted(_WRITTEN)})"
        f" THEN {quoted(f'is not a date or time that exists. Accepted: {accepted}, from 1900 to 2199')}"
        f" ELSE {quoted(f'is not written as a date or time is here. Accepted: {accepted}')}"
    )


_REASONS = {
    Kind.CHOICE: _choice,
    Kind.INTEGER: _integer,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.MONTH: _month,
}
