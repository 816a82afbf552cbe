"""What the pages of a draft show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from accord.domain.choices import Choice
from accord.domain.plan.documents import PART_TYPES
from accord.domain.plan.parts import PERSON_HELD, PartName
from accord.domain.plan.wishes import Setting
from accord.plans.pages.parts.asked import Asked
from accord.plans.pages.persons import Person
from accord.plans.queries.drafts import DraftView, PartView
from accord.projections.restricted_parts import say_kept
from accord.web.words import say_datetime

TASK_GROUPS: tuple[tuple[str, tuple[PartName, ...]], ...] = (
    ("The person’s own voice", (PartName.WHAT_MATTERS, PartName.CONVERSATIONS, PartName.SHARING)),
    (
        "Health and what is recommended",
        (PartName.UNDERSTANDING, PartName.CPR, PartName.TREATMENTS, PartName.MEDICINES_DEVICES),
    ),
    ("How it was decided", (PartName.INVOLVEMENT, PartName.CAPACITY, PartName.BEST_INTERESTS, PartName.LEGAL)),
    ("Keeping it", (PartName.SETTING, PartName.CONTACTS, PartName.DISTRIBUTION, PartName.REVIEW)),
)
"""The order in which people talk, not the order of a form. Every part can be left, and filled in any order."""


class Fill(Choice):
    """How far a part is."""

    EMPTY = "empty", "Not filled yet"
    FILLED = "filled", "Filled"
    CHANGED_ELSEWHERE = "changed_elsewhere", "Changed on both sides: look again"
    KEPT = "kept", "Kept to some readers"
    OWN_RECORDS = "own_records", "The person’s own records"


def unfilled(part: PartName, draft: DraftView) -> object:
    """Return the part as it is with no answers; the scope was chosen with the draft."""
    return Setting(scope=draft.scope) if part is PartName.SETTING else PART_TYPES[part]()


IN_ITS_PLACE = (
    "It stays in the plan as it was signed. What you write here takes its place in the new version, and what was there "
    "stays in the version in which it was signed, for its readers."
)
CANNOT_RESTRICT = (
    "Some parts of this plan are kept to some readers at the person’s request, and you are not one of them. What they "
    "asked stays as it is. To change it, ask whoever signed the plan."
)
COLOURS = {Fill.EMPTY: "grey", Fill.CHANGED_ELSEWHERE: "orange", Fill.KEPT: "purple", Fill.OWN_RECORDS: "white"}


@dataclass(frozen=True, slots=True)
class TaskList:
    """The parts of a draft as a task list, in four groups."""

    person: Person
    draft: DraftView
    counts: dict[PartName, int]

    @property
    def title(self) -> str:
        """What is being written, for whom."""
        return f"Plan for {self.person.name}"

    @property
    def groups(self) -> list[tuple[str, list[dict[str, object]]]]:
        """Each group with its tasks; the under-18s' part is asked only of a young person."""
        shown = [(title, [self._task(part) for part in parts]) for title, parts in TASK_GROUPS]
        if self.person.is_young:
            shown[2][1].append(self._task(PartName.YOUNG_PERSON))
        return shown

    def _task(self, part: PartName) -> dict[str, object]:
        fill = self._fill(part)
        view = self.draft.parts.get(part)
        return {
            "title": part.words,
            "href": self._href(part),
            "status": self._status(part, fill),
            "colour": COLOURS.get(fill, ""),
            "done": fill is Fill.FILLED,
            "hint": f"Saved by {view.saved_name}, {say_datetime(view.saved_at)}"
            if view and (view.value is not None or view.is_kept)
            else "",
        }

    def _fill(self, part: PartName) -> Fill:
        if part in PERSON_HELD:
            return Fill.OWN_RECORDS
        view = self.draft.parts.get(part)
        if view and view.other is not None:
            return Fill.CHANGED_ELSEWHERE
        if view and view.is_kept:
            return Fill.KEPT
        return Fill.FILLED if view and view.value not in (None, unfilled(part, self.draft)) else Fill.EMPTY

    def _status(self, part: PartName, fill: Fill) -> str:
        if fill is not Fill.OWN_RECORDS:
            return fill.words
        count = self.counts.get(part, 0)
        return f"{count} recorded" if count else "None recorded"

    def _href(self, part: PartName) -> str:
        if part in PERSON_HELD:
            return f"{reverse(f'plans:{part.value}', args=[self.person.id])}?draft={self.draft.draft_id}"
        return reverse("plans:part", args=[self.draft.draft_id, part.value])


@dataclass(frozen=True, slots=True)
class PartScreen:
    """One part's page: its questions, and what somebody else saved in the meantime."""

    person: Person
    draft: DraftView
    part: PartName
    asked: Asked
    revision: int
    submission: str
    kept_at: datetime | None = None
    theirs: str = ""
    may_restrict: bool = True

    @property
    def kept(self) -> str:
        """That this part is kept from whoever fills it, and what becomes of what they write."""
        view = self.view
        return f"{say_kept(view.ask)} {IN_ITS_PLACE}" if view and view.is_kept else ""

    @property
    def cannot_restrict(self) -> str:
        """Why whoever fills the part about sharing is not asked which parts are kept to some readers."""
        return "" if self.may_restrict else CANNOT_RESTRICT

    @property
    def title(self) -> str:
        """The part's own words."""
        return self.part.words

    @property
    def guidance(self) -> str:
        """What helps to fill this part."""
        return self.asked.form.guidance

    @property
    def view(self) -> PartView | None:
        """The part as it is saved."""
        return self.draft.parts.get(self.part)

    @property
    def saved(self) -> str:
        """Who saved this part, and when."""
        view = self.view
        return f"Saved by {view.saved_name}, {say_datetime(view.saved_at)}" if view and view.value is not None else ""

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back, by the task list."""
        return [*self.person.crumbs, ("Plan being written", reverse("plans:draft", args=[self.draft.draft_id]))]

    @property
    def keep_href(self) -> str:
        """Where what is typed is kept."""
        return reverse("plans:part_keep", args=[self.draft.draft_id, self.part.value])

    @property
    def watch_href(self) -> str:
        """Where the page asks whether somebody else changed this part."""
        return reverse("plans:part_watch", args=[self.draft.draft_id, self.part.value]) + f"?revision={self.revision}"
