"""What the page of what other systems did not take shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from accord.access.queries import systems
from accord.domain.authority import Actor
from accord.domain.organisations import OrganisationReference
from accord.organisations.queries import directory
from accord.organisations.queries.remits import remit_of
from accord.projections.fhir.practice_messages import MessageKind
from accord.sharing.deliveries import announcements
from accord.sharing.deliveries.announcements import Unannounced
from accord.sharing.deliveries.replays import DeadLetter, Failing, dead, failing, managed
from accord.sharing.deliveries.topics import PlanChange
from accord.sharing.queries import messages
from accord.sharing.queries.messages import MessageLine
from accord.web.words import say_count, say_datetime

NOT_TAKEN = {"dead": "Not sent", "waiting": "Not sent yet", "sending": "Perhaps sent", "refused": "Refused"}


@dataclass(frozen=True, slots=True)
class Letters:
    """What one subscription did not take."""

    subscription: UUID
    name: str
    letters: tuple[DeadLetter, ...]

    @property
    def button(self) -> str:
        """What is pressed."""
        return f"Send {say_count(len(self.letters), 'notification')} again"

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Each of them: its number, what it told of, when that was, and what went wrong."""
        return [
            (
                str(each.number),
                PlanChange(each.kind).words,
                say_datetime(each.happened_at),
                f"Tried {say_count(each.tries, 'time')}: {each.error}",
            )
            for each in self.letters
        ]

    @property
    def has_cancellation(self) -> bool:
        """Whether a cancellation is among them."""
        return any(each.kind == PlanChange.CANCELLED for each in self.letters)


@dataclass(frozen=True, slots=True)
class DeliveriesScreen:
    """What was never taken, and who does not answer now."""

    dead: Sequence[DeadLetter]
    failing: Sequence[Failing]
    names: Mapping[UUID, str]
    practices: Sequence[MessageLine] = ()
    """What practices did not take over MESH, where this organisation answers for the plan."""
    practice_names: Mapping[str, OrganisationReference] = field(default_factory=dict)
    unannounced: Sequence[Unannounced] = ()

    @property
    def title(self) -> str:
        """What the page is about."""
        return "Messages that other systems did not take"

    @property
    def groups(self) -> list[Letters]:
        """What was never taken, by subscription."""
        held: dict[UUID, list[DeadLetter]] = {}
        for each in self.dead:
            held.setdefault(each.subscription, []).append(each)
        return [Letters(key, self.names.get(some[0].system, ""), tuple(some)) for key, some in held.items()]

    @property
    def unannounced_rows(self) -> list[tuple[str, ...]]:
        """What the national service never took: what became of a plan, when, and what went wrong."""
        return [
            (each.kind.words, say_datetime(each.happened_at), f"Tried {say_count(each.tries, 'time')}: {each.error}")
            for each in self.unannounced
        ]

    @property
    def announce_button(self) -> str:
        """What is pressed."""
        return f"Announce {say_count(len(self.unannounced), 'change')} again"

    @property
    def failing_rows(self) -> list[tuple[str, ...]]:
        """Who does not answer now."""
        return [
            (
                self.names.get(each.system, ""),
                f"Failed {say_count(each.failures, 'time')}",
                each.error,
                say_datetime(each.next_try_at),
            )
            for each in self.failing
        ]

    @property
    def practice_rows(self) -> list[tuple[str, ...]]:
        """What practices did not take: which practice, what it was to be told, and what went wrong."""
        return [
            (
                self._practice(each.practice),
                MessageKind(each.kind).words,
                say_datetime(each.happened_at),
                ": ".join(filter(None, (NOT_TAKEN.get(each.state, "Not acknowledged"), each.error))),
            )
            for each in self.practices
        ]

    def _practice(self, code: str) -> str:
        named = self.practice_names.get(code)
        return f"{named.name} ({code})" if named else code or "Not known"


def screen_of(actor: Actor) -> DeliveriesScreen:
    """Return what the systems that somebody manages did not take."""
    codes = managed(actor)
    held, now_failing = dead(codes=codes), failing(codes)
    practices = messages.not_taken(remit_of(actor.organisation_id, actor.organisation_code).ids)
    return DeliveriesScreen(
        held,
        now_failing,
        systems.names({*(each.system for each in held), *(each.system for each in now_failing)}),
        practices,
        directory.by_codes({each.practice for each in practices if each.practice}),
        announcements.dead(codes),
    )
