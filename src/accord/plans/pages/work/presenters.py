"""What waits, in groups: what is most urgent first, each with the page that answers it and how long it has waited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse

from accord.domain.authority import Actor, Permission
from accord.domain.competence import EXPECTED, NOT_ASKED, SignerCompetence
from accord.domain.people import Identity
from accord.plans.models import TaskKind
from accord.plans.pages.work.rows import WorkRow, draft_row, task_row
from accord.plans.queries.work import Work
from accord.web.competences import say_each, say_lapses
from accord.web.words import say_count, say_date

SHOWN = 10
"""Rows of a group on the first page; the whole group has a page of its own."""
NO_NAME = "Name not known"


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks that are answered in the same way."""

    name: str
    title: str
    kinds: tuple[TaskKind, ...]


TASK_GROUPS = (
    TaskGroup("says", "The person now says something: answer it", (TaskKind.ANSWER_STATEMENT,)),
    TaskGroup(
        "cancellations",
        "Cancelled plans: does everybody who holds a copy know?",
        (TaskKind.ANSWER_CANCELLATION, TaskKind.CHASE_CANCELLATION, TaskKind.TELL_HOLDERS),
    ),
    TaskGroup("practices", "The practice does not know yet: see that it does", (TaskKind.PRACTICE_NOT_TOLD,)),
    TaskGroup("moves", "Moved: does each recommendation still stand?", (TaskKind.CONFIRM_MOVE,)),
    TaskGroup(
        "discharges",
        "Left hospital: see what stands, and tell them",
        (TaskKind.TOLD_OF_DISCHARGE, TaskKind.GIVE_PLAN),
    ),
    TaskGroup("endorsements", "Endorsements due", (TaskKind.ENDORSEMENT_DUE,)),
    TaskGroup("reports", "Plans reported from elsewhere: confirm or set aside", (TaskKind.CONFIRM_REPORT,)),
    TaskGroup("reviews", "Reviews due", (TaskKind.REVIEW_DUE,)),
    TaskGroup("look_backs", "Look-backs: review these decisions again", (TaskKind.LOOK_BACK,)),
    TaskGroup(
        "look_again",
        "Look at the plan again",
        (
            TaskKind.LOOK_AGAIN_AFTER_DISCHARGE,
            TaskKind.LOOK_AGAIN_AFTER_READMISSION,
            TaskKind.LOOK_AGAIN_AFTER_RETURN,
            TaskKind.LOOK_UP_NATIONALLY,
            TaskKind.REINSTATED_LOOK_AGAIN,
            TaskKind.LEGAL_CHANGED,
            TaskKind.DISAGREED,
        ),
    ),
    TaskGroup("justified", "Signed with a justification: look at why", (TaskKind.JUSTIFIED_SIGNATURE,)),
)
"""Every kind of task stands in exactly one group (a test holds this)."""
CONFLICTS = ("conflicts", "Plans being written that two changes meet in")
OWN_DRAFTS = ("own_drafts", "Plans that I am writing")
OTHER_DRAFTS = ("other_drafts", "Plans being written in my organisation")
AFTER_STATEMENTS = 1
"""Conflicts keep somebody from signing: they stand right after what a person now says."""


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Things of one kind, of which the first page shows the first few."""

    name: str
    title: str
    rows: tuple[WorkRow, ...]
    limit: int | None = SHOWN

    @property
    def shown(self) -> tuple[WorkRow, ...]:
        """The rows on this page."""
        return self.rows if self.limit is None else self.rows[: self.limit]

    @property
    def heading(self) -> str:
        """The title with how many there are."""
        return f"{self.title} ({len(self.rows)})"

    @property
    def more(self) -> str:
        """The words of the link to the whole group, where this page leaves some out."""
        return f"Show all {len(self.rows)}" if len(self.shown) < len(self.rows) else ""

    @property
    def more_href(self) -> str:
        """The page of the whole group."""
        return f"{reverse('plans:work')}?group={self.name}"


@dataclass(frozen=True, slots=True)
class WorkScreen:
    """Everything that waits for somebody, or one whole group of it."""

    groups: tuple[WorkGroup, ...]
    people: Mapping[UUID, Identity]
    actor: Actor
    is_one_group: bool = False
    signer: SignerCompetence = NOT_ASKED
    """How what signing asks for stands; empty for those who do not sign."""
    notices: tuple[str, ...] = ()
    """Messages that were not put away, in words."""
    newest_notice: int = 0
    """The number of the newest of them: what comes after it stays."""
    to_explain: int = 0
    """How many looks outside a relationship have no reason yet."""

    @property
    def title(self) -> str:
        """What the page is, or which group of it."""
        return self.groups[0].title if self.is_one_group and self.groups else "My work"

    @property
    def summary(self) -> str:
        """How much waits, in a sentence."""
        return f"{say_count(sum(len(group.rows) for group in self.groups), 'thing')} to look at."

    @property
    def explaining(self) -> str:
        """The words of the link to them, or nothing."""
        return f"Say why you opened {say_count(self.to_explain, 'record')}" if self.to_explain else ""

    def tasks(self, group: WorkGroup) -> list[dict[str, object]]:
        """Return the rows of a group as the task list shows them, with the person's name and date of birth."""
        return [
            {
                "title": self._name(row.person_id),
                "href": row.href,
                "hint": f"{self._born(row.person_id)}{row.what}",
                "status": row.status,
                "colour": row.colour,
            }
            for row in group.shown
        ]

    @property
    def lapses(self) -> list[str]:
        """What of theirs has run out: signing asks why."""
        return [] if self.is_one_group else say_lapses(self.signer)

    @property
    def lapsing(self) -> list[str]:
        """What of theirs runs out soon."""
        return [] if self.is_one_group else say_each(self.signer.lapsing)

    @property
    def has_training(self) -> bool:
        """Whether training is expected of this role."""
        return self.actor.role in EXPECTED

    @property
    def may_find(self) -> bool:
        """Whether this role finds people."""
        return self.actor.may(Permission.FIND_PERSON)

    @property
    def may_view_emergency(self) -> bool:
        """Whether this role has the emergency screen."""
        return self.actor.may(Permission.VIEW_EMERGENCY)

    def _name(self, person_id: UUID) -> str:
        person = self.people.get(person_id)
        return person.display_name if person else NO_NAME

    def _born(self, person_id: UUID) -> str:
        person = self.people.get(person_id)
        return f"Born {say_date(person.birth_date)}. " if person and person.birth_date else ""


def groups_of(work: Work, now: datetime) -> tuple[WorkGroup, ...]:
    """Return what waits in groups, without those that hold nothing."""
    tasks = [
        WorkGroup(each.name, each.title, tuple(task_row(task, now) for task in work.of(*each.kinds)))
        for each in TASK_GROUPS
    ]
    quiet = [draft for draft in work.drafts if not draft.in_conflict]
    drafts = [
        WorkGroup(name, title, tuple(draft_row(draft, now) for draft in held))
        for (name, title), held in (
            (CONFLICTS, work.conflicts),
            (OWN_DRAFTS, [draft for draft in quiet if draft.is_own]),
            (OTHER_DRAFTS, [draft for draft in quiet if not draft.is_own]),
        )
    ]
    ordered = (*tasks[:AFTER_STATEMENTS], drafts[0], *tasks[AFTER_STATEMENTS:], *drafts[1:])
    return tuple(group for group in ordered if group.rows)
