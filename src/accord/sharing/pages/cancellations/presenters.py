"""What the page of a person's cancellations shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from accord.access.queries import systems
from accord.domain.authority import Actor
from accord.domain.plan.keeping import Distribution, Recipient
from accord.domain.plan.wishes import Scope
from accord.organisations.queries import directory
from accord.plans.pages.persons import Person
from accord.plans.queries import versions
from accord.sharing.actions.answering import may_answer, sees_to
from accord.sharing.cancellations.holders import HolderKind, Telling
from accord.sharing.copies import codes
from accord.sharing.queries import copies
from accord.sharing.queries.cancellations import Followed, HolderLine, of_person
from accord.web.words import say_count, say_datetime

A_SYSTEM, A_MAILBOX = "Another system", "The system of the person’s practice, in its mailbox"
LAYERS = {Scope.ENDURING: "Enduring plan", Scope.EPISODE: "Plan for an admission"}
NO_COLOUR, WAITS, DONE, LOST = "grey", "orange", "green", "red"
SENDING = "On its way to the system"
MAILED = "Nobody there signs in to this record: their system is told in its mailbox, see there. Telephone them"
DEAD = "Not taken by the system: {}"


@dataclass(frozen=True, slots=True)
class Names:
    """What holders are called for whoever reads."""

    places: Mapping[UUID, str]
    systems: Mapping[UUID, str]
    copies: Mapping[UUID, str]
    plans: Mapping[UUID, Distribution | None]
    """The part of each cancelled version that says who is told; None where it is not shown to whoever reads."""

    def of(self, line: HolderLine) -> str:
        """Return who a holder is."""
        row = line.row
        place = self.places.get(row.organisation_id, "") if row.organisation_id else ""
        if line.kind is HolderKind.PRINTED:
            code = self.copies.get(row.copy_id, "") if row.copy_id else ""
            return f"Copy {code}, printed here{f' ({place})' if place else ''}"
        if line.telling is Telling.MAILBOX:
            return f"The system of {place}, in its mailbox" if place else A_MAILBOX
        if line.kind is HolderKind.SYSTEM:
            return self.systems.get(row.system_id, A_SYSTEM) if row.system_id and place else A_SYSTEM
        if line.kind is HolderKind.ORGANISATION:
            return place or "An organisation that looks after the person"
        return self._in_plan(line)

    def _in_plan(self, line: HolderLine) -> str:
        said = self.plans.get(line.row.cancellation_id)
        if said is None:
            return "Somebody whom the plan names"
        if line.row.position is not None:
            copy = said.copies[line.row.position]
            return f"A copy held by {copy.held_by}{f': {copy.location}' if copy.location else ''}"
        if line.kind is HolderKind.COPY:
            return f"The printout at home: {said.location_at_home}"
        recipient = Recipient(line.row.recipient)
        more = f": {said.tell_others}" if recipient is Recipient.OTHER and said.tell_others else ""
        return f"{recipient.words}{more}"


@dataclass(frozen=True, slots=True)
class HolderRow:
    """Somebody who may hold a copy, in a line."""

    line: HolderLine
    who: str
    href: str
    is_mailed: bool
    """Whether their system is told in their mailbox, on a line of its own."""

    @property
    def told(self) -> str:
        """Whether and how they were told."""
        sent = self.line.delivery
        if sent is None:
            is_mailed = self.is_mailed and self.line.telling is Telling.NOBODY_THERE
            return MAILED if is_mailed else self.line.telling.words
        if sent.state == "dead":
            tried = f". Tried {say_count(sent.tries, 'time')}" if sent.tries else ""
            return DEAD.format(sent.error or "no answer") + tried
        return f"Sent {say_datetime(sent.sent_at)}" if sent.state == "sent" else SENDING

    @property
    def answered(self) -> str:
        """What was answered, and by whom."""
        reply = self.line.reply
        return f"{reply.answer.words}. {reply.name}, {say_datetime(reply.at)}" if reply else "Has not answered"

    @property
    def words(self) -> str:
        """What whoever answered added."""
        return self.line.reply.words if self.line.reply else ""

    @property
    def tag(self) -> tuple[str, str]:
        """How it stands in a word, with its colour."""
        if self.line.reply is None:
            return ("Waiting", WAITS)
        return ("Not found", LOST) if self.line.reply.answer == "not_found" else ("Answered", DONE)


@dataclass(frozen=True, slots=True)
class CancellationPart:
    """One cancellation, with those whom the reader may see."""

    followed: Followed
    title: str
    rows: tuple[HolderRow, ...]
    is_whole: bool
    """Whether all are shown; others see their own organisation alone."""

    @property
    def said(self) -> str:
        """Who cancelled it, and when."""
        row = self.followed.row
        return f"Cancelled {say_datetime(row.cancelled_at)} by {row.cancelled_name}."

    @property
    def summary(self) -> str:
        """How far it is."""
        count, waiting = len(self.followed.holders), self.followed.waiting
        if not self.is_whole:
            return ""
        if not count:
            return "Nobody is known here who holds a copy. That does not show that nobody does."
        if not waiting:
            return f"Everybody has answered: {count} of {count}. Nobody else is known here who holds a copy."
        return f"{waiting} of {count} {'has' if waiting == 1 else 'have'} not answered."

    @property
    def chased(self) -> str:
        """When whoever has not answered is chased, and how often they were."""
        row = self.followed.row
        if not self.is_whole or not self.followed.waiting:
            return ""
        before = f"Chased {say_count(row.chased, 'time')}. " if row.chased else ""
        return f"{before}Whoever has not answered is chased {say_datetime(row.chase_at)}."


@dataclass(frozen=True, slots=True)
class CancellationsScreen:
    """The cancellations of a person's plans, as far as the reader may see them."""

    person: Person
    parts: tuple[CancellationPart, ...]

    @property
    def title(self) -> str:
        """What the page is about."""
        return "Cancelled plans: who knows"


