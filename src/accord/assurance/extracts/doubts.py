"""What makes figures of an extract doubtful although each row can be read: said before anybody reads them.

Pseudonyms that are not the same in two files give a share of people with a decision that is no share of anything; a day
of the report long after the last decision gives a census of a day of which the files may know nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from accord.assurance.extracts.extracts import Matched

ENOUGH = 20
"""With fewer people in either file, it may be chance that none is in both."""
LONG = 31
"""Days without a decision before the day of the report that are worth a word."""
_EPOCH = date(1970, 1, 1)


def opens_nothing(matched: Mapping[str, Matched], deciding: int) -> bool:
    """Return whether a file of population is one of other people, or of the same ones by other pseudonyms."""
    there = matched.get("population")
    return there is not None and not there.with_decision and min(there.people, deciding) >= ENOUGH


def find_doubts(matched: Mapping[str, Matched], deciding: int, last: int | None, as_of: date) -> tuple[str, ...]:
    """Return each doubt as a sentence. `deciding`: people in decisions; `last`: the day of the last, since 1970."""
    return (*_on_people(matched, deciding), *_on_days(last, as_of))


def _on_people(matched: Mapping[str, Matched], deciding: int) -> Iterator[str]:
    there = matched.get("population")
    if opens_nothing(matched, deciding):
        yield (
            f"Nobody in population is among the {deciding:,} people in decisions, so that population opens nothing."
            " A person has the same pseudonym in every file."
        )
    elif there is not None and there.people >= ENOUGH and there.with_decision * 2 < deciding:
        yield (
            f"Fewer than half of the people in decisions ({there.with_decision:,} of {deciding:,}) are in population:"
            " shares of people with a decision count those alone. Has a person the same pseudonym in both files?"
        )


def _on_days(last: int | None, as_of: date) -> Iterator[str]:
    day = None if last is None else _EPOCH + timedelta(days=last)
    if day is not None and (as_of - day).days > LONG:
        yield (
            f"The last decision is of {day.day} {day:%B %Y}, {(as_of - day).days:,} days before the day of the report:"
            " of the time between, these files may know nothing. The day of the report can be given (--as-of)."
        )
