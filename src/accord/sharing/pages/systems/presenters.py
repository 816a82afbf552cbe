"""What the page of what other systems did not take shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from accord.access.queries import systems
from accord.domain.authority import Actor
from accord.sharing.deliveries.replays import DeadLetter, Failing, dead, failing, managed
from accord.sharing.deliveries.topics import PlanChange
from accord.web.words import say_count, say_datetime


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


def screen_of(actor: Actor) -> DeliveriesScreen:
    """Return what the systems that somebody manages did not take."""
    codes = managed(actor)
    held, now_failing = dead(codes=codes), failing(codes)
    return DeliveriesScreen(
        held, now_failing, systems.names({*(each.system for each in held), *(each.system for each in now_failing)})
    )