def screen_of(person: Person, actor: Actor) -> CancellationsScreen:
    """Return what somebody may see of a person's cancellations."""
    followed = of_person(person.id)
    names = names_of(person, actor, followed) if followed else Names({}, {}, {}, {})
    parts = (_part(each, names, actor) for each in followed)
    return CancellationsScreen(person, tuple(each for each in parts if each.rows or each.is_whole))


def names_of(person: Person, actor: Actor, followed: tuple[Followed, ...]) -> Names:
    """Return what holders are called; of a restricted record no place is named."""
    rows = [line.row for each in followed for line in each.holders]
    hides = person.identity.restricted
    places = directory.named({row.organisation_id for row in rows if row.organisation_id}) if not hides else ()
    printed = any(row.copy_id for row in rows)
    return Names(
        places={each.id: each.name for each in places},
        systems=systems.names(row.system_id for row in rows if row.system_id),
        copies={each.copy_id: codes.shown(each.code) for each in copies.of_person(person.id)} if printed else {},
        plans={each.row.id: _distribution(each, actor) for each in followed if _asks_plan(each)},
    )


def _asks_plan(followed: Followed) -> bool:
    return any(line.kind in (HolderKind.RECIPIENT, HolderKind.COPY) for line in followed.holders)


def _distribution(followed: Followed, actor: Actor) -> Distribution | None:
    """Return the part that says who is told, for whoever sees to the cancellation."""
    if not sees_to(followed.row, actor):
        return None
    return versions.document(followed.row.version_id).plan.distribution


def _part(followed: Followed, names: Names, actor: Actor) -> CancellationPart:
    is_whole = sees_to(followed.row, actor)
    version = versions.version(followed.row.version_id)
    title = f"{LAYERS[version.scope]}, version {version.number}"
    shown = [
        line
        for line in followed.holders
        if is_whole or (line.kind is HolderKind.ORGANISATION and may_answer(line.row, followed.row, actor))
    ]
    return CancellationPart(followed, title, tuple(_row(line, followed, names) for line in shown), is_whole)


def _row(line: HolderLine, followed: Followed, names: Names) -> HolderRow:
    person_id = followed.row.person_id
    if line.has_answered:
        href = ""
    elif line.kind is HolderKind.PRINTED:
        href = reverse("copies:of_person", args=[person_id])
    else:
        href = reverse("cancellations:answer", args=[person_id, line.row.id])
    of_theirs = (each for each in followed.holders if each.row.organisation_id == line.row.organisation_id)
    is_mailed = any(each.telling is Telling.MAILBOX for each in of_theirs)
    return HolderRow(line, names.of(line), href, is_mailed)
