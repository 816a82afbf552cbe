"""What a step also answers, in words."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from accord.plans.models import TaskKind
from accord.plans.queries.work import TaskView
from accord.web.words import last_day, say_date

LOOK_BACK = Markup(
    "A look-back asks for this decision to be reviewed again by {}: what you record here is counted for it. "
    '<a href="{}">See what look-backs ask of you</a>.'
)


def look_back_note(tasks: Iterable[TaskView], version_id: UUID) -> Markup | None:
    """Say that a look-back asks for the review of a version, by the first day that one of them gave; or nothing."""
    due = [each.due_at for each in tasks if each.kind is TaskKind.LOOK_BACK and each.version_id == version_id]
    href = f"{reverse('plans:work')}#group-look_backs"
    return LOOK_BACK.format(say_date(last_day(min(due))), href) if due else None
