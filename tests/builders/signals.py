"""Builders of signals for tests: what a run would have stored, without running anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from accord.assurance.models import Run, Sighting, Signal, Snapshot
from accord.assurance.signals.kinds import SignalKind

RAISED = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
"""A Monday with no bank holiday in the five working days after it."""
AT_ONCE, IN_TIME, LATE = (RAISED + timedelta(days=days) for days in (1, 7, 8))
"""Before, at the last day of, and after the five working days."""
DECISIONS = ("ab12" * 5, "cd34" * 5, "ef56" * 5)


def run(at: datetime = RAISED) -> Run:
    """Store a run over a snapshot of its own."""
    snapshot = Snapshot.objects.create(identity=uuid4().hex * 2, as_of=at.date(), made_at=at, rows={"decisions": 3})
    return Run.objects.create(snapshot=snapshot, made_at=at, version="1", seed=1)


def sighting(of: Signal, at: datetime = RAISED, **changed: Any) -> Sighting:
    """Store what a run saw of a signal."""
    usual: dict[str, Any] = {
        "begins": (at - timedelta(days=6)).date(),
        "ends": (at - timedelta(days=4)).date(),
        "decision_ids": list(DECISIONS),
        "observed": 12,
        "expected": 2.5,
        "statistic": 9.1,
        "p_value": 0.001,
        "q_value": 0.02,
        "question": "Why were 12 new decisions made in three days where 2.5 would be expected?",
    }
    return Sighting.objects.create(signal=of, run=run(at), **(usual | changed))


def raised(
    kind: SignalKind = SignalKind.BURST,
    *,
    at: datetime = RAISED,
    site: str = "VL901",
    signers: str = "R9901",
    area: str = "",
    **seen: Any,
) -> UUID:
    """Store a signal about a site and a signer's organisation, seen once, and return its id."""
    row = Signal.objects.create(
        kind=kind.value, site_code=site, area_code=area, signer_org_code=signers, raised_at=at, signer_id="9f" * 10
    )
    sighting(row, at, **seen)
    return row.pk
