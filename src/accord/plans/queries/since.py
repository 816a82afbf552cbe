"""What has happened to a version since it was signed, as facts: added to those taken at signing, for the dataset."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from accord.domain.authority import Grade
from accord.domain.expressions import Cell
from accord.domain.facts import day_cells
from accord.domain.lifecycle import LIVE, CancelReason, InappropriateReason, Status, Step
from accord.domain.plan.keeping import ReviewOutcome
from accord.plans.queries.records import Fact
from accord.plans.queries.versions import status_of
from accord.projections.facts import Since
from accord.projections.facts.cells import NO, UNKNOWN, YES, at_cells, choice_cell


def since_of(facts: Iterable[Fact]) -> Since:
    """Return what has happened since the signature."""
    steps = tuple(facts)
    endorsed, reviewed = _last(steps, Step.ENDORSED), _last(steps, Step.REVIEWED)
    status = status_of(steps)
    over = steps[-1] if steps and status not in LIVE else None
    reason, inappropriate = (over.detail.get(name) if over else None for name in ("reason", "inappropriate"))
    return Since(
        status=status,
        ended_at=over.at if over else None,
        ended_reason=CancelReason(reason) if reason else None,
        inappropriate=InappropriateReason(inappropriate) if inappropriate else None,
        endorsed_at=endorsed.at if endorsed else None,
        endorser_grade=Grade(endorsed.detail["grade"]) if endorsed and endorsed.detail.get("grade") else None,
        reviewed_at=reviewed.at if reviewed else None,
        review_outcome=ReviewOutcome(reviewed.detail["outcome"]) if reviewed else None,
    )


def cells_of(facts: Iterable[Fact]) -> dict[str, Cell]:
    """Return the cells of the dataset that change after signing."""
    steps = tuple(facts)
    since = since_of(steps)
    due = next((fact.detail["due"] for fact in reversed(steps) if fact.detail.get("due")), None)
    return {
        "status": since.status.value,
        "found_inappropriate": YES if since.inappropriate else UNKNOWN if since.status in LIVE else NO,
        "inappropriate_reason": choice_cell(since.inappropriate),
        "ended_reason": "died" if since.status is Status.DIED else choice_cell(since.ended_reason),
        "endorser_role": choice_cell(since.endorser_grade),
        "review_outcome": choice_cell(since.review_outcome),
        **at_cells("ended_at", since.ended_at),
        **at_cells("endorsed_at", since.endorsed_at),
        **at_cells("last_reviewed_at", since.reviewed_at),
        **(day_cells("review_due", date.fromisoformat(due)) if due else {}),
    }


def _last(facts: tuple[Fact, ...], step: Step) -> Fact | None:
    return next((fact for fact in reversed(facts) if fact.step is step), None)
