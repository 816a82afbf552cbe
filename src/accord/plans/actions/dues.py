"""What a signed version asks for by a date: senior endorsement, review, and a look at a justified signature."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from accord.domain.plan.documents import SignedDocument
from accord.plans.actions.deadlines import end_of
from accord.plans.actions.tasking import NewTask
from accord.plans.models import TaskKind


def due_tasks(
    version_id: UUID, organisation_id: UUID, document: SignedDocument, endorser_id: UUID | None = None
) -> list[NewTask]:
    """Return the tasks that a version gives rise to by itself."""
    tasks = []
    signature, review = document.signature, document.plan.review
    if signature.endorsement_due is not None:
        tasks.append(
            NewTask(
                kind=TaskKind.ENDORSEMENT_DUE,
                subject_id=version_id,
                version_id=version_id,
                organisation_id=organisation_id,
                staff_id=endorser_id,
                due_at=signature.endorsement_due,
            )
        )
    if review is not None and review.due is not None:
        tasks.append(review_task(version_id, organisation_id, review.due))
    if signature.justification is not None:
        tasks.append(
            NewTask(
                kind=TaskKind.JUSTIFIED_SIGNATURE,
                subject_id=version_id,
                version_id=version_id,
                organisation_id=organisation_id,
                due_at=signature.signed_at,
                detail={"reason": signature.justification.reason.value},
            )
        )
    return tasks


def review_task(version_id: UUID, organisation_id: UUID, due: date) -> NewTask:
    """Return the task to review a version by a day."""
    return NewTask(
        kind=TaskKind.REVIEW_DUE,
        subject_id=version_id,
        version_id=version_id,
        organisation_id=organisation_id,
        due_at=end_of(due),
    )
