"""What is said when something given to the software cannot be taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldError:
    """One field that could not be taken: which one, what was wrong, and what is accepted."""

    field: str
    wrong: str
    accepted: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.wrong}" + (f" {self.accepted}" if self.accepted else "")


class Refused(ValueError):
    """Something was refused; `errors` names each field, what was wrong and what is accepted."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(str(error) for error in self.errors))

    @classmethod
    def one(cls, field: str, wrong: str, accepted: str = "") -> Refused:
        """Return a refusal of a single field."""
        return cls([FieldError(field=field, wrong=wrong, accepted=accepted)])


class Conflict(Exception):
    """Somebody else changed the same thing first; nothing was overwritten."""


class NotPermitted(Exception):
    """The role in which somebody acts does not allow what they asked for."""
