"""What stands at the top of a printed copy: the status, what the person now says, what binds, and what contradicts it.

None of it is part of the version that the copy is of. It is kept as one mark, with which the same mark of later is
compared: it says that something changed, and nothing of what.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from accord.domain.standing import Layer
from accord.plans.queries.records import Records


def top_of(held: Records, now: datetime) -> str:
    """Return the mark of all that would stand at the top of a copy at `now`, as the hexadecimal SHA-256 of their ids.

    A version and what suspends it stand for the status that they make together, in all its words.
    """
    layers = (each.layer for each in held.layers)
    parts = {
        "versions": sorted((str(each.version_id), _held_up(each, now)) for each in layers if each.holds(now)),
        "statements": sorted(str(each.statement_id) for each in held.statements),
        "legal": sorted((str(each.instrument_id), each.revision) for each in held.instruments),
        "reports": sorted(str(each.report_id) for each in held.reports if each.contradictions),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _held_up(layer: Layer, now: datetime) -> str:
    suspension = layer.suspension(now)
    return f"{suspension.from_at.isoformat()}/{suspension.until or ''}" if suspension else ""
