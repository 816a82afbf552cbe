"""A signal as its tables hold it: what it is about, what runs saw of it, and what was done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accord.assurance.models import CaseReview, Sighting, Signal, SignalStep
from accord.assurance.queries.calendars import BANK_HOLIDAYS
from accord.assurance.signals.kinds import SignalKind
from accord.domain.authority import Actor
from accord.domain.choices import Answer
from accord.domain.follow_ups import Course, Step, Taken, fold
from accord.domain.signal_answers import NEVER_WAIT, CaseOutcome, answer_due, asked_of, is_asked, is_waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What one run saw of a signal."""

    run_id: UUID
    at: datetime
    begins: date | None
    ends: date | None
    decision_ids: tuple[str, ...]
    observed: float
    expected: float | None
    statistic: float | None
    p_value: float | None
    q_value: float | None
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the review of one case showed."""

    individual: Answer
    with_person: Answer
    outcome: CaseOutcome
    inappropriate_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """An action that was agreed. `done_at` where somebody has recorded that it is done."""

    number: int
    owner_code: str
    due: date
    done_at: datetime | None
    words: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether its last day is over and nobody has recorded that it is done."""
        return self.done_at is None and self.due < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One step as it was recorded. The words are read for one signal, not for a list."""

    taken: Taken
    reason: str
    words: str
    name: str
    case: Case | None = None
    owner_code: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A signal: what it is about, how far it has come, and what runs saw of it (the newest last)."""

    id: UUID
    kind: SignalKind
    site_code: str
    area_code: str
    signer_id: str
    signer_org_code: str
    group: str
    raised_at: datetime
    course: Course
    due: datetime
    asked: frozenset[str]
    sightings: tuple[Seen, ...]
    told: tuple[Told, ...]
    actions: tuple[Agreed, ...]

    @property
    def newest(self) -> Seen:
        """What the newest run that saw it saw."""
        return self.sightings[-1]

    def waits(self, now: datetime) -> bool:
        """Return whether others than those asked see no more than a number yet."""
        return is_waiting(self.kind, self.course, asked=self.asked, due=self.due, now=now)

    @property
    def is_urgent(self) -> bool:
        """Whether nobody waits with it: somebody may be at risk now."""
        return self.kind in NEVER_WAIT or self.course.marked_at is not None

    def is_open_to(self, by: Actor, now: datetime) -> bool:
        """Return whether somebody within whose scope it lies may see it."""
        return is_asked(by, self.asked) or not self.waits(now)


def read(signals: QuerySet[Signal]) -> Iterator[Held]:
    """Yield signals, newest first: three queries, however many there are. What no run saw is no signal."""
    sightings = Sighting.objects.select_related("run").order_by("run__made_at", "id")
    steps = SignalStep.objects.select_related("case", "action").order_by("number")
    rows = signals.order_by("-raised_at", "id").prefetch_related(
        Prefetch("sightings", sightings), Prefetch("steps", steps)
    )
    return (_held(row) for row in rows if row.sightings.all())


def _held(row: Signal) -> Held:
    told = tuple(_told(step) for step in row.steps.all())
    course = fold(row.raised_at, (each.taken for each in told))
    return Held(
        id=row.pk,
        kind=SignalKind(row.kind),
        site_code=row.site_code,
        area_code=row.area_code,
        signer_id=row.signer_id,
        signer_org_code=row.signer_org_code,
        group=row.group,
        raised_at=row.raised_at,
        course=course,
        due=answer_due(row.raised_at, BANK_HOLIDAYS),
        asked=asked_of(row.site_code, row.signer_org_code),
        sightings=tuple(_seen(each) for each in row.sightings.all()),
        told=told,
        actions=tuple(_agreed(told)),
    )


def _seen(row: Sighting) -> Seen:
    return Seen(
        run_id=row.run_id,
        at=row.run.made_at,
        begins=row.begins,
        ends=row.ends,
        decision_ids=tuple(row.decision_ids),
        observed=row.observed,
        expected=row.expected,
        statistic=row.statistic,
        p_value=row.p_value,
        q_value=row.q_value,
        question=row.question,
    )


def _told(row: SignalStep) -> Told:
    action = getattr(row, "action", None)
    return Told(
        taken=Taken(
            number=row.number,
            step=Step(row.step),
            at=row.recorded_at,
            by=row.recorded_by,
            organisation=row.recorded_organisation,
            decision=row.decision_id,
            of=row.of,
        ),
        reason=row.reason,
        words=row.words,
        name=row.recorded_name,
        case=_case(getattr(row, "case", None)),
        owner_code=action.owner_code if action else "",
        due=action.due if action else None,
    )


def _case(row: CaseReview | None) -> Case | None:
    if row is None:
        return None
    return Case(
        individual=Answer(row.individual),
        with_person=Answer(row.with_person),
        outcome=CaseOutcome(row.outcome),
        inappropriate_reason=row.inappropriate_reason,
    )


def _agreed(told: Sequence[Told]) -> Iterator[Agreed]:
    done = {each.taken.of: each.taken.at for each in told if each.taken.step is Step.ACTION_DONE}
    for each in told:
        if each.due is not None:
            number = each.taken.number
            yield Agreed(
                number=number,
                owner_code=each.owner_code,
                due=each.due,
                done_at=done.get(number),
                words=each.words,
            )
