"""The dataset row of a decision: the published subset of its facts, with pseudonyms for people."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from accord.domain.dataset import DECISIONS, Column, Type
from accord.domain.expressions import Cell, Row, day_column
from accord.domain.facts import day_of, moment_of
from accord.domain.moments import LONDON
from accord.domain.nhs_numbers import masked

PSEUDONYMISED = ("decision_id", "person_id", "signer_id")
_DIGITS = 20


def pseudonym(value: str, *, column: str, key: bytes) -> str:
    """Return a keyed pseudonym: the same value in the same column always gives the same."""
    return hmac.new(key, f"{column}\x1f{value}".encode(), hashlib.sha256).hexdigest()[:_DIGITS]


def decision_row(facts: Row, *, key: bytes, with_rationale: bool = False) -> dict[str, str | int | None]:
    """Return the row of `decisions` for a row of facts.

    The words of the reason stay where their controller keeps them, unless `with_rationale` is asked for; phrase codes
    and the keyed hash go in their place. A number that was typed among the words never leaves.
    """
    row = {column.name: _cell(column, facts) for column in DECISIONS.columns}
    for name in PSEUDONYMISED:
        value = row[name]
        row[name] = pseudonym(str(value), column=name, key=key) if value else None
    row["rationale"] = masked(str(row["rationale"] or "")) or None if with_rationale else None
    return row


def _cell(column: Column, facts: Mapping[str, Cell]) -> str | int | None:
    if column.type is Type.DATE:
        day = day_of(facts[day_column(column.name)])
        return day.isoformat() if day else None
    if column.type is Type.DATETIME:
        moment = moment_of(facts, column.name)
        if moment is None:
            return None
        return moment.time.astimezone(LONDON).isoformat() if moment.time else moment.day.isoformat()
    return facts[column.name]
