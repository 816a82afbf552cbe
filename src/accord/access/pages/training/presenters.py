"""The register and its counts in words, without HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import reverse

from accord.access.submissions import token
from accord.domain.authority import GRADE_NAMES, ROLE_NAMES
from accord.domain.competence import HOLDS, Competence, Cover, Currency, Stands
from accord.organisations.queries.register import Member, Revision
from accord.web.competences import say_stands
from accord.web.forms import Form
from accord.web.words import say_date

COLOURS = {
    Currency.CURRENT: "green",
    Currency.LAPSING: "yellow",
    Currency.LAPSED: "red",
    Currency.NOT_RECORDED: "orange",
    Currency.NOT_KEPT: "grey",
}
MOST_PRESSING = (Currency.LAPSED, Currency.NOT_RECORDED, Currency.LAPSING, Currency.NOT_KEPT, Currency.CURRENT)
COUNTED = ("Competence", *((words, "numeric") for words in ("Staff", *(each.words for each in Currency))))


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member of staff in a row of the register."""

    member: Member

    @property
    def href(self) -> str:
        """Their own page of the register."""
        return reverse("training:member", args=[self.member.staff_id])

    @property
    def roles(self) -> str:
        """Their roles here."""
        said = (dict.fromkeys((ROLE_NAMES[role], GRADE_NAMES[grade])) for role, grade in self.member.roles)
        return "; ".join(dict.fromkeys(", ".join(each) for each in said))

    @property
    def pressing(self) -> Currency:
        """What is most pressing of all that is expected of them."""
        held = {each.currency for each in self.member.stands}
        return next(each for each in MOST_PRESSING if each in held)

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        return COLOURS[self.pressing]

    @property
    def to_see_to(self) -> list[str]:
        """What does not simply hold."""
        return [_said(each) for each in self.member.stands if each.currency is not Currency.CURRENT]


def member_rows(members: Sequence[Member]) -> list[MemberRow]:
    """Return those of whom something is expected: the most pressing first, then by name."""
    rows = [MemberRow(each) for each in members if each.stands]
    return sorted(rows, key=lambda row: (MOST_PRESSING.index(row.pressing), row.member.name))


def count_rows(covers: Mapping[Competence, Cover]) -> list[list[str]]:
    """Return the counts of each competence as rows of a table, as they are."""
    return [
        [kind.words, *(f"{number:,}" for number in (cover.staff, *(cover.counts[each] for each in Currency)))]
        for kind, cover in covers.items()
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterScreen:
    """The register of an organisation."""

    organisation: str
    rows: Sequence[MemberRow]
    covers: Mapping[Competence, Cover]

    @property
    def is_kept(self) -> bool:
        """Whether anything is recorded here at all."""
        return any(cover.is_kept for cover in self.covers.values())

    @property
    def head(self) -> tuple[object, ...]:
        """The columns of the counts."""
        return COUNTED

    @property
    def counts(self) -> list[list[str]]:
        """The counts."""
        return count_rows(self.covers)


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One row that was recorded, with what has become of it."""

    revision: Revision
    became: str
    href: str

    @property
    def cells(self) -> tuple[str, str, str]:
        """When it was completed, until when it holds, and where that can be seen."""
        held = self.revision
        until = say_date(held.valid_until) if held.valid_until else "Does not run out"
        return say_date(held.completed_on), until, held.evidence or "Not recorded"

    @property
    def recorded(self) -> str:
        """When and by whom it was recorded."""
        by = self.revision.recorded_name
        return f"{say_date(self.revision.recorded_at)}{f' by {by}' if by else ', imported'}"


def revision_rows(staff_id: UUID, revisions: Sequence[Revision]) -> list[RevisionRow]:
    """Return what was recorded, the newest first; the newest of its kind counts and may be withdrawn."""
    rows, met = [], set[Competence]()
    for each in revisions:
        is_newest = each.kind not in met
        met.add(each.kind)
        counts = is_newest and not each.withdrawn
        href = reverse("training:withdraw", args=[staff_id, each.kind.value]) if counts else ""
        rows.append(RevisionRow(each, _became(each, counts=counts), href))
    return rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberScreen:
    """One member of staff: how what is expected of them stands, and all that was recorded."""

    row: MemberRow
    revisions: Sequence[RevisionRow]

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.row.member.name

    @property
    def summary(self) -> list[dict[str, str]]:
        """How each competence stands."""
        return summary_of(self.row.member.stands)

    @property
    def record_href(self) -> str:
        """Where something is recorded of them."""
        return reverse("training:record", args=[self.row.member.staff_id])

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way back."""
        return [("Training and registration", reverse("training:register"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryScreen:
    """A form about one member of staff."""

    member: Member
    form: Form
    title: str
    button: str
    guidance: str
    warning: bool = False
    submission: str = field(default_factory=token)

    @property
    def name(self) -> str:
        """Whom it is about."""
        return self.member.name

    @property
    def back(self) -> str:
        """Where it leads back to."""
        return reverse("training:member", args=[self.member.staff_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnScreen:
    """What somebody is trained in, as they read it themselves."""

    stands: Sequence[Stands]

    @property
    def summary(self) -> list[dict[str, str]]:
        """How each competence stands."""
        return summary_of(self.stands)

    @property
    def is_sound(self) -> bool:
        """Whether everything holds."""
        return bool(self.stands) and all(each.currency in HOLDS for each in self.stands)


def summary_of(stands: Sequence[Stands]) -> list[dict[str, str]]:
    """Return how each competence stands, as rows of a summary list."""
    return [{"key": each.kind.words, "value": _sentence(say_stands(each))} for each in stands]


def _became(revision: Revision, *, counts: bool) -> str:
    if revision.withdrawn:
        return "Withdrawn: recorded in error"
    return "Counts" if counts else "Replaced or withdrawn since"


def _said(stands: Stands) -> str:
    return f"{stands.kind.words}: {say_stands(stands)}"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
